import { foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, now, ofCase } from '#server/columns.ts';
import { mediation } from '../schema.server.ts';
import type { OutcomeCode } from './outcome.ts';

/** How a mediation ended: what is open to be shown outside it. A draft until whoever leads shares it. */
export const outcomeRecord = pgTable(
  'outcome_record',
  {
    ...ofCase(),
    mediationId: uuid('mediation_id').notNull(),
    outcome: text('outcome').$type<OutcomeCode>(),
    /** The fields of class `open`, by name. */
    open: jsonb('open').$type<Record<string, string>>().notNull().default({}),
    version: integer('version').notNull().default(1),
    writtenBy: uuid('written_by').notNull(),
    writtenAt: now('written_at'),
    sharedAt: at('shared_at'),
    sharedSha256: text('shared_sha256'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.mediationId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.mediationId],
      foreignColumns: [mediation.councilId, mediation.caseFileId, mediation.mediationId],
    }),
  ],
);

/** The fields of class `without_prejudice`, by name: for those who were in the mediation, and nowhere else. */
export const outcomePrivate = pgTable(
  'outcome_private',
  {
    ...ofCase(),
    mediationId: uuid('mediation_id').notNull(),
    fields: jsonb('fields').$type<Record<string, string>>().notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.mediationId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.mediationId],
      foreignColumns: [mediation.councilId, mediation.caseFileId, mediation.mediationId],
    }),
  ],
);

/** What one person of the family made of it, 1 (not at all helpful) to 5 (very). Theirs to give or not. */
export const mediationRating = pgTable(
  'mediation_rating',
  {
    ...ofCase(),
    mediationId: uuid('mediation_id').notNull(),
    personId: uuid('person_id').notNull(),
    rating: integer('rating').notNull(),
    words: text('words').notNull().default(''),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.mediationId, t.personId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.mediationId],
      foreignColumns: [mediation.councilId, mediation.caseFileId, mediation.mediationId],
    }),
  ],
);
