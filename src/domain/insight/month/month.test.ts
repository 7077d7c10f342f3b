import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBaseline } from './baseline.ts';
import { countsCases, listOf, othersSaid } from './cases.ts';
import { isClosed, monthAsked, monthInWords, spellOf } from './month.ts';
import { monthCsv } from './month-csv.ts';
import { shareSaid, type Known, type MonthSection } from './report.ts';
import { answersSection, chasesSection, promisesSection } from './report-promises.ts';
import { equitySection, silenceSection, standSection } from './report-stand.ts';
import { middleOf } from './middle.ts';
import { shownOf } from './shown.ts';
import { COUNCIL, tallyOf, type Counted } from './tally.ts';

const teams = ['east', 'north', 'west'];

test('MON1: the last whole month unless another is asked for; what cannot be one is not one', () => {
  expect(monthAsked(null, '2026-11-23')).toBe('2026-10');
  expect(monthAsked('2026-11', '2026-11-23')).toBe('2026-11');
  expect(monthAsked('2025-12', '2026-01-01')).toBe('2025-12');
  for (const wrong of ['2026-12', '2026-13', '1066-10', '', '2026-1', "2026-10'--"])
    expect(monthAsked(wrong, '2026-11-23')).toBe('2026-10');
  expect(monthInWords('2026-10')).toBe('October 2026');
});

test('MON2 MON3: a month closes three working days after its end, and until then only days that are over count', () => {
  // 1 January is a holiday and the 2nd a Friday: the 5th and the 6th are the second and the third.
  expect([isClosed('2025-12', '2026-01-06'), isClosed('2025-12', '2026-01-07')]).toEqual([false, true]);
  expect(spellOf('2026-03', '2026-03-10')).toMatchObject({ first: '2026-03-01', last: '2026-03-09' });
  // The clocks change in March: it begins in winter and ends in summer.
  const { from, to } = spellOf('2026-03', '2026-05-01');
  expect([from.toISOString(), to.toISOString()]).toEqual(['2026-03-01T00:00:00.000Z', '2026-03-31T23:00:00.000Z']);
});

test('MON4: the middle answer and the middle half of all, and nothing of fewer than five', () => {
  const answers = (teamId: string, ...counts: number[]): Counted[] =>
    counts.map((count, day) => ({ teamId, figure: `answer:${day}`, count }));
  const tally = tallyOf([...answers('east', 2, 4, 10, 3, 1), ...answers('north', 1, 3)]);
  expect(middleOf(tally, 'east')).toEqual({ of: 20, low: 1, middle: 2, high: 2 });
  expect(middleOf(tally, 'north')).toBeNull();
  expect(middleOf(tally, COUNCIL)).toMatchObject({ of: 24, middle: 2 });
});

const figures = [
  ...['acknowledge', 'reply', 'call_back', 'update'].flatMap((kind) => [`${kind}:kept`, `${kind}:missed`]),
  ...[
    'answer:1',
    'answer:4',
    'came:email',
    'came:call',
    'way:email:kept',
    'way:email:missed',
    'chase',
    'ring:soon',
    'ring:late',
  ],
  ...[
    'heard:wrote:0',
    'heard:wrote:3',
    'heard:silent:0',
    'heard:silent:never',
    'review:wrote:late',
    'review:silent:late',
  ],
  ...['review:wrote:soon', 'tray', 'alone', 'clause', 'order', 'cases'],
];
const anyTally = fc
  .array(fc.oneof({ weight: 2, arbitrary: fc.nat(7) }, fc.nat(60)), {
    minLength: figures.length * 3,
    maxLength: figures.length * 3,
  })
  .map((counts) =>
    tallyOf(counts.map((count, at) => ({ teamId: teams[at % 3]!, figure: figures[Math.floor(at / 3)]!, count }))),
  );
const knownOf = (tally: ReturnType<typeof tallyOf>, team: string | null = null): Known => {
  const now = { tally, shown: shownOf(tally, teams) };
  return {
    ...{ month: '2026-10', today: '2026-11-23', running: false, team, now, before: null, yearAgo: null },
    ...{ year: [], baseline: new Map(), teams: teams.map((teamId) => ({ teamId, name: `${teamId} team` })) },
  };
};
const sectionsOf = (known: Known): MonthSection[] =>
  [promisesSection, answersSection, chasesSection, equitySection, silenceSection, standSection].map((of) => of(known));

test('MON6 A21: no number from one to four is on the page, and every table of it adds up to no hidden one', () => {
  fc.assert(
    fc.property(anyTally, (tally) => {
      const cells = sectionsOf(knownOf(tally)).flatMap(({ tables }) => tables.flatMap(({ rows }) => rows));
      const alone = cells.flatMap(({ places }) => places.flatMap(({ text, figure }) => (figure ? [text] : [])));
      expect(alone.filter((text) => ['1', '2', '3', '4'].includes(text))).toEqual([]);
      // A whole beside its parts: one hidden part never stands alone.
      const shown = shownOf(tally, teams);
      for (const figure of ['tray', 'alone', 'clause', 'chase', 'review:late', 'reply:kept']) {
        const parts = teams.map((team) => shown(figure, team));
        const [whole, hidden] = [shown(figure, COUNCIL), parts.filter((part) => part === null).length];
        const left = (whole ?? 0) - parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
        if (whole !== null && hidden > 0) expect([1, 2, 3, 4]).not.toContain(left);
      }
    }),
    { numRuns: 60 },
  );
});

