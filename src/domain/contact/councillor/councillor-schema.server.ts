import { boolean, date, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { toCaseFile } from '#domain/cases/schema.server.ts';
import { at, id, now, ofCase } from '#server/columns.ts';

/** A councillor, an MP or the ombudsman asked about a case. Without the family's yes they are told nothing of it. */
export const enquiry = pgTable(
  'enquiry',
  {
    ...ofCase(),
    enquiryId: id('enquiry_id'),
    askedBy: text('asked_by').$type<'councillor' | 'mp' | 'ombudsman'>().notNull(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    askedOn: date('asked_on', { mode: 'string' }).notNull(),
    /** What they asked, in the officer's words. */
    words: text('words').notNull().default(''),
    by: uuid('by').notNull(),
    at: now('at'),
    /** The family's answer, and who gave it. Taken back, the card is dead at once. */
    consent: boolean('consent'),
    consentBy: uuid('consent_by'),
    consentAt: at('consent_at'),
    withdrawnAt: at('withdrawn_at'),
    /** The card's link, by its hash, and until when it opens. */
    linkHash: text('link_hash'),
    expiresAt: at('expires_at'),
    sentAt: at('sent_at'),
    lastOpenedAt: at('last_opened_at'),
    answeredOn: date('answered_on', { mode: 'string' }),
    answeredBy: uuid('answered_by'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.enquiryId] }),
    uniqueIndex('enquiry_link').on(t.councilId, t.linkHash),
    index('enquiry_asked').on(t.councilId, t.askedOn),
    toCaseFile(t),
  ],
);
