import { foreignKey, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { PlanSection } from '#domain/mediation/dispute/appealable.ts';
import { at, councilId, id, now } from '#server/columns.ts';
import { appeal } from '../schema.server.ts';

/** One thing the appeal is about, numbered. Both sides see it. */
export const appealIssue = pgTable(
  'appeal_issue',
  {
    councilId: councilId(),
    appealIssueId: id('appeal_issue_id'),
    appealId: uuid('appeal_id').notNull(),
    number: integer('number').notNull(),
    words: text('words').notNull(),
    planSection: text('plan_section').$type<PlanSection>(),
    /** A tag of the library's vocabulary, or none. */
    tag: text('tag'),
    /** The working document's point about it, once there is one. */
    pointId: uuid('point_id'),
    addedBy: uuid('added_by').notNull(),
    addedAt: now('added_at'),
    settledAt: at('settled_at'),
    /** How it was settled, in words both sides may read. */
    settledHow: text('settled_how'),
    settledBy: uuid('settled_by'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.appealIssueId] }),
    uniqueIndex('appeal_issue_number').on(t.councilId, t.appealId, t.number),
    foreignKey({ columns: [t.councilId, t.appealId], foreignColumns: [appeal.councilId, appeal.appealId] }),
  ],
);

/** A page of a paper that an issue rests on. */
export const appealIssuePage = pgTable(
  'appeal_issue_page',
  {
    councilId: councilId(),
    appealIssueId: uuid('appeal_issue_id').notNull(),
    evidenceItemId: uuid('evidence_item_id').notNull(),
    page: integer('page').notNull(),
    addedSide: text('added_side').$type<'family' | 'council'>().notNull(),
    addedBy: uuid('added_by').notNull(),
    addedAt: now('added_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.appealIssueId, t.evidenceItemId, t.page] }),
    foreignKey({
      columns: [t.councilId, t.appealIssueId],
      foreignColumns: [appealIssue.councilId, appealIssue.appealIssueId],
    }),
  ],
);
