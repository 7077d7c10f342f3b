import { bigint, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, bytea, councilId, id, now } from '#server/columns.ts';

/**
 * One Y.Doc with one audience and one set of writers. The engine knows it by council, subject (what it hangs on)
 * and kind; which standing may read or write a kind is told to the engine by the domain.
 */
export const document = pgTable(
  'document',
  {
    councilId: councilId(),
    documentId: id('document_id'),
    subjectId: uuid('subject_id').notNull(),
    caseFileId: uuid('case_file_id').notNull(),
    kind: text('kind').notNull(),
    class: text('class').notNull().default('case'),
    /** Bumped when the text was put back to an older state: a client of another epoch goes to the recovery tray. */
    epoch: integer('epoch').notNull().default(1),
    /** The next sequence number to give out; advanced in the transaction that stores the update. */
    nextSequence: bigint('next_sequence', { mode: 'number' }).notNull().default(1),
    /** Why it is read-only, when a checksum or a gap was found; null when sound. */
    quarantine: text('quarantine'),
    closedAt: at('closed_at'),
    createdAt: now('created_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.documentId] }),
    uniqueIndex('document_subject').on(t.councilId, t.subjectId, t.kind),
    index('document_case').on(t.councilId, t.caseFileId),
  ],
);

/** The append-only log. `checksum` is the first 8 bytes of SHA-256 over document, epoch, sequence and bytes. */
export const documentUpdate = pgTable(
  'document_update',
  {
    councilId: councilId(),
    documentId: uuid('document_id').notNull(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    epoch: integer('epoch').notNull(),
    personId: uuid('person_id').notNull(),
    yClient: bigint('y_client', { mode: 'number' }).notNull(),
    clock: bigint('clock', { mode: 'number' }).notNull(),
    update: bytea('update').notNull(),
    checksum: bytea('checksum').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.documentId, t.sequence] }),
    foreignKey({
      columns: [t.councilId, t.documentId],
      foreignColumns: [document.councilId, document.documentId],
    }),
  ],
);

/** A verified state up to and including `sequence`; load is the latest snapshot and the tail after it. */
export const documentSnapshot = pgTable(
  'document_snapshot',
  {
    councilId: councilId(),
    documentId: uuid('document_id').notNull(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    epoch: integer('epoch').notNull(),
    state: bytea('state').notNull(),
    checksum: bytea('checksum').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.documentId, t.sequence] }),
    foreignKey({
      columns: [t.councilId, t.documentId],
      foreignColumns: [document.councilId, document.documentId],
    }),
  ],
);

/** Yjs client ids the server has given out, and to whom. Kept for ever: it is what authorship rests on. */
export const documentAuthor = pgTable(
  'document_author',
  {
    councilId: councilId(),
    documentId: uuid('document_id').notNull(),
    yClient: bigint('y_client', { mode: 'number' }).notNull(),
    personId: uuid('person_id').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.documentId, t.yClient] }),
    foreignKey({
      columns: [t.councilId, t.documentId],
      foreignColumns: [document.councilId, document.documentId],
    }),
  ],
);

/** Words a client still held from another epoch, kept for a human to look at: neither merged blindly nor dropped. */
export const recoveryTray = pgTable(
  'recovery_tray',
  {
    councilId: councilId(),
    recoveryId: id('recovery_id'),
    documentId: uuid('document_id').notNull(),
    epoch: integer('epoch').notNull(),
    personId: uuid('person_id').notNull(),
    update: bytea('update').notNull(),
    at: now('at'),
    settledAt: at('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.recoveryId] }),
    foreignKey({
      columns: [t.councilId, t.documentId],
      foreignColumns: [document.councilId, document.documentId],
    }),
  ],
);
