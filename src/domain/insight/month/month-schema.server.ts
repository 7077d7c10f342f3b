import { date, doublePrecision, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { councilId, id, now } from '#server/columns.ts';

/** What a figure was before, as the council entered it: every change is shown against it. The latest of each holds. */
export const monthBaseline = pgTable(
  'month_baseline',
  {
    councilId: councilId(),
    monthBaselineId: id('month_baseline_id'),
    figure: text('figure').notNull(),
    value: doublePrecision('value').notNull(),
    period: text('period').notNull(),
    source: text('source').notNull(),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.monthBaselineId] })],
);

/**
 * What was counted of a month when it was closed, and how things stood on a day: counted once, never edited. A figure
 * `counted` says that it was done, of a month in which nothing happened too.
 */
export const monthCount = pgTable(
  'month_count',
  {
    councilId: councilId(),
    of: text('of').$type<'month' | 'day'>().notNull(),
    /** The first day of the month, or the day. */
    on: date('on', { mode: 'string' }).notNull(),
    teamId: uuid('team_id').notNull(),
    figure: text('figure').notNull(),
    count: integer('count').notNull(),
    at: now('at'),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.of, t.on, t.teamId, t.figure] })],
);
