import { foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, councilId, id, now } from '#server/columns.ts';
import type { Role } from '#domain/access/standing.ts';
import { person } from './schema.server.ts';

/**
 * An invitation to one case file. Its link lets someone give; the six-digit code, sent by a second route, lets them read.
 * `wrongPersonAt` closes it for good and tells the officer.
 */
export const invitation = pgTable(
  'invitation',
  {
    councilId: councilId(),
    invitationId: id('invitation_id'),
    caseFileId: uuid('case_file_id').notNull(),
    tokenHash: text('token_hash').notNull(),
    role: text('role').$type<Role>().notNull(),
    fullName: text('full_name').notNull(),
    email: text('email'),
    mobile: text('mobile'),
    /** The word the officer says on the phone, so that the message can be recognised. */
    word: text('word').notNull(),
    /** The one thing asked for, in the officer's words, and by when (calendar date, YYYY-MM-DD). */
    ask: text('ask').notNull(),
    askBy: text('ask_by'),
    /** The adult of the case it is for, with what was checked of them; a parent or young person has one. */
    adultId: uuid('adult_id'),
    invitedBy: uuid('invited_by').notNull(),
    createdAt: now('created_at'),
    expiresAt: at('expires_at').notNull(),
    codeHash: text('code_hash'),
    codeSentAt: at('code_sent_at'),
    codeTriesLeft: integer('code_tries_left').notNull().default(0),
    usedAt: at('used_at'),
    usedBy: uuid('used_by'),
    cancelledAt: at('cancelled_at'),
    wrongPersonAt: at('wrong_person_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.invitationId] }),
    uniqueIndex('invitation_token').on(t.councilId, t.tokenHash),
    index('invitation_case').on(t.councilId, t.caseFileId),
    foreignKey({ columns: [t.councilId, t.invitedBy], foreignColumns: [person.councilId, person.personId] }),
  ],
);

/** What someone gave through the link alone: a "can come", a "call me", a "something is missing", a photo. */
export const given = pgTable(
  'given',
  {
    councilId: councilId(),
    givenId: id('given_id'),
    caseFileId: uuid('case_file_id').notNull(),
    invitationId: uuid('invitation_id').notNull(),
    kind: text('kind').$type<'can_come' | 'cannot_come' | 'call_me' | 'missing' | 'photo'>().notNull(),
    words: text('words').notNull().default(''),
    evidenceItemId: uuid('evidence_item_id'),
    at: now('at'),
    seenAt: at('seen_at'),
    seenBy: uuid('seen_by'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.givenId] }),
    index('given_case').on(t.councilId, t.caseFileId),
    foreignKey({
      columns: [t.councilId, t.invitationId],
      foreignColumns: [invitation.councilId, invitation.invitationId],
    }),
  ],
);
