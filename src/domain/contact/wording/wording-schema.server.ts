import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, councilId, id, now } from '#server/columns.ts';
import type { WordingFault } from './wording.ts';

/** A word or phrase a parent panel does not want to read about a child or a family, and what to write instead. */
export const wordingTerm = pgTable(
  'wording_term',
  {
    councilId: councilId(),
    wordingTermId: id('wording_term_id'),
    /** As it is written, in small letters; matched as whole words. */
    term: text('term').notNull(),
    fault: text('fault').$type<WordingFault>().notNull(),
    instead: text('instead').notNull().default(''),
    addedBy: uuid('added_by'),
    at: now('at'),
    endedAt: at('ended_at'),
    endedBy: uuid('ended_by'),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.wordingTermId] })],
);
