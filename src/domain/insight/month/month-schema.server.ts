import { doublePrecision, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
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
