import { date, doublePrecision, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { councilId, id, now } from '#server/columns.ts';
import type { FigureName, Spell } from './figures.ts';

/** A figure somebody entered from outside this system, with where it comes from. Corrected by a newer row, never changed. */
export const pilotFigure = pgTable(
  'pilot_figure',
  {
    councilId: councilId(),
    pilotFigureId: id('pilot_figure_id'),
    name: text('name').$type<FigureName>().notNull(),
    period: text('period').$type<Spell>().notNull(),
    /** The first and last day it covers. */
    from: date('from', { mode: 'string' }).notNull(),
    to: date('to', { mode: 'string' }).notNull(),
    /** Pounds or a count, as the name says. */
    value: doublePrecision('value').notNull(),
    /** Where it comes from, to be printed beside it. */
    source: text('source').notNull(),
    enteredBy: uuid('entered_by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.pilotFigureId] }),
    index('pilot_figure_latest').on(t.councilId, t.name, t.period, t.at),
  ],
);
