import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
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
import type { ConfidentialityClass } from '#domain/access/scope.ts';
import type { MediaType } from './intake/media.ts';
import type { PaperKind } from './list/expected.ts';
import type { CameBy, HeldBecause, PageLine, PaperState, ScanState } from './paper.ts';
import { toCaseFile } from '#domain/cases/schema.server.ts';

/** One paper: a report, letter, photo or drawing. `sha256` is of the bytes as received. */
export const evidenceItem = pgTable(
  'evidence_item',
  {
    ...ofCase(),
    evidenceItemId: id('evidence_item_id'),
    title: text('title').notNull(),
    fileName: text('file_name').notNull(),
    /** What it is kept as. A photo that came as HEIC is kept as JPEG; `sentType` says what came. */
    mediaType: text('media_type').$type<MediaType>().notNull(),
    sentType: text('sent_type').notNull().default(''),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    pages: integer('pages').notNull(),
    /** Only `ready` is ever shown. `refused` and `recalled` keep the name and the plain sentence; `held` waits for an officer. */
    state: text('state').$type<PaperState>().notNull(),
    stateSentence: text('state_sentence').notNull().default(''),
    /** Anything but `clean` is in quarantine: nobody but the scanner reads a byte of it. */
    scan: text('scan').$type<ScanState>().notNull().default('pending'),
    heldBecause: text('held_because').$type<HeldBecause>(),
    releasedBy: uuid('released_by'),
    releasedAt: at('released_at'),
    releasedWhy: text('released_why').notNull().default(''),
    class: text('class').$type<ConfidentialityClass>().notNull().default('case'),
    author: text('author').notNull().default(''),
    writtenOn: date('written_on', { mode: 'string' }),
    addedBy: uuid('added_by').notNull(),
    addedSide: text('added_side').$type<'family' | 'council' | 'neutral'>().notNull(),
    addedAt: now('added_at'),
    /** How it came. A guest's upload has the guest's own words in `author`. */
    cameBy: text('came_by').$type<CameBy>().notNull().default('page'),
    receivedOn: date('received_on', { mode: 'string' }),
    askedBy: text('asked_by').notNull().default(''),
    /** Of the row it was added to, whatever paper hangs there now: it says under which tab of a pack it belongs. */
    kind: text('kind').$type<PaperKind>().notNull().default('other'),
    version: integer('version').notNull().default(1),
    replaces: uuid('replaces'),
    usedFor: text('used_for').notNull().default(''),
    /** Set when a redaction was released: from then on the flattened copy is the paper, and these bytes are sealed. */
    redactedAt: at('redacted_at'),
    redactedBy: uuid('redacted_by'),
    /** Of the flattened copy: what people see, confirm and freeze from then on. */
    redactedSha256: text('redacted_sha256'),
    redactedBytes: bigint('redacted_bytes', { mode: 'number' }),
    /** Of a photo drawn anew, without where it was taken: that is what people have, and the one that was sent is sealed. */
    photoSha256: text('photo_sha256'),
    photoBytes: bigint('photo_bytes', { mode: 'number' }),
    withdrawnAt: at('withdrawn_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.evidenceItemId] }),
    uniqueIndex('evidence_item_one_case').on(t.councilId, t.evidenceItemId),
    index('evidence_item_waiting')
      .on(t.councilId, t.caseFileId, t.evidenceItemId)
      .where(sql`state in ('reading', 'held')`),
    index('evidence_item_added_by').on(t.councilId, t.addedBy, t.addedAt),
    check('evidence_item_shown_only_clean', sql`state <> 'ready' or scan = 'clean'`),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.replaces],
      foreignColumns: [t.councilId, t.caseFileId, t.evidenceItemId],
    }),
    toCaseFile(t),
  ],
);

/**
 * The words of one page, for reading as text, and where each line stands, for hiding it. `wordsFrom` is `none` for a
 * picture without words, and `ocr` when they were read off the picture and may be wrong.
 */
