import { isRefusal } from '#domain/access/decide.ts';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { figureNames, type FigureName } from '#domain/insight/pilot/figures.ts';
import { enterFigures } from '#domain/insight/pilot/figures.server.ts';
import type { Typed } from '#domain/insight/pilot/typed.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { did } from './did.ts';

/** The figures Surrey published in 2024, as a council that has just joined would enter its own. */
const published: Partial<Typed>[] = [
  {
    ...{ spell: 'before', from: '2022-09-01', to: '2023-08-31', appeals: '594', tribunal_staffing_pounds: '517602' },
    source: 'Surrey’s Task Group report, September 2024, paragraphs 61 and 62',
  },
  {
    ...{ spell: 'during', from: '2024-01-01', to: '2024-08-31', families: '105', resolved: '53' },
    source: 'Surrey’s Task Group report, September 2024, paragraph 63',
  },
];
const nothing = Object.fromEntries(Object.keys(figureNames).map((name) => [name, ''])) as Record<FigureName, string>;

/** A senior manager enters the pilot's figures, so that the page has something to show. */
export async function enterPilot(manager: Person, today: CalendarDate): Promise<void> {
  const scope = await authorise(manager, null, 'measures:write');
  if (isRefusal(scope)) throw new Error(`The gate refused measures:write: ${scope.because}.`);
  for (const figures of published) {
    const typed = { ...nothing, spell: '', from: '', to: '', source: '', ...figures };
    did(await underScope(scope, (tx) => enterFigures(tx, scope as Scope<'measures:write'>, typed, today)));
  }
}
