import { hiddenOf } from '#domain/cases/hide-together.ts';
import { valueIn } from './figure-parts.ts';
import { named, tablesOf } from './tables.ts';
import type { Tally } from './tally.ts';

/** One number that may be on the page, the CSV or behind a filter: null while it is hidden. `of` is a team or `COUNCIL`. */
export type Shown = (figure: string, of: string) => number | null;

/**
 * MON6: the numbers of a month that may be shown. They are hidden once, for all who look and every team together, whatever
 * part of it a page, a CSV or a filter then shows: so two of those side by side tell no more than one.
 */
export function shownOf(tally: Tally, teams: readonly string[]): Shown {
  const value = valueIn(tally);
  const tables = tablesOf(teams, value);
  const hidden = new Set(tables.flatMap(({ cells, sums }) => [...hiddenOf(cells, sums)]));
  const known = new Set(
    tables.flatMap(({ cells }) => [...cells].flatMap(([name, { shown }]) => (shown ? [name] : []))),
  );
  return (figure, of) => {
    const name = named(figure, of);
    if (!known.has(name)) throw new Error(`${name} is in no table: it could give away what another hides.`);
    return hidden.has(name) ? null : value(figure, of);
  };
}
