import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, bytea, councilId, id, now } from './columns.ts';

/**
 * The one history: append-only, hash-chained per case file (or per council where no case is concerned).
 * Written only through `history_append()`. Holds ids and a commitment; the detail sits in `history_detail`,
 * which can be erased without breaking the chain.
 */
export const history = pgTable(
  'history',
  {
    councilId: councilId(),
    /** The case file, or the council itself. */
    chainId: uuid('chain_id').notNull(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    at: at('at').notNull(),
    actorId: uuid('actor_id'),
    action: text('action').notNull(),
    target: text('target'),
    /** Only in rows from before reasons could be forgotten; since then they are in the detail. */
    reason: text('reason'),
    commitment: bytea('commitment').notNull(),
    previousHash: bytea('previous_hash').notNull(),
    hash: bytea('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.chainId, t.sequence] })],
);

export const historyDetail = pgTable(
  'history_detail',
  {
    councilId: councilId(),
    chainId: uuid('chain_id').notNull(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    salt: bytea('salt').notNull(),
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull(),
    /** What whoever did it wrote as their reason: somebody's words, so they lie where they can be forgotten. */
    reason: text('reason'),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.chainId, t.sequence] })],
);

/** Messages to send. With no provider configured they stay here, and in the demo a page shows them. */
export const outbox = pgTable(
  'outbox',
  {
    councilId: councilId(),
    outboxId: id('outbox_id'),
    channel: text('channel').$type<'email' | 'sms' | 'letter'>().notNull(),
    /** An address, a number, or for a letter the lines of a postal address. */
    to: text('to').notNull(),
    subject: text('subject').notNull().default(''),
    body: text('body').notNull(),
    /** Of an e-mail: where an answer goes, and the id other mail programs thread it by. */
    replyTo: text('reply_to').notNull().default(''),
    messageId: text('message_id').notNull().default(''),
    /** Sent by no person: mail programs are told not to answer it. */
    automatic: boolean('automatic').notNull().default(false),
    createdAt: now('created_at'),
    sentAt: at('sent_at'),
    tries: integer('tries').notNull().default(0),
    nextTryAt: now('next_try_at'),
    lastError: text('last_error'),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.outboxId] }), index('outbox_due').on(t.nextTryAt)],
);
