import { sql, type SQL } from 'drizzle-orm';
import { boolean, customType, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, now } from '#server/columns.ts';
import type { Precedent, Vocabulary } from './precedent.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/**
 * The library of decided cases: one for the whole installation, because a judgment is the same in every council. It holds
 * nothing of any family's. Staff read it; a council's tribunal team keeps it.
 */
export const precedent = pgTable(
  'precedent',
  {
    /** Stable, in words: "east-sussex-v-tw-2016". */
    slug: text('slug').primaryKey(),
    name: text('name').notNull(),
    citation: text('citation').notNull(),
    /** The citation with nothing but letters and digits, in lower case, so that every way of writing it is found. */
    citationKey: text('citation_key').notNull(),
    court: text('court').notNull(),
    /** YYYY-MM-DD, or YYYY where only the year is known. */
    decided: text('decided').notNull(),
    year: integer('year').notNull(),
    regime: text('regime').$type<Precedent['regime']>().notNull(),
    grounds: text('grounds').array().notNull(),
    issues: text('issues').array().notNull(),
    statute: text('statute').array().notNull(),
    /** Each provision by its act and section alone, so that different spellings of one are found together. */
    statuteKeys: text('statute_keys').array().notNull(),
    appellant: text('appellant').$type<Precedent['appellant']>().notNull(),
    outcome: text('outcome').$type<Precedent['outcome']>().notNull(),
    favours: text('favours').$type<Precedent['favours']>().notNull(),
    principle: text('principle').notNull(),
    triageNote: text('triage_note').notNull(),
    url: text('url'),
    verified: boolean('verified').notNull(),
    source: text('source').notNull(),
    /** The decided case that took its place; null while it is good law as far as we know. */
    supersededBy: text('superseded_by'),
    checkedBy: text('checked_by'),
    checkedOn: date('checked_on', { mode: 'string' }),
    version: integer('version').notNull().default(1),
    changedAt: now('changed_at'),
    words: tsvector('words').generatedAlwaysAs(
      (): SQL => sql`setweight(to_tsvector('english', name || ' ' || citation), 'A') ||
        setweight(to_tsvector('english', principle), 'B') || setweight(to_tsvector('english', triage_note), 'C')`,
    ),
  },
  (t) => [
    index('precedent_words').using('gin', t.words),
    index('precedent_grounds').using('gin', t.grounds),
    index('precedent_issues').using('gin', t.issues),
    index('precedent_statutes').using('gin', t.statuteKeys),
    index('precedent_citation').on(t.citationKey),
    index('precedent_year').on(t.year),
  ],
);

/** Every version of an entry, who wrote it and for which council. Rows never change. */
export const precedentVersion = pgTable(
  'precedent_version',
  {
    slug: text('slug').notNull(),
    version: integer('version').notNull(),
    content: jsonb('content').$type<Precedent>().notNull(),
    sha256: text('sha256').notNull(),
    supersededBy: text('superseded_by'),
    checkedBy: text('checked_by'),
    checkedOn: date('checked_on', { mode: 'string' }),
    reason: text('reason').notNull().default(''),
    byName: text('by_name').notNull(),
    byCouncil: uuid('by_council').notNull(),
    at: now('at'),
  },
  (t) => [primaryKey({ columns: [t.slug, t.version] })],
);

/** The allowed tags, with their meaning: of kinds of appeal, and of points decided. */
export const precedentTag = pgTable(
  'precedent_tag',
  {
    of: text('of').$type<keyof Vocabulary>().notNull(),
    tag: text('tag').notNull(),
    label: text('label').notNull(),
    meaning: text('meaning').notNull(),
    position: integer('position').notNull(),
    retiredAt: at('retired_at'),
  },
  (t) => [primaryKey({ columns: [t.of, t.tag] })],
);
