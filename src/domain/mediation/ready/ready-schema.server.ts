import { boolean, date, foreignKey, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, id, now, ofCase } from '#server/columns.ts';
import { mediation } from '../schema.server.ts';

/** A time that was offered for the meeting. */
export const meetingTime = pgTable(
  'meeting_time',
  {
    ...ofCase(),
    meetingTimeId: id('meeting_time_id'),
    mediationId: uuid('mediation_id').notNull(),
    on: date('on', { mode: 'string' }).notNull(),
    startsAt: text('starts_at').notNull(),
    endsAt: text('ends_at').notNull(),
    offeredBy: uuid('offered_by').notNull(),
    at: now('at'),
    takenBackAt: at('taken_back_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.meetingTimeId] }),
    uniqueIndex('meeting_time_once').on(t.councilId, t.mediationId, t.on, t.startsAt),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.mediationId],
      foreignColumns: [mediation.councilId, mediation.caseFileId, mediation.mediationId],
    }),
  ],
);

/** Whether one person can come then. The last word counts. */
export const meetingTimeAnswer = pgTable(
  'meeting_time_answer',
  {
    ...ofCase(),
    meetingTimeId: uuid('meeting_time_id').notNull(),
    personId: uuid('person_id').notNull(),
    can: boolean('can').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.meetingTimeId, t.personId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.meetingTimeId],
      foreignColumns: [meetingTime.councilId, meetingTime.caseFileId, meetingTime.meetingTimeId],
    }),
  ],
);

/** What one side wants to say before the meeting, and what it hopes for. Its own until both sides have agreed to exchange. */
export const sideStatement = pgTable(
  'side_statement',
  {
    ...ofCase(),
    mediationId: uuid('mediation_id').notNull(),
    side: text('side').$type<'family' | 'council'>().notNull(),
    issues: text('issues').notNull().default(''),
    hopedFor: text('hoped_for').notNull().default(''),
    /** The child's or young person's views, and how they were learned. */
    childViews: text('child_views').notNull().default(''),
    writtenBy: uuid('written_by').notNull(),
    writtenAt: now('written_at'),
    mayExchangeAt: at('may_exchange_at'),
    mayExchangeBy: uuid('may_exchange_by'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.mediationId, t.side] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.mediationId],
      foreignColumns: [mediation.councilId, mediation.caseFileId, mediation.mediationId],
    }),
  ],
);

/** When whoever leads rings one side beforehand, and on which number of their own. For that side and the lead alone. */
export const preCall = pgTable(
  'pre_call',
  {
    ...ofCase(),
    mediationId: uuid('mediation_id').notNull(),
    side: text('side').$type<'family' | 'council'>().notNull(),
    on: date('on', { mode: 'string' }).notNull(),
    startsAt: text('starts_at').notNull(),
    phone: text('phone').notNull(),
    offeredBy: uuid('offered_by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.mediationId, t.side] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.mediationId],
      foreignColumns: [mediation.councilId, mediation.caseFileId, mediation.mediationId],
    }),
  ],
);
