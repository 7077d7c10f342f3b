import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { at, id, now, ofCase } from '#server/columns.ts';
import { toCaseFile } from '#domain/cases/schema.server.ts';
import type { Outcome } from '../outcomes.ts';
import type { Question } from '../question.ts';
import { agendaItem } from '../schema.server.ts';

/** A page a reason rests on. */
export interface PageCited {
  evidenceItemId: string;
  page: number;
  /** As it is printed in the pack: "C41". */
  cite: string;
}

/** What the Board is about to decide, while it talks. One for each case on an agenda. */
export const decisionDraft = pgTable(
  'decision_draft',
  {
    ...ofCase(),
    agendaItemId: uuid('agenda_item_id').notNull(),
    outcome: text('outcome').$type<Outcome>(),
    /** What was decided, in one plain sentence. */
    sentence: text('sentence').notNull().default(''),
    /** What it means for the child this week. */
    thisWeek: text('this_week').notNull().default(''),
    nextStep: text('next_step').notNull().default(''),
    updatedBy: uuid('updated_by').notNull(),
    updatedAt: now('updated_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.agendaItemId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.agendaItemId],
      foreignColumns: [agendaItem.councilId, agendaItem.caseFileId, agendaItem.agendaItemId],
    }),
  ],
);

/** One reason, written as they talk: it rests on pages of the pack, or says that it is the Board's judgement. */
export const decisionReason = pgTable(
  'decision_reason',
  {
    ...ofCase(),
    decisionReasonId: id('decision_reason_id'),
    agendaItemId: uuid('agenda_item_id').notNull(),
    position: integer('position').notNull(),
    words: text('words').notNull(),
    restsOn: text('rests_on').$type<'pages' | 'judgement'>().notNull(),
    pages: jsonb('pages').$type<PageCited[]>().notNull().default([]),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.decisionReasonId] }),
    index('decision_reason_order').on(t.councilId, t.caseFileId, t.agendaItemId, t.position),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.agendaItemId],
      foreignColumns: [agendaItem.councilId, agendaItem.caseFileId, agendaItem.agendaItemId],
    }),
  ],
);

/** What the Board says to one page the family marked important. */
export const importantAnswer = pgTable(
  'important_answer',
  {
    ...ofCase(),
    agendaItemId: uuid('agenda_item_id').notNull(),
    paperCommentId: uuid('paper_comment_id').notNull(),
    words: text('words').notNull(),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.agendaItemId, t.paperCommentId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.agendaItemId],
      foreignColumns: [agendaItem.councilId, agendaItem.caseFileId, agendaItem.agendaItemId],
    }),
  ],
);

/** What the Board decided. Never changed: a later look is a decision of its own that names this one. */
export const decision = pgTable(
  'decision',
  {
    ...ofCase(),
    decisionId: id('decision_id'),
    agendaItemId: uuid('agenda_item_id').notNull(),
    packId: uuid('pack_id').notNull(),
    question: text('question').$type<Question>().notNull(),
    outcome: text('outcome').$type<Outcome>().notNull(),
    sentence: text('sentence').notNull(),
    thisWeek: text('this_week').notNull(),
    nextStep: text('next_step').notNull(),
    /** Reasons, answers to what was important, who was present by role and name: as they stood when it was saved. */
    record: jsonb('record').$type<DecisionRecord>().notNull(),
    /** SHA-256 of the canonical record, the pack's fingerprint in it. */
    sha256: text('sha256').notNull(),
    hadImportantPages: boolean('had_important_pages').notNull(),
    looksAgainAt: uuid('looks_again_at'),
    decidedBy: uuid('decided_by').notNull(),
    decidedAt: at('decided_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.decisionId] }),
    uniqueIndex('decision_once').on(t.councilId, t.caseFileId, t.agendaItemId),
    toCaseFile(t),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.agendaItemId],
      foreignColumns: [agendaItem.councilId, agendaItem.caseFileId, agendaItem.agendaItemId],
    }),
  ],
);

export interface DecisionRecord {
  /** Where the check before the Board stood, in words, and why it was decided all the same; empty when both had said that is everything. */
  check: { inWords: string; allTheSame: string };
  reasons: { words: string; restsOn: 'pages' | 'judgement'; pages: PageCited[] }[];
  important: { cite: string; title: string; familyWords: string; answer: string }[];
  present: { name: string; seat: string }[];
  packSha256: string;
  papersRead: number;
  pagesRead: number;
}
