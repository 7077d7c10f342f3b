import { sql } from 'drizzle-orm';
import {
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { at, id, now, ofCase } from '#server/columns.ts';
import { mediation } from '../schema.server.ts';
import type { AgreementText, CopyFormat } from './agreement.ts';

/** A written agreement, drawn up once: its text never changes. Re-opening makes another, with the next number. */
export const agreement = pgTable(
  'agreement',
  {
    ...ofCase(),
    agreementId: id('agreement_id'),
    mediationId: uuid('mediation_id').notNull(),
    number: integer('number').notNull(),
    text: jsonb('text').$type<AgreementText>().notNull(),
    /** Of the text in its one canonical spelling. */
    sha256: text('sha256').notNull(),
    /** The head of the case's history when it was drawn up. */
    historyHead: text('history_head').notNull(),
    drawnUpBy: uuid('drawn_up_by').notNull(),
    drawnUpAt: now('drawn_up_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.agreementId] }),
    uniqueIndex('agreement_number').on(t.councilId, t.mediationId, t.number),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.mediationId],
      foreignColumns: [mediation.councilId, mediation.caseFileId, mediation.mediationId],
    }),
  ],
);

/** What became of a drawn-up agreement. In force from the day the last one signed: `t0` of every period in it. */
export const agreementEnd = pgTable(
  'agreement_end',
  {
    ...ofCase(),
    agreementId: uuid('agreement_id').notNull(),
    end: text('end').$type<'signed' | 'set_aside'>().notNull(),
    signedOn: date('signed_on', { mode: 'string' }),
    why: text('why').notNull().default(''),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.agreementId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.agreementId],
      foreignColumns: [agreement.councilId, agreement.caseFileId, agreement.agreementId],
    }),
  ],
);

/** What one person chose to do about signing, and exactly what they were shown. Only a `signed` row binds. */
export const signature = pgTable(
  'signature',
  {
    ...ofCase(),
    signatureId: id('signature_id'),
    agreementId: uuid('agreement_id').notNull(),
    partyId: uuid('party_id').notNull(),
    personId: uuid('person_id').notNull(),
    choice: text('choice').$type<'signed' | 'later' | 'not'>().notNull(),
    sha256: text('sha256').notNull(),
    /** Their own name, as they typed it. */
    name: text('name').notNull().default(''),
    /** They asked not to wait the 24 hours. */
    asked: text('asked').$type<'waited' | 'at_once'>().notNull().default('waited'),
    remindAt: at('remind_at'),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.signatureId] }),
    index('signature_of').on(t.councilId, t.caseFileId, t.agreementId),
    uniqueIndex('signature_once')
      .on(t.councilId, t.agreementId, t.personId)
      .where(sql`choice = 'signed'`),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.agreementId],
      foreignColumns: [agreement.councilId, agreement.caseFileId, agreement.agreementId],
    }),
  ],
);

/** The signed agreement as a file, made once: both sides get these bytes. The bytes are kept beside it, sealed. */
export const agreementCopy = pgTable(
  'agreement_copy',
  {
    ...ofCase(),
    agreementId: uuid('agreement_id').notNull(),
    format: text('format').$type<CopyFormat>().notNull(),
    sha256: text('sha256').notNull(),
    bytes: integer('bytes').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.agreementId, t.format] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.agreementId],
      foreignColumns: [agreement.councilId, agreement.caseFileId, agreement.agreementId],
    }),
  ],
);

/** That one side asks to open a signed agreement again. Once both have, its clauses may change and another be drawn up. */
export const reopenAsked = pgTable(
  'reopen_asked',
  {
    ...ofCase(),
    agreementId: uuid('agreement_id').notNull(),
    side: text('side').$type<'family' | 'council'>().notNull(),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.agreementId, t.side] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.agreementId],
      foreignColumns: [agreement.councilId, agreement.caseFileId, agreement.agreementId],
    }),
  ],
);

/** That somebody who chose to sign tomorrow was reminded. */
export const signatureReminder = pgTable(
  'signature_reminder',
  {
    ...ofCase(),
    signatureId: uuid('signature_id').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.signatureId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.signatureId],
      foreignColumns: [signature.councilId, signature.caseFileId, signature.signatureId],
    }),
  ],
);
