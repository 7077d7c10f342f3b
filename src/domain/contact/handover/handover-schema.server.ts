import { date, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { toCaseFile } from '#domain/cases/schema.server.ts';
import { id, now, ofCase } from '#server/columns.ts';

/** One change of case officer: both named, with the note the next one starts from. Never changed. */
export const handover = pgTable(
  'handover',
  {
    ...ofCase(),
    handoverId: id('handover_id'),
    /** Null when the case came out of the team's tray. */
    fromPersonId: uuid('from_person_id'),
    /** Null when it goes back to the team's tray. */
    toPersonId: uuid('to_person_id'),
    note: text('note').notNull(),
    /** The new officer rings the family by this day. */
    ringBy: date('ring_by', { mode: 'string' }),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.handoverId] }),
    index('handover_latest').on(t.councilId, t.caseFileId, t.at),
    toCaseFile(t),
  ],
);
