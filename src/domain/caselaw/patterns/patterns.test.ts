import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '#server/db.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { seedLibrary, shippedCases } from '../../../../tests/support/library.ts';
import { makeCouncil, makePerson } from '../../../../tests/support/people.ts';
import { searchPrecedents } from '../library/search.server.ts';
import { readWanted } from '../library/wanted.ts';
import { shippedVocabulary } from '../shipped.ts';
import { MOST_PRINCIPLES, onOnePage } from './briefing.ts';
import { patternedCases } from './patterns.server.ts';
import { patternsOf, strongestFirst, totalOf, type Patterned } from './patterns.ts';

const one = (given: Partial<Patterned> = {}): Patterned => ({
  ...{ slug: 'a', name: 'A v B', citation: '[2020] UKUT 1 (AAC)', court: 'UKUT (AAC)', year: 2020, regime: 'EHCP' },
  ...{ grounds: ['contents-F'], issues: ['therapy'], statuteKeys: [], favours: 'family' },
  ...{ verified: true, superseded: false },
  ...given,
});

describe('what decided cases have in common', () => {
  test('PAT2: a case counts under each of its kinds, once, for the side its principle helps', () => {
    const { grounds, issues, years } = patternsOf(
      [
        one({ grounds: ['contents-F', 'contents-I'], issues: ['therapy', 'eotas'] }),
        one({ slug: 'b', favours: 'authority', year: 2023 }),
        one({ slug: 'c', favours: 'neutral', issues: ['eotas', 'eotas'] }),
      ],
      ['contents-F', 'contents-I', 'cease'],
    );
    expect(grounds.map(({ count }) => totalOf(count))).toEqual([3, 1, 0]);
    expect(grounds[0]!.count).toEqual({ family: 1, authority: 1, neutral: 1 });
    expect(issues.map(({ tag, count }) => [tag, totalOf(count)])).toEqual([
      ['eotas', 2],
      ['therapy', 2],
    ]);
    expect(issues[0]!.byGround.get('contents-I')).toEqual({ family: 1, authority: 0, neutral: 0 });
    expect(years.map(({ year, count }) => [year, totalOf(count)])).toEqual([
      [2020, 2],
      [2021, 0],
      [2022, 0],
      [2023, 1],
    ]);
  });

  test('PAT2: two issues are said to come together when at least two cases had both', () => {
    const pair = { issues: ['therapy', 'eotas'] };
    expect(patternsOf([one(pair)], []).together).toEqual([]);
    const [both] = patternsOf([one(pair), one({ slug: 'b', issues: ['eotas', 'therapy', 'costs'] })], []).together;
    expect(both).toMatchObject({ pair: ['eotas', 'therapy'], cases: [{ slug: 'a' }, { slug: 'b' }] });
  });

  test('PAT2: a library without a case has no patterns', () => {
    expect(patternsOf([], ['cease'])).toMatchObject({ cases: 0, issues: [], years: [], statutes: [], together: [] });
  });

  test('PAT4: strongest is not replaced, verified, present law, the higher court, the newer, in that order', () => {
    const all = [
      one({ slug: 'replaced', superseded: true, court: 'UKSC', year: 2026 }),
      one({ slug: 'unverified', verified: false, court: 'UKSC', year: 2026 }),
      one({ slug: 'old-law', regime: 'Statement (pre-2014)', court: 'UKHL' }),
      one({ slug: 'tribunal-old', year: 2016 }),
      one({ slug: 'tribunal-new', year: 2025 }),
      one({ slug: 'appeal-court', court: 'EWCA Civ', year: 2017 }),
    ];
    expect(all.toSorted(strongestFirst).map(({ slug }) => slug)).toEqual([
      ...['appeal-court', 'tribunal-new', 'tribunal-old', 'old-law', 'unverified', 'replaced'],
    ]);
  });

  test('PAT5: a briefing takes as many principles as one page holds, and always the first', () => {
    const long = (characters: number) => ({ principle: 'p'.repeat(characters), triageNote: '' });
    expect(onOnePage(Array.from({ length: 9 }, () => long(100)))).toHaveLength(MOST_PRINCIPLES);
    expect(onOnePage([long(1500), long(1000), long(1000)])).toHaveLength(2);
    expect(onOnePage([long(3000), long(10)])).toHaveLength(1);
    expect(onOnePage([])).toEqual([]);
  });
});

describe('every figure opens its list', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
    await seedLibrary(db);
  });
  afterAll(() => db.close());

  test('PAT2: each count of the library is the number of cases that its address finds', async () => {
    const { councilId } = await makeCouncil(db);
    const reader = await makePerson(db, councilId, 'staff', 'Tess Bell');
    await inTransaction(reader, async (tx) => {
      const rows = await patternedCases(tx);
      expect(rows).toHaveLength(shippedCases().length);
      const tags = shippedVocabulary.grounds.map(({ tag }) => tag);
      const { grounds, issues, years, statutes } = patternsOf(rows, tags);
      const found = async (wanted: Record<string, string>) =>
        (await searchPrecedents(tx, readWanted(new URLSearchParams(wanted), '2026-11-23').wanted)).total;
      for (const { tag, count } of grounds) expect(await found({ ground: tag }), tag).toBe(totalOf(count));
      for (const { tag, count, byGround } of issues.slice(0, 12)) {
        expect(await found({ issue: tag, favours: 'family' }), tag).toBe(count.family);
        for (const [ground, both] of byGround) expect(await found({ issue: tag, ground }), tag).toBe(totalOf(both));
      }
      for (const { year, count } of years.filter((_, at) => at % 4 === 0))
        expect(await found({ from: String(year), to: String(year) }), String(year)).toBe(totalOf(count));
      for (const { key, count } of statutes) expect(await found({ statute: key }), key).toBe(totalOf(count));
    });
  });
});
