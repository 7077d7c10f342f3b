import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, bytea, councilId, id, now } from '#server/columns.ts';
import type { Role } from '#domain/access/standing.ts';
import type { SignInLimits } from './limits.ts';

/** A local authority. Its name is public; `key` starts every link and every sign-in so that a look-up never crosses councils. */
export const council = pgTable('council', {
  councilId: councilId().primaryKey(),
  key: text('key').notNull().unique(),
  name: text('name').notNull(),
  shortName: text('short_name').notNull(),
  phone: text('phone').notNull(),
  /** Who helps a family that disagrees, and how to reach them, in one line each: "Advice Meadowshire, 0300 000 0000". The law wants them on every notice. */
  mediationAdviser: text('mediation_adviser').notNull().default(''),
  adviceService: text('advice_service').notNull().default(''),
  disagreementService: text('disagreement_service').notNull().default(''),
  createdAt: now('created_at'),
});

/** Anyone known by name to one council. Families have no password: they come in by code. */
export const person = pgTable(
  'person',
  {
    councilId: councilId(),
    personId: id('person_id'),
    kind: text('kind').$type<'staff' | 'family' | 'practitioner'>().notNull(),
    /** What to call them, in their own words once they have said. Null until asked: never "Mum". */
    calledName: text('called_name'),
    fullName: text('full_name').notNull(),
    jobTitle: text('job_title'),
    email: text('email'),
    mobile: text('mobile'),
    quietMode: boolean('quiet_mode').notNull().default(false),
    disabledAt: at('disabled_at'),
    createdAt: now('created_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.personId] }),
    uniqueIndex('person_staff_email')
      .on(t.councilId, sql`lower(${t.email})`)
      .where(sql`kind = 'staff'`),
  ],
);

/** What staff prove themselves with. The one-time code's secret is sealed with the installation's key. */
export const credential = pgTable(
  'credential',
  {
    councilId: councilId(),
    personId: uuid('person_id').notNull(),
    passwordHash: text('password_hash').notNull(),
    totpSecretSealed: bytea('totp_secret_sealed'),
    totpConfirmedAt: at('totp_confirmed_at'),
    /** The last 30-second step that was spent: a code works once. */
    totpLastStep: integer('totp_last_step'),
    changedAt: now('changed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.personId] }),
    foreignKey({ columns: [t.councilId, t.personId], foreignColumns: [person.councilId, person.personId] }),
  ],
);

export const recoveryCode = pgTable(
  'recovery_code',
  {
    councilId: councilId(),
    personId: uuid('person_id').notNull(),
    codeHash: text('code_hash').notNull(),
    usedAt: at('used_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.personId, t.codeHash] }),
    foreignKey({ columns: [t.councilId, t.personId], foreignColumns: [person.councilId, person.personId] }),
  ],
);

/** One signed-in browser: Lucia's session record. Holds only the SHA-256 of the cookie's secret. */
export const signIn = pgTable(
  'sign_in',
  {
    councilId: councilId(),
    signInHash: text('sign_in_hash').notNull(),
    personId: uuid('person_id').notNull(),
    /** False between the password and the second step. */
    complete: boolean('complete').notNull(),
    /** Which idle and absolute limits it lives by; without a word, the strictest. */
    limits: text('limits').$type<SignInLimits>().notNull().default('half'),
    device: text('device').notNull().default(''),
    createdAt: now('created_at'),
    lastSeenAt: now('last_seen_at'),
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.signInHash] }),
    foreignKey({ columns: [t.councilId, t.personId], foreignColumns: [person.councilId, person.personId] }),
    index('sign_in_person').on(t.councilId, t.personId),
  ],
);

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

/** A person's place on a case file. Ending it bumps `epoch`, which is what a late write is compared with. */
export const standing = pgTable(
  'standing',
  {
    councilId: councilId(),
    standingId: id('standing_id'),
    caseFileId: uuid('case_file_id').notNull(),
    personId: uuid('person_id').notNull(),
    role: text('role').$type<Role>().notNull(),
    grant: text('grant').$type<'specific' | 'cover' | 'break_glass'>().notNull().default('specific'),
    epoch: integer('epoch').notNull().default(1),
    reason: text('reason'),
    grantedBy: uuid('granted_by'),
    /** Of grant `cover`: while whose absence, and what it ends with. */
    coverId: uuid('cover_id'),
    startedAt: now('started_at'),
    /** Break-glass ends by itself. */
    endsAt: at('ends_at'),
    endedAt: at('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.standingId] }),
    uniqueIndex('standing_live')
      .on(t.councilId, t.caseFileId, t.personId)
      .where(sql`ended_at is null`),
    index('standing_person')
      .on(t.councilId, t.personId)
      .where(sql`ended_at is null`),
    index('standing_cover')
      .on(t.councilId, t.coverId)
      .where(sql`cover_id is not null and ended_at is null`),
    foreignKey({ columns: [t.councilId, t.personId], foreignColumns: [person.councilId, person.personId] }),
  ],
);

/** Somebody who must never see a case file, whatever else they are: it beats every grant. */
export const exclusion = pgTable(
  'exclusion',
  {
    councilId: councilId(),
    caseFileId: uuid('case_file_id').notNull(),
    personId: uuid('person_id').notNull(),
    reason: text('reason').notNull(),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.personId] }),
    foreignKey({ columns: [t.councilId, t.personId], foreignColumns: [person.councilId, person.personId] }),
  ],
);

/** Staff who share the duty for a team's case files. */
export const teamMember = pgTable(
  'team_member',
  {
    councilId: councilId(),
    teamId: uuid('team_id').notNull(),
    personId: uuid('person_id').notNull(),
    /** Leads it: gives the second word in the tribunal team; in an area's, arranges cover and who has which case. */
    leads: boolean('leads').notNull().default(false),
    since: now('since'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.teamId, t.personId] }),
    foreignKey({ columns: [t.councilId, t.personId], foreignColumns: [person.councilId, person.personId] }),
  ],
);

export const team = pgTable(
  'team',
  {
    councilId: councilId(),
    teamId: id('team_id'),
    name: text('name').notNull(),
    phone: text('phone').notNull(),
    /** An area's team has the duty for its case files; the tribunal team works on the council's appeals. */
    kind: text('kind').$type<'area' | 'tribunal'>().notNull().default('area'),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.teamId] })],
);

/** The key under which one browser's unsent words are sealed. Signing out deletes it, and the bytes are noise. */
export const deviceKey = pgTable(
  'device_key',
  {
    councilId: councilId(),
    personId: uuid('person_id').notNull(),
    deviceId: uuid('device_id').notNull(),
    key: bytea('key').notNull(),
    createdAt: now('created_at'),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.personId, t.deviceId] })],
);

/** A six-digit code on its way to a family member who wants to come in again. One at a time; only its hash is kept. */
export const signInCode = pgTable(
  'sign_in_code',
  {
    councilId: councilId(),
    personId: uuid('person_id').notNull(),
    codeHash: text('code_hash').notNull(),
    sentAt: now('sent_at'),
    triesLeft: integer('tries_left').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.personId] }),
    foreignKey({ columns: [t.councilId, t.personId], foreignColumns: [person.councilId, person.personId] }),
  ],
);

/**
 * How often something was tried of late. Its key is a hash of an account or an address, so the rows name nobody; it is
 * asked before anybody is known, so it has no council.
 */
export const slowDown = pgTable('slow_down', {
  key: text('key').primaryKey(),
  points: integer('points').notNull(),
  expire: at('expire'),
});
