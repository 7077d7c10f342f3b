import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { at, id, now, ofCase } from '#server/columns.ts';
import { pack } from '../schema.server.ts';
import type { Planned } from './plan.ts';

/**
 * One PDF made, or being made, of a frozen pack, or of what a later folder froze. The row is the job: whoever holds the
 * lease builds, and a restart resumes.
 */
export const packBook = pgTable(
  'pack_book',
  {
    ...ofCase(),
    packBookId: id('pack_book_id'),
    packId: uuid('pack_id'),
    /** The bundle of a hearing, whose folder hands in everything the book is; its foreign key is in the migration. */
    bundleId: uuid('bundle_id'),
    planned: jsonb('planned').$type<Planned>(),
    recipe: text('recipe').$type<'board' | 'bundle'>().notNull(),
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
      .on(t.councilId, t.caseFileId, sql`coalesce(pack_id, bundle_id)`, t.recipe)
      .where(sql`state in ('waiting', 'building')`),
    check('pack_book_of_one_thing', sql`(pack_id is null) = (bundle_id is not null and planned is not null)`),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.packId],
      foreignColumns: [pack.councilId, pack.caseFileId, pack.packId],
    }),
  ],
);