export const evidencePage = pgTable(
  'evidence_page',
  {
    ...ofCase(),
    evidenceItemId: uuid('evidence_item_id').notNull(),
    page: integer('page').notNull(),
    words: text('words').notNull(),
    wordsFrom: text('words_from').$type<'file' | 'ocr' | 'none'>().notNull().default('file'),
    lines: jsonb('lines').$type<PageLine[]>().notNull().default([]),
    widthPt: integer('width_pt').notNull(),
    heightPt: integer('height_pt').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.evidenceItemId, t.page] }),
    index('evidence_page_unread')
      .on(t.councilId, t.caseFileId, t.evidenceItemId)
      .where(sql`words_from = 'none'`),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.evidenceItemId],
      foreignColumns: [evidenceItem.councilId, evidenceItem.caseFileId, evidenceItem.evidenceItemId],
    }),
  ],
);

/** One row of "Have we got everything?": a paper the law expects, or one somebody added. */
export const checkRow = pgTable(
  'check_row',
  {
    ...ofCase(),
    checkRowId: id('check_row_id'),
    /** The kind of advice (regulation 6(1)), or `family` and `other` for what was added. */
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    who: text('who').notNull().default(''),
    dueOn: date('due_on', { mode: 'string' }),
    evidenceItemId: uuid('evidence_item_id'),
    addedSide: text('added_side').$type<'family' | 'council' | 'neutral'>().notNull(),
    position: integer('position').notNull(),
    addedAt: now('added_at'),
    /** When the family last asked the council to chase it. Answered by a chase that is later. */
    chaseWishedAt: at('chase_wished_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.checkRowId] }),
    toCaseFile(t),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.evidenceItemId],
      foreignColumns: [evidenceItem.councilId, evidenceItem.caseFileId, evidenceItem.evidenceItemId],
    }),
    index('check_row_order').on(t.councilId, t.caseFileId, t.position),
  ],
);

/** What one side says of one row. Disagreement is two rows that differ, not a quarrel. */
export const checkAnswer = pgTable(
  'check_answer',
  {
    ...ofCase(),
    checkRowId: uuid('check_row_id').notNull(),
    side: text('side').$type<'family' | 'council'>().notNull(),
    answer: text('answer').$type<'there' | 'missing' | 'not_needed' | 'not_sure'>().notNull(),
    note: text('note').notNull().default(''),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.checkRowId, t.side] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.checkRowId],
      foreignColumns: [checkRow.councilId, checkRow.caseFileId, checkRow.checkRowId],
    }),
  ],
);

/** "That's everything" or "that's missing", tied to the fingerprint of exactly what was seen. Never updated: a new one is added. */
export const confirmation = pgTable(
  'confirmation',
  {
    ...ofCase(),
    confirmationId: id('confirmation_id'),
    side: text('side').$type<'family' | 'council'>().notNull(),
    says: text('says').$type<'everything' | 'missing'>().notNull(),
    words: text('words').notNull().default(''),
    contentSha256: text('content_sha256').notNull(),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.confirmationId] }),
    toCaseFile(t),
    index('confirmation_latest').on(t.councilId, t.caseFileId, t.side, t.at),
  ],
);

/** What the Board will see, frozen. `manifest` is the canonical text whose SHA-256 is the fingerprint; no row of it ever changes. */
export const pack = pgTable(
  'pack',
  {
    ...ofCase(),
    packId: id('pack_id'),
    number: integer('number').notNull(),
    manifest: text('manifest').notNull(),
    sha256: text('sha256').notNull(),
    pages: integer('pages').notNull(),
    frozenBy: uuid('frozen_by').notNull(),
    frozenAt: at('frozen_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.packId] }),
    uniqueIndex('pack_number').on(t.councilId, t.caseFileId, t.number),
    toCaseFile(t),
  ],
);
