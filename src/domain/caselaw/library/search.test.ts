import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '../../../server/db.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { anEntry, seedLibrary, shippedCases } from '../../../../tests/support/library.ts';
import { makeCouncil, makePerson } from '../../../../tests/support/people.ts';
import { countsAsLoss, countsAsWin, outcomeInWords } from '../outcome.ts';
import { piecesOf } from './marked.ts';
import { courtsOf, searchPrecedents, type Search } from './search.server.ts';
import { LONGEST_SEARCH, readWanted } from './wanted.ts';

const TODAY = '2026-11-23';
let db: TestDatabase;
let staff: Awaited<ReturnType<typeof makePerson>>;
let family: typeof staff;
const hostile = anEntry({
  principle: 'Zebra <img src=x onerror=alert(1)> crossing & stripes',
  verified: false,
  outcome: 'other',
});

beforeAll(async () => {
  db = await freshDatabase();
  const { councilId } = await makeCouncil(db);
  [staff, family] = [
    await makePerson(db, councilId, 'staff', 'Priya Shah'),
    await makePerson(db, councilId, 'family', 'Ann Rowe'),
  ];
  await seedLibrary(db, [...shippedCases(), hostile]);
});
afterAll(() => db.close());

const find = (query: Record<string, string>, who = staff): Promise<Search> =>
  inTransaction(who, (tx) => searchPrecedents(tx, readWanted(new URLSearchParams(query), TODAY).wanted));
const slugs = async (query: Record<string, string>) => (await find(query)).rows.map(({ slug }) => slug);

describe('words and citations', () => {
  test.each(['[2016] UKUT 385', '2016 ukut 385 aac', '2016UKUT385AAC', '(2016) UKUT 385 (AAC)'])(
    'LIB1 LIB7: %s finds its case first',
    async (q) => expect((await find({ q })).rows[0]?.citation).toBe('[2016] UKUT 385 (AAC)'),
  );

  test('LIB1: 38 does not find 385, and an unknown citation is said', async () => {
    const found = await find({ q: '[2016] UKUT 38' });
    expect(found).toMatchObject({ total: 0, unknown: ['[2016] UKUT 38'] });
    expect((await find({ q: '[2016] UKUT 385' })).unknown).toEqual([]);
  });

  test('LIB7: a word finds its other forms, phrases in quotes stay together, and a minus leaves out', async () => {
    const specify = await slugs({ q: 'therapies' });
    expect(specify.length).toBeGreaterThan(2);
    expect(await slugs({ q: 'therapy' })).toEqual(specify);
    expect((await find({ q: '"special educational"' })).total).toBeLessThan(
      (await find({ q: 'special educational' })).total + 1,
    );
    expect((await find({ q: 'therapy -therapy' })).total).toBe(0);
  });

  test('LIB7: what was found is marked, and nothing of an entry becomes markup', async () => {
    const [row] = (await find({ q: 'zebra stripes' })).rows;
    const pieces = piecesOf(row!.principleMarked);
    expect(pieces.filter(({ found }) => found).map(({ words }) => words)).toEqual(['Zebra', 'stripes']);
    expect(pieces.map(({ words }) => words).join('')).not.toMatch(/[\uE000\uE001]/);
  });

  test('A20: a total counts what this person may read, and to a family there is no library', async () => {
    expect((await find({})).total).toBe(98);
    expect(await find({}, family)).toMatchObject({ total: 0, rows: [] });
    expect((await find({ q: '[2016] UKUT 385' }, family)).rows).toEqual([]);
  });
});

