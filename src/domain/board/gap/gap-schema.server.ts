import { sql } from 'drizzle-orm';
import { date, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, id, now, ofCase } from '#server/columns.ts';
import { toCaseFile } from '#domain/cases/schema.server.ts';

/**
 * "Something fundamental is missing", or a paper that came after the Board met: who raised it, who answers by when,
 * what the family says to it, and the answer.
 */
export const seriousGap = pgTable(
  'serious_gap',
  {
    ...ofCase(),
    seriousGapId: id('serious_gap_id'),
    kind: text('kind').$type<'missing' | 'late_paper'>().notNull(),
    words: text('words').notNull(),
    raisedSide: text('raised_side').$type<'family' | 'council' | 'neutral'>().notNull(),
    raisedBy: uuid('raised_by').notNull(),
    raisedAt: now('raised_at'),
    /** The paper, when one came late. */
    evidenceItemId: uuid('evidence_item_id'),
    /** The named senior manager, and the day they answer by. */
    managerId: uuid('manager_id'),
    answerBy: date('answer_by', { mode: 'string' }).notNull(),
    consent: text('consent').$type<'agrees' | 'refuses'>(),
    consentWords: text('consent_words').notNull().default(''),
    /** Whose word it is, and who wrote it down: themselves, or an officer on the phone with them. */
    consentOf: uuid('consent_of'),
    consentBy: uuid('consent_by'),
    consentAt: at('consent_at'),
    answer: text('answer').$type<
      'get_in_time' | 'decide_and_look_again' | 'exception' | 'look_again' | 'changes_nothing'
    >(),
    answerWords: text('answer_words').notNull().default(''),
    /** When it will be looked at again, or the paper will be here. */
    answerOn: date('answer_on', { mode: 'string' }),
    statutoryExceptionId: uuid('statutory_exception_id'),
    answeredBy: uuid('answered_by'),
    answeredAt: at('answered_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.seriousGapId] }),
    index('serious_gap_open').on(t.councilId, t.answerBy),
    index('serious_gap_waiting')
      .on(t.councilId, t.managerId)
      .where(sql`answered_at is null`),
    uniqueIndex('serious_gap_once').on(t.councilId, t.caseFileId, t.evidenceItemId),
    toCaseFile(t),
  ],
);
