import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
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
import type { Side } from '#domain/access/standing.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import { evidenceItem } from '#domain/evidence/schema.server.ts';

/** A live place on a case file: the check before the Board, or the working document of an appeal. */
export const space = pgTable(
  'space',
  {
    ...ofCase(),
    spaceId: id('space_id'),
    kind: text('kind').$type<'pre_board_check' | 'working_document'>().notNull(),
    /** The appeal whose working document it is. */
    appealId: uuid('appeal_id'),
    /** Index of the agenda item the meeting is on; item 0 is always the child. */
    agendaItem: integer('agenda_item').notNull().default(0),
    breakUntil: at('break_until'),
    breakAskedBy: uuid('break_asked_by'),
    /** "You will hear from [name] by [date]": both are needed before the space can close. */
    hearFrom: uuid('hear_from'),
    hearBy: date('hear_by', { mode: 'string' }),
    hearHow: text('hear_how').$type<'call' | 'message' | 'letter'>(),
    openedAt: now('opened_at'),
    closedAt: at('closed_at'),
    closedBy: uuid('closed_by'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.spaceId] }),
    uniqueIndex('space_open')
      .on(t.councilId, t.caseFileId, t.kind, sql`coalesce(${t.appealId}, ${t.caseFileId})`)
      .where(sql`closed_at is null`),
    foreignKey({
      columns: [t.councilId, t.caseFileId],
      foreignColumns: [caseFile.councilId, caseFile.caseFileId],
    }),
  ],
);

/** One numbered thing said or asked for. The words being typed live in the documents; this row holds what has a consequence. */
export const point = pgTable(
  'point',
  {
    ...ofCase(),
    spaceId: uuid('space_id').notNull(),
    pointId: id('point_id'),
    number: integer('number').notNull(),
    title: text('title').notNull(),
    /** In a working document: the section of the plan, its place there, and the plan's own words. */
    planSection: text('plan_section'),
    position: integer('position'),
    original: text('original'),
    state: text('state')
      .$type<'draft' | 'proposed' | 'agreed' | 'not_agreed' | 'come_back_to'>()
      .notNull()
      .default('draft'),
    agreedProposalId: uuid('agreed_proposal_id'),
    /** Increases with every change of state: a form that was shown an older one is told so. */
    version: integer('version').notNull().default(1),
    addedBy: uuid('added_by').notNull(),
    addedAt: now('added_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.pointId] }),
    uniqueIndex('point_number').on(t.councilId, t.spaceId, t.number),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.spaceId],
      foreignColumns: [space.councilId, space.caseFileId, space.spaceId],
    }),
  ],
);

/** Words one side put forward: the text the server held at that moment, and its SHA-256. Agreeing names both. */
export const proposal = pgTable(
  'proposal',
  {
    ...ofCase(),
    proposalId: id('proposal_id'),
    pointId: uuid('point_id').notNull(),
    side: text('side').$type<'family' | 'council'>().notNull(),
    words: text('words').notNull(),
    sha256: text('sha256').notNull(),
    by: uuid('by').notNull(),
    at: now('at'),
    withdrawnAt: at('withdrawn_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.proposalId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.pointId],
      foreignColumns: [point.councilId, point.caseFileId, point.pointId],
    }),
  ],
);

/** What each side has said of a point: agreed to a proposal, not agreed yet, come back to; or why it was opened again. */
export const pointSaying = pgTable(
  'point_saying',
  {
    ...ofCase(),
    pointSayingId: id('point_saying_id'),
    pointId: uuid('point_id').notNull(),
    side: text('side').$type<'family' | 'council'>().notNull(),
    says: text('says').$type<'agree' | 'not_agreed' | 'come_back_to' | 'reopen'>().notNull(),
    proposalId: uuid('proposal_id'),
    proposalSha256: text('proposal_sha256'),
    reason: text('reason').notNull().default(''),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.pointSayingId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.pointId],
      foreignColumns: [point.councilId, point.caseFileId, point.pointId],
    }),
  ],
);

/** A page a point rests on. */
export const pointPage = pgTable(
  'point_page',
  {
    ...ofCase(),
    pointId: uuid('point_id').notNull(),
    evidenceItemId: uuid('evidence_item_id').notNull(),
    page: integer('page').notNull(),
    addedSide: text('added_side').$type<'family' | 'council' | 'neutral'>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.pointId, t.evidenceItemId, t.page] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.pointId],
      foreignColumns: [point.councilId, point.caseFileId, point.pointId],
    }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.evidenceItemId],
      foreignColumns: [evidenceItem.councilId, evidenceItem.caseFileId, evidenceItem.evidenceItemId],
    }),
  ],
);

/** A raised hand, in order. `words` is for "I want to say something but not out loud". */
export const hand = pgTable(
  'hand',
  {
    ...ofCase(),
    spaceId: uuid('space_id').notNull(),
    personId: uuid('person_id').notNull(),
    raisedAt: now('raised_at'),
    words: text('words').notNull().default(''),
    /** Professionals called since it went up: a family hand never waits for more than two. */
    turnsWaited: integer('turns_waited').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.spaceId, t.personId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.spaceId],
      foreignColumns: [space.councilId, space.caseFileId, space.spaceId],
    }),
  ],
);

/** A command that was done, by the id its form carried: posting the form twice does it once and answers the same. */
export const spaceCommand = pgTable(
  'space_command',
  {
    ...ofCase(),
    personId: uuid('person_id').notNull(),
    commandId: uuid('command_id').notNull(),
    answer: jsonb('answer').$type<unknown>(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.personId, t.commandId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId],
      foreignColumns: [caseFile.councilId, caseFile.caseFileId],
    }),
  ],
);

/** Who is in a space now, written by the server from the sign-in. Short-lived: rows of a lost node age out. */
export const presence = pgTable(
  'presence',
  {
    ...ofCase(),
    spaceId: uuid('space_id').notNull(),
    connectionId: text('connection_id').notNull(),
    personId: uuid('person_id').notNull(),
    place: text('place'),
    typing: boolean('typing').notNull().default(false),
    /** The page being looked at in follow mode, as "evidenceItemId:page". */
    page: text('page'),
    /** How they are shown there, where it does not follow from their standing on the case: in a mediation. */
    side: text('side').$type<Side>(),
    roleInWords: text('role_in_words'),
    seenAt: now('seen_at'),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.spaceId, t.connectionId] })],
);
