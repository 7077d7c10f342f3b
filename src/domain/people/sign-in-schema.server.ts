import { boolean, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, bytea, councilId, now } from '#server/columns.ts';
import type { SignInLimits } from './limits.ts';
import { toPerson } from './schema.server.ts';

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
  (t) => [primaryKey({ columns: [t.councilId, t.personId] }), toPerson(t)],
);

export const recoveryCode = pgTable(
  'recovery_code',
  {
    councilId: councilId(),
    personId: uuid('person_id').notNull(),
    codeHash: text('code_hash').notNull(),
    usedAt: at('used_at'),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.personId, t.codeHash] }), toPerson(t)],
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
    toPerson(t),
    index('sign_in_person').on(t.councilId, t.personId),
  ],
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
  (t) => [primaryKey({ columns: [t.councilId, t.personId] }), toPerson(t)],
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

/**
 * How often something was tried of late. Its key is a hash of an account or an address, so the rows name nobody; it is
 * asked before anybody is known, so it has no council.
 */
export const slowDown = pgTable('slow_down', {
  key: text('key').primaryKey(),
  points: integer('points').notNull(),
  expire: at('expire'),
});
