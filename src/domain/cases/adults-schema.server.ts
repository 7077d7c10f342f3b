import { boolean, date, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, id, now, ofCase } from '#server/columns.ts';
import { toCaseFile } from './schema.server.ts';

/**
 * An adult in this child's life, and what was checked before anything goes to them. For officers; of the rest, each
 * family member sees only their own row.
 */
export const adult = pgTable(
  'adult',
  {
    ...ofCase(),
    adultId: id('adult_id'),
    /** Set once they have come to the case. */
    personId: uuid('person_id'),
    fullName: text('full_name').notNull(),
    /** Who they are to the child, in their own words: "her mother", "foster carer". */
    relation: text('relation').notNull(),
    /** Education Act 1996 s.576; a carer who has care of the child counts as a parent. */
    responsibility: text('responsibility').$type<'held' | 'care_of_child' | 'not_held' | 'not_checked'>().notNull(),
    checkedHow: text('checked_how').notNull().default(''),
    checkedBy: uuid('checked_by'),
    checkedOn: date('checked_on', { mode: 'string' }),
    /** The last day it holds, when an order ends. */
    holdsUntil: date('holds_until', { mode: 'string' }),
    restriction: text('restriction').$type<'none' | 'ask_first' | 'send_nothing'>().notNull().default('none'),
    restrictionWords: text('restriction_words').notNull().default(''),
    address: text('address').notNull().default(''),
    addressHidden: boolean('address_hidden').notNull().default(true),
    /** Must not learn which school the child goes to. */
    schoolHidden: boolean('school_hidden').notNull().default(true),
    updatedBy: uuid('updated_by').notNull(),
    updatedAt: now('updated_at'),
    endedAt: at('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.adultId] }),
    index('adult_person').on(t.councilId, t.caseFileId, t.personId),
    toCaseFile(t),
  ],
);
