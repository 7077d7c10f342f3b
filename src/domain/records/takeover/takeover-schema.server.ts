import { boolean, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { toCaseFile } from '#domain/cases/schema.server.ts';
import { id, now, ofCase } from '#server/columns.ts';

/**
 * Whether a young person can make one decision themselves, as an officer wrote it down; never about them as a whole, and
 * never changed: a later row of the same decision holds (CFA 2014 s.80; SEND Regulations 2014, regs 63 to 65).
 */
export const capacity = pgTable(
  'capacity',
  {
    ...ofCase(),
    capacityId: id('capacity_id'),
    /** Which decision it is about, in words. */
    decision: text('decision').notNull(),
    has: boolean('has').notNull(),
    /** Who decides in their place: a representative somebody appointed, or a parent where there is none. */
    alternative: text('alternative').$type<'representative' | 'parent'>(),
    alternativeId: uuid('alternative_id'),
    alternativeName: text('alternative_name').notNull().default(''),
    why: text('why').notNull(),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.capacityId] }),
    index('capacity_case').on(t.councilId, t.caseFileId, t.at),
    toCaseFile(t),
  ],
);
