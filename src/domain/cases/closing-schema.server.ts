import { date, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, id, now, ofCase } from '#server/columns.ts';
import type { ClosedBecause } from './closing.ts';
import { caseFile } from './schema.server.ts';

/** That a case was closed: why, from which day, and what the family was told. Opened again, it keeps that it had been closed. */
export const caseClosing = pgTable(
  'case_closing',
  {
    ...ofCase(),
    caseClosingId: id('case_closing_id'),
    because: text('because').$type<ClosedBecause>().notNull(),
    /** What the officer wrote to the family; every family member of the case reads it. */
    words: text('words').notNull(),
    /** How long the case is kept can be counted from it. */
    closedOn: date('closed_on', { mode: 'string' }).notNull(),
    /** The day the letter with the no was sent, where that ended it: the time to appeal was reckoned from it. */
    letterSentOn: date('letter_sent_on', { mode: 'string' }),
    by: uuid('by').notNull(),
    at: now('at'),
    openedAgainAt: at('opened_again_at'),
    /** Null where something came in that nobody signed in for, like an e-mail. */
    openedAgainBy: uuid('opened_again_by'),
    openedAgainWhy: text('opened_again_why').notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.caseClosingId] }),
    index('case_closing_latest').on(t.councilId, t.caseFileId, t.at),
    foreignKey({ columns: [t.councilId, t.caseFileId], foreignColumns: [caseFile.councilId, caseFile.caseFileId] }),
  ],
);
