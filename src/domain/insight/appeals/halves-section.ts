import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Section } from '../pilot/report.ts';
import { cohortOf, halfYears } from './counted.ts';
import type { Known } from './report.ts';
import { count, wholeShown } from './shown.ts';

const HALVES_SHOWN = 10;

export function halvesSection(known: Known, first: CalendarDate): Section {
  const found = halfYears(first, known.countedTo).slice(0, HALVES_SHOWN);
  const counts = found.map(({ from, to }) => cohortOf(known.rows, from, to, known.countedTo).registered);
  const shown = counts.map((all) => (known.exact ? all : wholeShown(all)));
  const rows = found.map(({ name }, at) => {
    const before = found.findIndex(({ from }) => from === yearBefore(found[at]!.from));
    const [now, then] = [shown[at]!, before < 0 ? null : shown[before]!];
    return [name, count(now), then === null || then === 0 || now === null ? '' : change(now, then)];
  });
  return {
    heading: 'Registered, half year by half year',
    says: ['By the day the tribunal registered them. The half year that is not over is not in it.'],
    chart: {
      title: 'Appeals registered in each half year',
      most: Math.max(1, ...counts),
      bars: found.flatMap(({ name: label }, at) => {
        const value = shown[at] ?? null;
        return value === null ? [] : [{ label, shown: count(value), value, range: null }];
      }),
    },
    table: {
      caption: 'Appeals registered',
      head: ['Half year', 'Appeals', 'Against the same half a year before'],
      rows,
    },
  };
}

const yearBefore = (day: CalendarDate): CalendarDate => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
const change = (now: number, then: number): string =>
  now >= then
    ? `${now - then} more (up ${Math.round((100 * (now - then)) / then)}%)`
    : `${then - now} fewer (down ${Math.round((100 * (then - now)) / then)}%)`;
