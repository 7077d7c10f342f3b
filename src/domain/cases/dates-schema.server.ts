import { date, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, id, now, ofCase } from '#server/columns.ts';
import type { ExceptionReason } from './exceptions.ts';
import type { Milestone } from './milestones.ts';
import { toCaseFile } from './schema.server.ts';

/** A day from which the law counts: the plan was made, the draft was served, the review was held. Put right by a later row, never edited. */
export const caseMilestone = pgTable(
  'case_milestone',
  {
    ...ofCase(),
    caseMilestoneId: id('case_milestone_id'),
    what: text('what').$type<Milestone>().notNull(),
    on: date('on', { mode: 'string' }).notNull(),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.caseMilestoneId] }),
    index('case_milestone_latest').on(t.councilId, t.caseFileId, t.what, t.at),
    toCaseFile(t),
  ],
);

/** An exception the law lists, used for one limit: its reason, its days, who asked and the senior manager who approved. */
export const statutoryException = pgTable(
  'statutory_exception',
  {
    ...ofCase(),
    statutoryExceptionId: id('statutory_exception_id'),
    limit: text('limit').notNull(),
    reason: text('reason').$type<ExceptionReason>().notNull(),
    fromOn: date('from_on', { mode: 'string' }).notNull(),
    toOn: date('to_on', { mode: 'string' }),
    words: text('words').notNull(),
    approvedBy: uuid('approved_by').notNull(),
    approvedAt: now('approved_at'),
    endedAt: at('ended_at'),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.caseFileId, t.statutoryExceptionId] }), toCaseFile(t)],
);
