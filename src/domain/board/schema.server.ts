import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { at, councilId, id, now, ofCase } from '#server/columns.ts';
import { toCaseFile } from '#domain/cases/schema.server.ts';
import { team } from '#domain/people/schema.server.ts';
import type { Question } from './question.ts';
import type { Seat } from './seats.ts';

/** One meeting of one area's Board. Times are of the clock in England: "10:00". */
export const boardMeeting = pgTable(
  'board_meeting',
  {
    councilId: councilId(),
    boardMeetingId: id('board_meeting_id'),
    /** The area: the team whose cases it decides. */
    teamId: uuid('team_id').notNull(),
    meetsOn: date('meets_on', { mode: 'string' }).notNull(),
    startsAt: text('starts_at').notNull(),
    endsAt: text('ends_at').notNull(),
    place: text('place').notNull(),
    papersOutOn: date('papers_out_on', { mode: 'string' }).notNull(),
    cap: integer('cap').notNull().default(30),
    /** Why it takes more than 30; needed for 31 to 35. */
    capReason: text('cap_reason').notNull().default(''),
    quorum: integer('quorum').notNull().default(3),
    arrangedBy: uuid('arranged_by').notNull(),
    /** When the day, the place or who sits last changed: families are told once that has rested a while. */
    changedAt: now('changed_at'),
    cancelledAt: at('cancelled_at'),
    startedAt: at('started_at'),
    endedAt: at('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.boardMeetingId] }),
    uniqueIndex('board_meeting_day').on(t.councilId, t.teamId, t.meetsOn),
    foreignKey({ columns: [t.councilId, t.teamId], foreignColumns: [team.councilId, team.teamId] }),
  ],
);

/** Who sits, as what, for whom, and whether they came. */
export const boardSeat = pgTable(
  'board_seat',
  {
    councilId: councilId(),
    boardMeetingId: uuid('board_meeting_id').notNull(),
    boardSeatId: id('board_seat_id'),
    personId: uuid('person_id').notNull(),
    seat: text('seat').$type<Seat>().notNull(),
    /** The seat this person fills today, when they are a substitute. */
    substituteFor: uuid('substitute_for'),
    attended: boolean('attended'),
    removedAt: at('removed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.boardMeetingId, t.boardSeatId] }),
    uniqueIndex('board_seat_person').on(t.councilId, t.boardMeetingId, t.personId),
    foreignKey({
      columns: [t.councilId, t.boardMeetingId],
      foreignColumns: [boardMeeting.councilId, boardMeeting.boardMeetingId],
    }),
  ],
);

/** One case on one agenda, and the question the Board is asked. */
export const agendaItem = pgTable(
  'agenda_item',
  {
    ...ofCase(),
    agendaItemId: id('agenda_item_id'),
    boardMeetingId: uuid('board_meeting_id').notNull(),
    position: integer('position').notNull(),
    question: text('question').$type<Question>().notNull(),
    /** Why it goes ahead though the family was not asked; nothing goes ahead without it. */
    notAskedWhy: text('not_asked_why').notNull().default(''),
    state: text('state').$type<'listed' | 'decided' | 'taken_off'>().notNull().default('listed'),
    stateWords: text('state_words').notNull().default(''),
    addedBy: uuid('added_by').notNull(),
    addedAt: now('added_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.agendaItemId] }),
    index('agenda_item_meeting').on(t.councilId, t.boardMeetingId, t.position),
    uniqueIndex('agenda_item_once').on(t.councilId, t.boardMeetingId, t.caseFileId),
    toCaseFile(t),
    foreignKey({
      columns: [t.councilId, t.boardMeetingId],
      foreignColumns: [boardMeeting.councilId, boardMeeting.boardMeetingId],
    }),
  ],
);

/** That one family member was told who sits on the Board, what it does and when: sent when, opened when. A change is told anew. */
export const boardNotice = pgTable(
  'board_notice',
  {
    ...ofCase(),
    boardNoticeId: id('board_notice_id'),
    boardMeetingId: uuid('board_meeting_id').notNull(),
    personId: uuid('person_id').notNull(),
    /** The words they were sent, as they were. */
    words: text('words').notNull(),
    outboxId: uuid('outbox_id'),
    queuedAt: now('queued_at'),
    openedAt: at('opened_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.boardNoticeId] }),
    index('board_notice_latest').on(t.councilId, t.caseFileId, t.boardMeetingId, t.personId, t.queuedAt),
    toCaseFile(t),
  ],
);