test('MON6 A21 MON8: one team’s page and the CSV hide what the whole page hides, and show no more', () => {
  fc.assert(
    fc.property(anyTally, (tally) => {
      const whole = new Map(rowsOf(sectionsOf(knownOf(tally))));
      for (const [place, text] of rowsOf(sectionsOf(knownOf(tally, 'north')))) expect(whole.get(place)).toBe(text);
      const csv = monthCsv(sectionsOf(knownOf(tally)), { month: 'October 2026', counted: '', stood: '' });
      const inCsv = csv
        .split('\r\n')
        .slice(1, -1)
        .map((row) => row.split(',').at(-1)!.slice(1, -1));
      expect(new Set(inCsv)).toEqual(new Set(whole.values()));
    }),
    { numRuns: 30 },
  );
});

const rowsOf = (sections: MonthSection[]): [string, string][] =>
  sections.flatMap(({ tables }) =>
    tables.flatMap(({ caption, rows }) =>
      rows.flatMap(({ name, places }) =>
        places.map(({ text }, at): [string, string] => [`${caption} ${name} ${at}`, text]),
      ),
    ),
  );

test('MON1: teams stand in the order they are given, whatever they did, and nobody’s name has a place', () => {
  const tally = tallyOf([
    ...[
      ['east', 10],
      ['north', 90],
      ['west', 50],
    ].map(([teamId, count]) => ({ teamId: teamId as string, figure: 'reply:kept', count: count as number })),
    ...teams.map((teamId) => ({ teamId, figure: 'reply:missed', count: 30 })),
  ]);
  const [table] = promisesSection(knownOf(tally)).tables;
  expect(table!.rows.map(({ name }) => name)).toEqual(['east team', 'north team', 'west team', 'The council']);
  expect(table!.rows.map(({ places }) => places[3]!.text)).toEqual([
    '25.0% of 40',
    '75.0% of 120',
    '62.5% of 80',
    '62.5% of 240',
  ]);
});

test('MON3: a month in which nothing was promised says so, and few are said as two numbers', () => {
  expect(promisesSection(knownOf(tallyOf([]))).says).toEqual(['Nothing was promised for this month.']);
  expect([shareSaid(17, 22), shareSaid(0, 0), shareSaid(null, 40)]).toEqual(['17 of 22', 'None', 'Not shown']);
});

test('MON5: a figure of before has its time and source, and each fault its own sentence', () => {
  const typed = { period: 'April 2025 to March 2026', source: 'Annual report, page 4' };
  expect(readBaseline({ ...typed, complaints: '1,225', reply_percent: '41%' })).toEqual({
    ok: [
      { figure: 'reply_percent', value: 41, ...typed },
      { figure: 'complaints', value: 1225, ...typed },
    ],
  });
  const refused = readBaseline({ period: ' ', source: '', reply_percent: '140', complaints: '-3', appeals: 'many' });
  expect('errors' in refused && Object.keys(refused.errors).sort()).toEqual([
    'appeals',
    'complaints',
    'period',
    'reply_percent',
    'source',
  ]);
  expect('errors' in readBaseline(typed)).toBe(true);
});

test('MON9 A21: how many others there are is said only of cases, of a shown number, and never exactly under five', () => {
  expect(othersSaid('tray', 30, 12)).toContain('18 others');
  expect(othersSaid('tray', 30, 27)).not.toMatch(/\d/);
  expect(othersSaid('tray', 30, 30)).toBe('These are all of them.');
  for (const figure of ['reply:missed', 'chase', 'clause']) expect(othersSaid(figure, 100, 1)).not.toMatch(/\d|all/);
  expect(othersSaid('tray', null, 3)).not.toMatch(/\d|all/);
  expect([listOf('reply:missed') !== null, listOf('constructor'), listOf("tray'--")]).toEqual([true, null, null]);
  expect(countsCases('heard:never')).toBe(true);
});

test('MON7: each way is said with its replies in time, and who never writes beside who does', () => {
  const of = (figure: string, count: number) => ({ teamId: 'east', figure, count });
  const tally = tallyOf([
    ...[of('came:email', 90), of('came:letter', 40), of('reply:kept', 60), of('reply:missed', 20)],
    ...[of('way:email:kept', 60), of('way:email:missed', 20)],
    ...[of('heard:wrote:0', 80), of('heard:wrote:2', 20), of('heard:silent:0', 10), of('heard:silent:never', 40)],
    ...[of('review:wrote:late', 8), of('review:silent:late', 30)],
  ]);
  const [byWay, byWriter] = equitySection(knownOf(tally)).tables;
  const said = (table: typeof byWay) =>
    table!.rows.map(({ name, places }) => [name, ...places.map(({ text }) => text)]);
  expect(said(byWay)).toEqual([
    ['E-mail', '90', '75.0% of 80'],
    ['Letter', '40', 'None due'],
  ]);
  expect(said(byWriter)).toEqual([
    ['Wrote or rang in the last year', '100', '80.0% of 100', '8'],
    ['Did not', '50', '20.0% of 50', '30'],
  ]);
});
