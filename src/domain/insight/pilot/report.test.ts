import { expect, test } from 'vitest';
import type { Figure, FigureName, Figures, Spell } from './figures.ts';
import { pilotReport, type Section } from './report.ts';

const time = { before: ['2022-09-01', '2023-08-31'], during: ['2024-01-01', '2024-08-31'] } as const;
const figures = (entered: Partial<Record<Spell, Partial<Record<FigureName, number>>>>): Figures =>
  Object.fromEntries(
    Object.entries(entered).map(([spell, values]) => [
      spell,
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => {
          const [from, to] = time[spell as Spell];
          const said = {
            source: 'Task Group report 2024',
            enteredBy: 'Maria Lewis',
            at: new Date('2026-11-02T10:00:00Z'),
          };
          return [name, { name, spell, from, to, value, ...said } as Figure];
        }),
      ),
    ]),
  );
const none = { countedTo: '2026-10-31', tries: [], promises: [], ratings: [] };
const report = (entered: Parameters<typeof figures>[0]): Section[] =>
  pilotReport({ figures: figures(entered), ...none });
const about = (sections: Section[], words: RegExp): Section => sections.find(({ heading }) => words.test(heading))!;

const published = {
  before: { appeals: 594, tribunal_staffing_pounds: 517_602 },
  during: { families: 105, resolved: 53 },
};

test('PIL1: the published figures show 50.5%, its range, its basis and its time', () => {
  const { says, chart, table } = about(report(published), /settled without/);
  expect(says[0]).toBe(
    'During the pilot, January 2024 to August 2024: 53 of 105 families settled without a hearing. That is 50.5% (range about 41% to 60%).',
  );
  expect(chart!.bars[0]).toMatchObject({ shown: '50.5% (range about 41% to 60%)', value: expect.closeTo(50.476, 2) });
  expect(table!.rows[0]!.slice(1)).toEqual(['105', '53', '50.5% (range about 41% to 60%)']);
});

test('PIL7: the seed’s own unit cost is shown with its sum and what it leaves out; what was saved is a range', () => {
  const sections = report(published);
  expect(about(sections, /each stage/).says[0]).toMatch(/£517,602 ÷ 594 appeals registered = £871\.38\. Staffing only/);
  expect(about(sections, /otherwise/).says[0]).toContain('£0. If every one had: 53 × £871.38 = about £46,183');
});

test('PIL7: a sum and a count of different times are not divided', () => {
  const mixed = figures(published);
  mixed.before!.appeals = { ...mixed.before!.appeals!, to: '2023-07-31' };
  const sections = pilotReport({ figures: mixed, ...none });
  expect(about(sections, /each stage/).table).toBeUndefined();
});

test('PIL8: before and during are compared by the month, and heard as a share', () => {
  const { table, says } = about(
    report({ before: { appeals: 594, heard: 119 }, during: { appeals: 300, heard: 2 } }),
    /Before the pilot/,
  );
  expect(table!.rows.map((row) => row.slice(1))).toEqual([
    ['594', '49.5', '119', '20.0% (range about 17% to 23%)'],
    ['300', '37.4', 'Not shown', 'Not shown'],
  ]);
  expect(says.at(-1)).toBe('This does not say why they differ.');
});

test('PIL3: a small number that was entered is nowhere in the report, nor what would give it away', () => {
  const words = JSON.stringify(report({ during: { families: 44, resolved: 41, officer_pounds: 88 } }));
  expect(words).toContain('44');
  expect(words).not.toMatch(/\b41\b|\b3 of\b|93\.\d%/);
});

test('PIL9: what it does not prove stands right under what it shows, whatever was entered', () => {
  const headings = report({}).map(({ heading }) => heading);
  expect(headings.slice(0, 3)).toEqual([
    'How many settled without a hearing',
    'What this shows',
    'What this does not show',
  ]);
  expect(about(report({}), /does not show/).list!.join(' ')).toMatch(
    /no comparison group.*not chosen at random.*“Settled” is not “avoided”/,
  );
});
