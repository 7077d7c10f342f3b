import { foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, id, now, ofCase } from '#server/columns.ts';
import { evidenceItem } from '../schema.server.ts';

/** What in a held paper speaks of another child of the council. For staff only: it names the other child. */
export const paperMatch = pgTable(
  'paper_match',
  {
    ...ofCase(),
    evidenceItemId: uuid('evidence_item_id').notNull(),
    otherCaseFileId: uuid('other_case_file_id').notNull(),
    otherName: text('other_name').notNull(),
    /** What was found of the other child, and on which page. */
    found: jsonb('found').$type<{ what: 'name' | 'born' | 'upn' | 'nhs'; page: number }[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.evidenceItemId, t.otherCaseFileId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.evidenceItemId],
      foreignColumns: [evidenceItem.councilId, evidenceItem.caseFileId, evidenceItem.evidenceItemId],
    }),
  ],
);

/** A paper that was shown to people who should not have seen it, and the 72 hours in which the regulator is told. */
export const breach = pgTable(
  'breach',
  {
    ...ofCase(),
    breachId: id('breach_id'),
    evidenceItemId: uuid('evidence_item_id').notNull(),
    words: text('words').notNull(),
    openedBy: uuid('opened_by').notNull(),
    openedAt: now('opened_at'),
    reportBy: at('report_by').notNull(),
    /** Everyone who opened it before the recall, out of the history, as it stood then. */
    lookers: jsonb('lookers')
      .$type<{ personId: string; name: string; role: string; at: string; did: string }[]>()
      .notNull(),
    outcome: text('outcome').$type<'reported' | 'not_needed'>(),
    outcomeWords: text('outcome_words').notNull().default(''),
    outcomeBy: uuid('outcome_by'),
    outcomeAt: at('outcome_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.breachId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.evidenceItemId],
      foreignColumns: [evidenceItem.councilId, evidenceItem.caseFileId, evidenceItem.evidenceItemId],
    }),
  ],
);

/** Moving a misfiled paper to its own child's case: one officer asks, another does it. */
export const misfile = pgTable(
  'misfile',
  {
    ...ofCase(),
    misfileId: id('misfile_id'),
    evidenceItemId: uuid('evidence_item_id').notNull(),
    toCaseFileId: uuid('to_case_file_id').notNull(),
    reason: text('reason').notNull(),
    askedBy: uuid('asked_by').notNull(),
    askedAt: now('asked_at'),
    confirmedBy: uuid('confirmed_by'),
    confirmedAt: at('confirmed_at'),
    movedItemId: uuid('moved_item_id'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.misfileId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.evidenceItemId],
      foreignColumns: [evidenceItem.councilId, evidenceItem.caseFileId, evidenceItem.evidenceItemId],
    }),
  ],
);

/** What was sent, shared or exported to whom, and what was true of them when it was (recipient preflight). Never changed. */
export const sending = pgTable(
  'sending',
  {
    ...ofCase(),
    sendingId: id('sending_id'),
    what: text('what').$type<'pack' | 'paper' | 'decision' | 'bundle'>().notNull(),
    targetId: uuid('target_id').notNull(),
    adultId: uuid('adult_id').notNull(),
    /** As it stood: relation, parental responsibility, who checked it and when, restriction. */
    recipient: jsonb('recipient').$type<Record<string, string>>().notNull(),
    sha256: text('sha256').notNull().default(''),
    sentBy: uuid('sent_by').notNull(),
    sentAt: now('sent_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.sendingId] }),
    index('sending_of').on(t.councilId, t.caseFileId, t.targetId),
  ],
);