describe('filters', () => {
  test('LIB8: each leaves only what it says', async () => {
    const every = async (query: Record<string, string>, holds: (row: Search['rows'][number]) => boolean) => {
      const { rows, total } = await find(query);
      expect(total, JSON.stringify(query)).toBeGreaterThan(0);
      expect(rows.every(holds), JSON.stringify(query)).toBe(true);
    };
    await every({ ground: 'contents-I' }, ({ grounds }) => grounds.includes('contents-I'));
    await every({ issue: 'transport' }, ({ issues }) => issues.includes('transport'));
    await every({ statute: 'Children and Families Act 2014 section 42' }, ({ statuteKeys }) =>
      statuteKeys.includes('CFA 2014 s.42'),
    );
    await every({ court: 'EWCA Civ' }, ({ court }) => court === 'EWCA Civ');
    await every({ from: '2016', to: '2018' }, ({ year }) => year >= 2016 && year <= 2018);
    await every({ favours: 'authority' }, ({ favours }) => favours === 'authority');
    await every({ verified: 'yes' }, ({ verified }) => verified);
    await every({ q: 'school', ground: 'contents-I', favours: 'family' }, ({ favours }) => favours === 'family');
    const act = await find({ statute: 'CFA 2014' });
    expect(act.total).toBeGreaterThan((await find({ statute: 'CFA 2014 s.37' })).total);
    expect(await inTransaction(staff, courtsOf)).toContain('UKUT (AAC)');
  });

  test('LIB8: pages of twenty hold every case once, the newest first when sorted by date', async () => {
    const pages = await Promise.all(['1', '2', '3', '4', '5'].map((page) => find({ page, sort: 'date' })));
    const all = pages.flatMap(({ rows }) => rows);
    expect(new Set(all.map(({ slug }) => slug)).size).toBe(98);
    expect(all.map(({ decided }) => decided)).toEqual(
      all
        .map(({ decided }) => decided)
        .toSorted()
        .toReversed(),
    );
    expect(await find({ page: '999' })).toMatchObject({ page: 5 });
  });
});

describe('what is typed is only ever words', () => {
  const awful = [
    ...["'; drop table precedent; --", "' or 1=1 --", '\\', '%', '_', '((((', '"', "''''", ':* & | ! <->', '!!', '-'],
    ...[
      '\u0000abc',
      '\uD800',
      'the and of',
      '🦓',
      'a'.repeat(LONGEST_SEARCH),
      'pneumonoultramicroscopicsilicovolcanoconiosis',
    ],
    ...['or or or', '- - -', '{1,2}', '$1', "[2016] UKUT 385'; select 1", 'x"y"z <2>', "a'".repeat(99)],
  ];
  test.each(awful)('H12: %j is searched for', async (q) => {
    expect((await find({ q })).total).toBeGreaterThanOrEqual(0);
  });

  test.each(['ground', 'issue', 'statute', 'court', 'from', 'to', 'favours', 'sort', 'page', 'verified'])(
    'H12: %s takes nothing but a value',
    async (box) => {
      for (const value of [
        "'; drop table precedent; --",
        '-1',
        '1e9',
        '99999999999999999999',
        '\u0000',
        ']}',
        'a'.repeat(9000),
      ])
        expect((await find({ [box]: value, q: 'school' })).total).toBeGreaterThanOrEqual(0);
      expect((await find({})).total).toBe(98);
    },
  );

  test('LIB8: more than two hundred characters are not searched for, and that is said', () => {
    const read = readWanted(
      new URLSearchParams({ q: 'x'.repeat(LONGEST_SEARCH + 1), from: '20', to: '3000', statute: 'section 37' }),
      TODAY,
    );
    expect(read.wanted).toMatchObject({ words: '', from: null, to: null });
    expect(Object.keys(read.errors).toSorted()).toEqual(['from', 'q', 'statute', 'to']);
    expect(readWanted(new URLSearchParams({ from: '2020', to: '2010' }), TODAY).errors).toHaveProperty('to');
  });
});

test('LIB9: a result that is other is neither a win nor a loss, and its words say so', () => {
  const won = shippedCases().filter(({ outcome }) => countsAsWin(outcome)).length;
  const lost = shippedCases().filter(({ outcome }) => countsAsLoss(outcome)).length;
  expect({ won, lost }).toEqual({ won: 41, lost: 24 });
  expect(countsAsWin('other') || countsAsLoss('other')).toBe(false);
  expect(outcomeInWords(hostile)).toMatch(/counts neither as won nor as lost/);
});
