import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
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
import { toCaseFile } from '#domain/cases/schema.server.ts';
import { at, councilId, id, now, ofCase } from '#server/columns.ts';

/** Somebody asked for what is held about a child or about themselves (UK GDPR art. 15). */
export const dataRequest = pgTable(
  'data_request',
  {
    ...ofCase(),
    dataRequestId: id('data_request_id'),
    /** Who asked, when they have an account here; otherwise the name an officer wrote down. */
    askedBy: uuid('asked_by'),
    askedByName: text('asked_by_name').notNull(),
    /** About the child, or about the one who asks. */
    about: text('about').$type<'child' | 'asker'>().notNull(),
    words: text('words').notNull().default(''),
    receivedOn: date('received_on', { mode: 'string' }).notNull(),
    /** Who they are was checked, and how: nothing is released before. */
    identityHow: text('identity_how').notNull().default(''),
    /** Two months more, said within the first month, and why. */
    extendedOn: date('extended_on', { mode: 'string' }),
    extendedWhy: text('extended_why').notNull().default(''),
    /** Waiting for the asker to say what they mean: from the day asked to the day answered the clock stands. */
    clarifyAskedOn: date('clarify_asked_on', { mode: 'string' }),
    /** What they were asked, and what they said. */
    clarifyWords: text('clarify_words').notNull().default(''),
    clarifyAnswer: text('clarify_answer').notNull().default(''),
    clarifyAnsweredOn: date('clarify_answered_on', { mode: 'string' }),
    state: text('state')
      .$type<'received' | 'gathered' | 'ready' | 'released' | 'closed'>()
      .notNull()
      .default('received'),
    gatheredAt: at('gathered_at'),
    readyBy: uuid('ready_by'),
    readyAt: at('ready_at'),
    /** Never the one who made it ready. */
    releasedBy: uuid('released_by'),
    releasedAt: at('released_at'),
    closedWhy: text('closed_why').notNull().default(''),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.dataRequestId] }),
    index('data_request_received').on(t.councilId, t.receivedOn),
    toCaseFile(t),
  ],
);

/** One thing held, as it was gathered, and what goes out of it. */
export const dataRequestItem = pgTable(
  'data_request_item',
  {
    ...ofCase(),
    dataRequestItemId: id('data_request_item_id'),
    dataRequestId: uuid('data_request_id').notNull(),
    /** The class it is held under, as of the design: only those of the allow-list are ever gathered. */
    class: text('class').$type<'case' | 'joint'>().notNull(),
    /** Which part of the record: thread, paper, decision, history … and the id there. */
    source: text('source').notNull(),
    sourceId: text('source_id').notNull(),
    number: integer('number').notNull(),
    title: text('title').notNull(),
    words: text('words').notNull(),
    /** Why somebody should look: another person is named, an address, another child. Codes of `records/flags.ts`. */
    flags: text('flags').array().notNull().default([]),
    decision: text('decision').$type<'include' | 'hide_parts' | 'withhold'>(),
    /** The words as they go out, when parts are hidden. */
    wordsOut: text('words_out'),
    exemption: text('exemption').notNull().default(''),
    decidedBy: uuid('decided_by'),
    decidedAt: at('decided_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.dataRequestItemId] }),
    uniqueIndex('data_request_item_once').on(t.councilId, t.dataRequestId, t.source, t.sourceId),
    check('data_request_item_allowed', sql`class in ('case', 'joint')`),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.dataRequestId],
      foreignColumns: [dataRequest.councilId, dataRequest.caseFileId, dataRequest.dataRequestId],
    }),
  ],
);

/** How long a class of records is kept, and from what. The latest of each class holds; none is edited. */
export const retentionRule = pgTable(
  'retention_rule',
  {
    councilId: councilId(),
    retentionRuleId: id('retention_rule_id'),
    class: text('class').notNull(),
    years: integer('years').notNull(),
    countedFrom: text('counted_from').$type<'birth' | 'closed'>().notNull(),
    source: text('source').notNull(),
    by: uuid('by'),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.retentionRuleId] }),
    index('retention_rule_latest').on(t.councilId, t.class, t.at),
  ],
);

/** Why nothing of a case may be forgotten now: an appeal, the ombudsman, a claim, a request for records. */
export const legalHold = pgTable(
  'legal_hold',
  {
    ...ofCase(),
    legalHoldId: id('legal_hold_id'),
    why: text('why').$type<'appeal' | 'ombudsman' | 'claim' | 'request' | 'other'>().notNull(),
    words: text('words').notNull(),
    by: uuid('by').notNull(),
    at: now('at'),
    endedBy: uuid('ended_by'),
    endedAt: at('ended_at'),
    endedWhy: text('ended_why').notNull().default(''),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.caseFileId, t.legalHoldId] }), toCaseFile(t)],
);

/** Something was asked to be forgotten, by a rule or a person, and a second person had it done. Holds no word of what it was. */
export const erasure = pgTable(
  'erasure',
  {
    ...ofCase(),
    erasureId: id('erasure_id'),
    /** The whole case, or one thing of it. */
    source: text('source').notNull(),
    sourceId: text('source_id').notNull().default(''),
    why: text('why').$type<'retention' | 'asked' | 'wrong'>().notNull(),
    words: text('words').notNull().default(''),
    askedBy: uuid('asked_by').notNull(),
    at: now('at'),
    /** Never the one who asked. */
    doneBy: uuid('done_by'),
    doneAt: at('done_at'),
    /** How much of what was forgotten: `entries 12, files 3`. */
    what: text('what').notNull().default(''),
    cancelledAt: at('cancelled_at'),
    whole: boolean('whole').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.caseFileId, t.erasureId] }), toCaseFile(t)],
);
