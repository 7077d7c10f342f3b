import { date, foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, id, now, ofCase } from '#server/columns.ts';
import { checkRow } from '../schema.server.ts';

/** Advice asked of one practitioner for one row of the list: by when, and the link that takes one paper and no account. */
export const adviceRequest = pgTable(
  'advice_request',
  {
    ...ofCase(),
    adviceRequestId: id('advice_request_id'),
    checkRowId: uuid('check_row_id').notNull(),
    askedOf: text('asked_of').notNull(),
    email: text('email').notNull(),
    askedBy: uuid('asked_by').notNull(),
    askedOn: date('asked_on', { mode: 'string' }).notNull(),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    /** Whose wish it was: the council's duty, or the family's request (regulation 6(1)(h)). */
    wishOf: text('wish_of').$type<'council' | 'family'>().notNull().default('council'),
    linkHash: text('link_hash').notNull(),
    /** Links that a chase replaced: whoever opens one is told that a newer one was sent. */
    earlierLinks: text('earlier_links').array().notNull().default([]),
    linkEndsAt: at('link_ends_at').notNull(),
    answeredAt: at('answered_at'),
    evidenceItemId: uuid('evidence_item_id'),
    cancelledAt: at('cancelled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.adviceRequestId] }),
    uniqueIndex('advice_request_link').on(t.councilId, t.linkHash),
    index('advice_request_earlier').using('gin', t.earlierLinks),
    index('advice_request_row').on(t.councilId, t.caseFileId, t.checkRowId),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.checkRowId],
      foreignColumns: [checkRow.councilId, checkRow.caseFileId, checkRow.checkRowId],
    }),
  ],
);

/** One reminder that was sent. Never changed: "chased 2 May" is a fact both sides see. */
export const chase = pgTable(
  'chase',
  {
    ...ofCase(),
    chaseId: id('chase_id'),
    adviceRequestId: uuid('advice_request_id').notNull(),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.chaseId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.adviceRequestId],
      foreignColumns: [adviceRequest.councilId, adviceRequest.caseFileId, adviceRequest.adviceRequestId],
    }),
  ],
);
