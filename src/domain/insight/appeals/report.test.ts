import { describe, expect, test } from 'vitest';
import { pastAppeals } from '../../../../scripts/demo/register.ts';
import type { Counted } from './counted.ts';
import { appealsReport } from './report.ts';
import { partsShown, wholeShown } from './shown.ts';

const rows = pastAppeals().map(({ registeredOn, hearingOn, endedOn, outcome }) => ({
  ...{ registeredOn, hearingOn, endedOn, outcome },
})) as Counted[];
const report = (exact: boolean, some = rows) => appealsReport({ rows: some, countedTo: '2024-09-30', exact });
const tableOf = (exact: boolean, heading: string, some = rows) =>
  new Map(
    report(exact, some)
      .find((section) => section.heading === heading)!
      .table!.rows.map(([what, ...cells]) => [what!, cells]),
  );

describe('the page of appeals in numbers', () => {
  test('LEA5: says each published figure with what it is of', () => {
    const year = tableOf(true, 'Academic year 2022/23');
    expect(year.get('Heard')).toEqual(['120', '20.2%', '594 registered']);
    expect(year.get('Resolved at least five days before')).toEqual(['270', '45.5%', '594 registered']);
    expect(year.get('Open at the end of the year')).toEqual(['204', '34.3%', '594 registered']);
    expect(year.get('Agreed in the last five days')).toEqual(['30', '25.0%', '120 heard']);
    expect(year.get('For the council')).toEqual(['2', '2.3%', '88 decided']);
    expect(year.get('In part')).toEqual(['9', '10.2%', '88 decided']);
    const halves = tableOf(true, 'Registered, half year by half year');
    expect(halves.get('January to June 2024')).toEqual(['653', '313 more (up 92%)']);
    expect(halves.get('January to June 2023')![0]).toBe('340');
  });

  test('A21 LEA4: whoever has no register sees no number from one to four, nor one it could be worked out from', () => {
    const year = tableOf(false, 'Academic year 2022/23');
    expect(year.get('Registered')![0]).toBe('594');
    expect(year.get('Heard')![0]).toBe('120');
    for (const hidden of ['For the council', 'In part', 'Sent back', 'Agreed in the last five days'])
      expect(year.get(hidden)!.slice(0, 2), hidden).toEqual(['Not shown', 'Not shown']);
    const few = tableOf(false, 'Academic year 2022/23', rows.slice(0, 4));
    for (const [number, , base] of few.values()) expect([number, base]).toEqual(['Not shown', '']);
  });

  test('A21 LEA4: of any parts, what is hidden is two parts and five appeals or more, or all there are', () => {
    for (let seed = 1; seed < 4000; seed += 1) {
      const parts = [seed % 7, (seed >> 2) % 9, (seed * 31) % 23, (seed * 17) % 6];
      const shown = partsShown(parts);
      const hidden = parts.filter((_, at) => shown[at] === null);
      const sum = hidden.reduce((all, part) => all + part, 0);
      for (const [at, part] of shown.entries())
        if (part !== null) expect(part === parts[at] && (part === 0 || part >= 5)).toBe(true);
      const rest = parts.filter((part, at) => shown[at] !== null && part > 0);
      expect(hidden.length === 0 || (hidden.length > 1 && sum >= 5) || rest.length === 0, String(parts)).toBe(true);
    }
    expect([wholeShown(0), wholeShown(4), wholeShown(5)]).toEqual([0, null, 5]);
  });

  test('LEA6: England stands alone: no picture, its own words on what it is of, and not one of the council’s numbers', () => {
    const england = report(true).find(({ heading }) => heading.startsWith('England'))!;
    expect(england.chart).toBeUndefined();
    expect(england.says.join(' ')).toContain('cannot be put beside the ones above');
    expect(england.table!.rows.find(([year]) => year === '2022/23')!.slice(1, 5)).toEqual([
      '13,658',
      '12,000',
      '7,968',
      '98.3%',
    ]);
    expect(JSON.stringify(england)).not.toContain('594');
  });

  test('LEA5: a council without any appeal has a page that says so with numbers', () => {
    const sections = report(false, []);
    expect(sections.map(({ heading }) => heading)).toContain('England, as the ministry counts');
    expect(sections.flatMap(({ chart }) => (chart && !(chart.most > 0) ? [chart] : []))).toEqual([]);
  });
});
