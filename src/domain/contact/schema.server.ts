import { foreignKey, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { now, ofCase } from '#server/columns.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import type { FirstBy, NoNews, RingOn } from './communication-plan.ts';

/** "How to tell me": one family member's wishes, which every hard message must honour. */
export const communicationPlan = pgTable(
  'communication_plan',
  {
    ...ofCase(),
    personId: uuid('person_id').notNull(),
    firstBy: text('first_by').$type<FirstBy>().notNull(),
    goodTimes: text('good_times').notNull().default(''),
    notOn: text('not_on').notNull().default(''),
    /** When to ring from Monday to Friday, as `ringTimes` names it: what a machine reads of the words beside it. */
    ringOn: text('ring_on').array().$type<RingOn>().notNull().default(['any', 'any', 'any', 'any', 'any']),
    withMe: text('with_me').notNull().default(''),
    formats: text('formats').array().notNull().default([]),
    /** The language of the interpreter, when one helps. */
    language: text('language').notNull().default(''),
    /** How often to hear even when nothing has changed. */
    noNews: text('no_news').$type<NoNews>().notNull(),
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
