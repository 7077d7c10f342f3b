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
import { toCaseFile } from '#domain/cases/schema.server.ts';
import type { Stage } from '#domain/cases/stage.ts';
import { at, councilId, id, now, ofCase } from '#server/columns.ts';
import type { EntryKind, Mode, Outcome } from './entry.ts';

/** One message, call, meeting or letter of a case's thread. Never changed: a later one puts it right. */
export const contactEntry = pgTable(
  'contact_entry',
  {
    ...ofCase(),
    contactEntryId: id('contact_entry_id'),
    kind: text('kind').$type<EntryKind>().notNull(),
    /** From the family to the council, or from the council. */
    direction: text('direction').$type<'in' | 'out'>().notNull(),
    /** The family member it is from or for; null is everybody on the family's side of the case. */
    withPersonId: uuid('with_person_id'),
    /** Who wrote it or wrote it down. Null when no person did: see `automatic`. */
    authorId: uuid('author_id'),
    /** Sent by a machine, ours or theirs: it never counts as a reply. */
    automatic: boolean('automatic').notNull().default(false),
    words: text('words').notNull(),
    /** Of a meeting: in_person, video or phone. */
    mode: text('mode').$type<Mode>(),
    /** Of a meeting or a call: who was there, as said. */
    whoWasThere: text('who_was_there').notNull().default(''),
    /** Of a call: what came of it. */
    came: text('came').$type<Outcome>(),
    /** When it took place or came in. For what is typed here, when it was sent. */
    happenedAt: at('happened_at').notNull(),
    /** A family's message while an answer was already owed: somebody had to chase. */
    chases: boolean('chases').notNull().default(false),
    /** The entry this one answers, when it answers one. */
    answersId: uuid('answers_id'),
    /** Hard news: sent in the way its reader asked for, or why not. */
    hard: boolean('hard').notNull().default(false),
    whyNotAsAsked: text('why_not_as_asked').notNull().default(''),
    /** Of an update without news: when the next one comes, and why it waits. */
    nextOn: date('next_on', { mode: 'string' }),
    waitsFor: text('waits_for').notNull().default(''),
    /** The area's team when it happened: a case that moves takes no old figures with it. */
    teamId: uuid('team_id').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.contactEntryId] }),
    index('contact_entry_happened').on(t.councilId, t.caseFileId, t.happenedAt),
    index('contact_entry_of_month').on(t.councilId, t.happenedAt),
    toCaseFile(t),
  ],
);

/** A paper that came with an entry: taken in, scanned and read as every paper is. */
export const contactAttachment = pgTable(
  'contact_attachment',
  {
    ...ofCase(),
    contactEntryId: uuid('contact_entry_id').notNull(),
    evidenceItemId: uuid('evidence_item_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.contactEntryId, t.evidenceItemId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.contactEntryId],
      foreignColumns: [contactEntry.councilId, contactEntry.caseFileId, contactEntry.contactEntryId],
    }),
  ],
);

/** A message of the outbox that carries, or tells of, an entry: so that the thread can say "not sent yet". */
export const contactSending = pgTable(
  'contact_sending',
  {
    ...ofCase(),
    contactEntryId: uuid('contact_entry_id').notNull(),
    outboxId: uuid('outbox_id').notNull(),
    toPersonId: uuid('to_person_id'),
    /** A bounce that names this message came back. */
    bouncedAt: at('bounced_at'),
    /** Of a letter that somebody puts in the post by hand. */
    postedOn: date('posted_on', { mode: 'string' }),
    postedBy: uuid('posted_by'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.contactEntryId, t.outboxId] }),
    index('contact_sending_outbox').on(t.councilId, t.outboxId),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.contactEntryId],
      foreignColumns: [contactEntry.councilId, contactEntry.caseFileId, contactEntry.contactEntryId],
    }),
  ],
);

/** The address a case's e-mail comes to: a word nobody can guess, before the installation's mail domain. */
export const caseAddress = pgTable(
  'case_address',
  { ...ofCase(), word: text('word').notNull().unique(), at: now('at') },
  (t) => [primaryKey({ columns: [t.councilId, t.caseFileId] }), toCaseFile(t)],
);

/** An e-mail that came to a case's address, and what became of it. What is held is for the council alone. */
export const mailArrival = pgTable(
  'mail_arrival',
  {
    ...ofCase(),
    mailArrivalId: id('mail_arrival_id'),
    /** Hash of its Message-ID and its bytes: the same mail twice is one. */
    once: text('once').notNull(),
    fromAddress: text('from_address').notNull().default(''),
    subject: text('subject').notNull().default(''),
    /** All of its words, with the older messages below them. */
    words: text('words').notNull().default(''),
    /** The names of the files that came with it. While it is held, it is kept whole under its id. */
    attached: text('attached').array().notNull().default([]),
    state: text('state').$type<'filed' | 'held' | 'put_aside' | 'bounce'>().notNull(),
    /** Why it is held, as a code of `mail.ts`. */
    because: text('because').notNull().default(''),
    /** Whether the council's own mail server vouched for the sender. */
    proven: boolean('proven').notNull().default(false),
    contactEntryId: uuid('contact_entry_id'),
    seenBy: uuid('seen_by'),
    seenAt: at('seen_at'),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.mailArrivalId] }),
    uniqueIndex('mail_arrival_once').on(t.councilId, t.caseFileId, t.once),
    toCaseFile(t),
  ],
);

/** What the council promises about answering, from a day on. The latest that has begun holds; none is edited. */
export const contactSetting = pgTable(
  'contact_setting',
  {
    councilId: councilId(),
    contactSettingId: id('contact_setting_id'),
    fromOn: date('from_on', { mode: 'string' }).notNull(),
    acknowledgeDays: integer('acknowledge_days').notNull(),
    replyDays: integer('reply_days').notNull(),
    callBackDays: integer('call_back_days').notNull(),
    /** Which channels carry the promise to answer. */
    channels: text('channels').array().notNull(),
    /** "09:00" and "17:00": what comes in later counts as the next day the council works. */
    opensAt: text('opens_at').notNull(),
    closesAt: text('closes_at').notNull(),
    source: text('source').notNull().default(''),
    by: uuid('by'),
    at: now('at'),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.contactSettingId] })],
);

/** The holding reply of a team for one stage, written by a person. The latest of each stage is sent; none is edited. */
export const holdingReply = pgTable(
  'holding_reply',
  {
    councilId: councilId(),
    holdingReplyId: id('holding_reply_id'),
    teamId: uuid('team_id').notNull(),
    stage: text('stage').$type<Stage>().notNull(),
    words: text('words').notNull(),
    writtenBy: uuid('written_by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.holdingReplyId] }),
    index('holding_reply_latest').on(t.councilId, t.teamId, t.stage, t.at),
  ],
);
