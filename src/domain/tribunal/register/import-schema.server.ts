import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { person } from '#domain/people/schema.server.ts';
import { at, councilId, id, now } from '#server/columns.ts';

/** A list of appeals somebody brought. The file waits sealed until it is imported or thrown away. */
export const appealImport = pgTable(
  'appeal_import',
  {
    councilId: councilId(),
    appealImportId: id('appeal_import_id'),
    fileName: text('file_name').notNull(),
    /** Where the sealed file is, and how it is opened; null once thrown away. */
    file: jsonb('file').$type<Record<string, unknown>>(),
    sha256: text('sha256').notNull(),
    /** Their column for each of ours, as chosen. */
    mapping: jsonb('mapping').$type<Record<string, string>>().notNull().default({}),
    columns: text('columns').array().notNull().default([]),
    encoding: text('encoding').notNull().default('utf-8'),
    state: text('state')
      .$type<'mapping' | 'trying' | 'tried' | 'importing' | 'imported' | 'failed' | 'dropped'>()
      .notNull(),
    rows: integer('rows').notNull().default(0),
    fresh: integer('fresh').notNull().default(0),
    same: integer('same').notNull().default(0),
    filled: integer('filled').notNull().default(0),
    rejected: integer('rejected').notNull().default(0),
    rowsDone: integer('rows_done').notNull().default(0),
    sentence: text('sentence').notNull().default(''),
    by: uuid('by').notNull(),
    at: now('at'),
    importedAt: at('imported_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.appealImportId] }),
    index('appeal_import_at').on(t.councilId, t.at),
    foreignKey({ columns: [t.councilId, t.by], foreignColumns: [person.councilId, person.personId] }),
  ],
);

/** A row of such a list that cannot be imported, as it stood there, and why. */
export const rejectedRow = pgTable(
  'rejected_row',
  {
    councilId: councilId(),
    appealImportId: uuid('appeal_import_id').notNull(),
    /** As a spreadsheet counts: the heading is row 1. */
    row: integer('row').notNull(),
    cells: text('cells').array().notNull(),
    errors: jsonb('errors').$type<{ column: string; because: string }[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.appealImportId, t.row] }),
    foreignKey({
      columns: [t.councilId, t.appealImportId],
      foreignColumns: [appealImport.councilId, appealImport.appealImportId],
    }),
  ],
);
