import { foreignKey, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { councilId, now } from '#server/columns.ts';
import { caseFile } from '#domain/cases/schema.server.ts';

/** "How to tell me": one family member's wishes, which every hard message must honour. */
export const communicationPlan = pgTable(
  'communication_plan',
  {
    councilId: councilId(),
    caseFileId: uuid('case_file_id').notNull(),
    personId: uuid('person_id').notNull(),
    firstBy: text('first_by').$type<'call' | 'message' | 'letter'>().notNull(),
    goodTimes: text('good_times').notNull().default(''),
    notOn: text('not_on').notNull().default(''),
    withMe: text('with_me').notNull().default(''),
    formats: text('formats').array().notNull().default([]),
    /** How often to hear even when nothing has changed. */
    noNews: text('no_news').$type<'weekly' | 'fortnightly' | 'only_changes'>().notNull(),
    keepAddressPrivate: text('keep_address_private').$type<'yes' | 'no'>().notNull().default('no'),
    updatedAt: now('updated_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.personId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId],
      foreignColumns: [caseFile.councilId, caseFile.caseFileId],
    }),
  ],
);
