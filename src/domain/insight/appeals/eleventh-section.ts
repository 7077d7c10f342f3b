import type { Section } from '../pilot/report.ts';
import { eleventh, eleventhHour, type Spell } from './counted.ts';
import type { Known } from './report.ts';
import { count, partsShown, share, wholeShown } from './shown.ts';

/** LEA3: how late what was settled was settled, by the academic year it ended in. */
export const eleventhSection = (known: Known, years: readonly Spell[]): Section => ({
  heading: 'The eleventh hour',
  says: [
    'Appeals that both sides settled, by the academic year they ended in: how long before the hearing. Counted in calendar days. Those without a day for a hearing are left out.',
    'What is settled in the last five days has cost the family and the council nearly all that a hearing costs.',
  ],
  table: {
    caption: 'Settled, and how late',
    head: [
      'Academic year',
      'Settled',
      ...eleventh.map((days) => `In the last ${days} days`),
      'Middle: before the hearing',
    ],
    rows: years.map((year) => rowOf(known, year)),
  },
});

function rowOf({ rows, exact }: Known, { name, from, to }: Spell): string[] {
  const { agreed, within, median } = eleventhHour(rows, from, to);
  const all = exact ? agreed : wholeShown(agreed);
  if (all === null) return [name, ...Array.from({ length: eleventh.length + 2 }, () => count(null))];
  // In the last days, one within the other, are sums of bands that add up to all: what is hidden is hidden of the bands.
  const bands = [agreed - within[0]!, within[0]! - within[1]!, within[1]! - within[2]!, within[2]!];
  const shown = exact ? bands : partsShown(bands);
  const late = eleventh.map((_, at) => {
    const part = shown.slice(at + 1).includes(null) ? null : within[at]!;
    return part === null || agreed === 0 ? count(part) : `${count(part)} (${share(part, agreed)})`;
  });
  return [name, count(all), ...late, median === null ? '' : `${median} ${Math.abs(median) === 1 ? 'day' : 'days'}`];
}
