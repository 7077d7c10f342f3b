import { foreignKey, index, integer, pgTable, primaryKey, real, text, uuid } from 'drizzle-orm/pg-core';
import { at, id, now, ofCase } from '#server/columns.ts';
import { evidenceItem } from '../schema.server.ts';

/** Something said of a page or a paragraph. It is the writer's own until they share it; sharing is a separate act. */
export const paperComment = pgTable(
  'paper_comment',
  {
    ...ofCase(),
    paperCommentId: id('paper_comment_id'),
    evidenceItemId: uuid('evidence_item_id').notNull(),
    page: integer('page').notNull(),
    /** From 0; null for the whole page. */
    paragraph: integer('paragraph'),
    kind: text('kind').$type<'comment' | 'dont_understand' | 'important' | 'correction'>().notNull(),
    side: text('side').$type<'family' | 'council' | 'neutral'>().notNull(),
    words: text('words').notNull().default(''),
    /** For a correction: what the paper should say instead. */
    shouldSay: text('should_say').notNull().default(''),
    by: uuid('by').notNull(),
    at: now('at'),
    sharedAt: at('shared_at'),
    answer: text('answer').notNull().default(''),
    /** For a correction: what became of it. */
    outcome: text('outcome').$type<'corrected' | 'sent_to_author' | 'stays'>(),
    answeredBy: uuid('answered_by'),
    answeredAt: at('answered_at'),
    removedAt: at('removed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.paperCommentId] }),
    index('paper_comment_page').on(t.councilId, t.caseFileId, t.evidenceItemId, t.page),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.evidenceItemId],
      foreignColumns: [evidenceItem.councilId, evidenceItem.caseFileId, evidenceItem.evidenceItemId],
    }),
  ],
);

/** One place that is to be hidden, and why. Until it is released it is a mark that only officers see. */
export const redaction = pgTable(
  'redaction',
  {
    ...ofCase(),
    redactionId: id('redaction_id'),
    evidenceItemId: uuid('evidence_item_id').notNull(),
    page: integer('page').notNull(),
    what: text('what').$type<'line' | 'paragraph' | 'page' | 'box'>().notNull(),
    /** In points from the top left of the page. */
    x: real('x').notNull(),
    y: real('y').notNull(),
    width: real('width').notNull(),
    height: real('height').notNull(),
    reason: text('reason').$type<'third_party' | 'safeguarding' | 'other_child' | 'address'>().notNull(),
    by: uuid('by').notNull(),
    at: now('at'),
    releasedBy: uuid('released_by'),
    releasedAt: at('released_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.redactionId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.evidenceItemId],
      foreignColumns: [evidenceItem.councilId, evidenceItem.caseFileId, evidenceItem.evidenceItemId],
    }),
  ],
);
