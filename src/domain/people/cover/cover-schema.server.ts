import { sql } from 'drizzle-orm';
import { check, date, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, councilId, id, now } from '#server/columns.ts';
import type { Duty } from './duties.ts';
import type { UnusualLooking } from './looking.ts';

/** Somebody is away from one day to another, both included, and somebody else does their work. */
export const cover = pgTable(
  'cover',
  {
    councilId: councilId(),
    coverId: id('cover_id'),
    awayId: uuid('away_id').notNull(),
    coveredBy: uuid('covered_by').notNull(),
    fromOn: date('from_on', { mode: 'string' }).notNull(),
    toOn: date('to_on', { mode: 'string' }).notNull(),
    by: uuid('by').notNull(),
    at: now('at'),
    endedAt: at('ended_at'),
    endedBy: uuid('ended_by'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.coverId] }),
    index('cover_away').on(t.councilId, t.awayId, t.toOn),
    index('cover_by').on(t.councilId, t.coveredBy, t.toOn),
  ],
);

/** A member of staff who left: one act ended everything, and this says what it ended. Never changed. */
export const leaving = pgTable(
  'leaving',
  {
    councilId: councilId(),
    leavingId: id('leaving_id'),
    personId: uuid('person_id').notNull(),
    by: uuid('by').notNull(),
    at: now('at'),
    /** What was ended, by name: `{ signIns: 2, standings: 177, invitations: 3 … }`. */
    ended: jsonb('ended').$type<Record<string, number>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.leavingId] })],
);

/** What somebody answers for over the whole council, beside their own cases. Nobody gives one to themselves. */
export const councilDuty = pgTable(
  'council_duty',
  {
    councilId: councilId(),
    councilDutyId: id('council_duty_id'),
    personId: uuid('person_id').notNull(),
    duty: text('duty').$type<Duty>().notNull(),
    /** Null when it was given from the command line, as the first ones are. */
    givenBy: uuid('given_by'),
    since: now('since'),
    endedAt: at('ended_at'),
    endedBy: uuid('ended_by'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.councilDutyId] }),
    uniqueIndex('council_duty_live')
      .on(t.councilId, t.personId, t.duty)
      .where(sql`ended_at is null`),
    check('council_duty_from_another', sql`given_by is distinct from person_id`),
  ],
);

/** Looking at cases that stood out, and what whoever leads the person found when they asked about it. Never changed. */
export const lookReview = pgTable(
  'look_review',
  {
    councilId: councilId(),
    lookReviewId: id('look_review_id'),
    personId: uuid('person_id').notNull(),
    on: date('on', { mode: 'string' }).notNull(),
    kind: text('kind').$type<UnusualLooking>().notNull(),
    note: text('note').notNull(),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.lookReviewId] }),
    uniqueIndex('look_review_once').on(t.councilId, t.personId, t.on, t.kind),
  ],
);
