import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { ownRows } from './counted.server.ts';
import { everyFigure, standingOf } from './figures.server.ts';
import { pilotReport, type Section } from './report.ts';

/** The measures of the pilot as they stand today, for the page and the business case alike. */
export async function reportOf(tx: Tx, scope: Scope, today: CalendarDate): Promise<Section[]> {
  const figures = standingOf(await everyFigure(tx, scope));
  return pilotReport({ figures, ...(await ownRows(tx, scope, today)) });
}
