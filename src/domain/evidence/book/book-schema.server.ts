import { sql } from 'drizzle-orm';
import { bigint, foreignKey, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, councilId, id, now } from '#server/columns.ts';
import { pack } from '../schema.server.ts';

/** One PDF made, or being made, of a frozen pack. The row is the job: whoever holds the lease builds, and a restart resumes. */
export const packBook = pgTable(
  'pack_book',
  {
    councilId: councilId(),
    caseFileId: uuid('case_file_id').notNull(),
    packBookId: id('pack_book_id'),
    packId: uuid('pack_id').notNull(),
    recipe: text('recipe').$type<'board'>().notNull(),
    state: text('state').$type<'waiting' | 'building' | 'ready' | 'cancelled' | 'failed'>().notNull(),
    pagesDone: integer('pages_done').notNull().default(0),
    pagesTotal: integer('pages_total').notNull(),
    /** The papers of its supplement, in order: those that came between the freeze and the asking. */
    late: uuid('late').array().notNull().default([]),
    sentence: text('sentence').notNull().default(''),
    bytes: bigint('bytes', { mode: 'number' }),
    sha256: text('sha256'),
    askedBy: uuid('asked_by').notNull(),
    askedAt: now('asked_at'),
    leaseEndsAt: at('lease_ends_at'),
    finishedAt: at('finished_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.packBookId] }),
    uniqueIndex('pack_book_one_at_work')
      .on(t.councilId, t.caseFileId, t.packId, t.recipe)
      .where(sql`state in ('waiting', 'building')`),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.packId],
      foreignColumns: [pack.councilId, pack.caseFileId, pack.packId],
    }),
  ],
);
