import { date, foreignKey, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { person } from '#domain/people/schema.server.ts';
import { at, councilId, id, now } from '#server/columns.ts';

/** What an appeal can come from, in this council's words. The code has a list to begin with; a row here adds or renames. */
export const causeName = pgTable(
  'cause_name',
  {
    councilId: councilId(),
    cause: text('cause').notNull(),
    label: text('label').notNull(),
    meaning: text('meaning').notNull().default(''),
    retiredAt: at('retired_at'),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.cause] })],
);

/** "Changed because of this": what the council does differently, from a day, and which cause it should make rarer. */
export const changeMade = pgTable(
  'change_made',
  {
    councilId: councilId(),
    changeMadeId: id('change_made_id'),
    cause: text('cause').notNull(),
    what: text('what').notNull(),
    from: date('from', { mode: 'string' }).notNull(),
    ownerName: text('owner_name').notNull(),
    by: uuid('by').notNull(),
    at: now('at'),
    endedOn: date('ended_on', { mode: 'string' }),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.changeMadeId] }),
    foreignKey({ columns: [t.councilId, t.by], foreignColumns: [person.councilId, person.personId] }),
  ],
);
