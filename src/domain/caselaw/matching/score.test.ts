import { describe, expect, test } from 'vitest';
import { measure } from './measure.ts';
import { bestFirst, score, weights, type Candidate, type Heard } from './score.ts';

const names = { grounds: new Map([['contents-F', 'Section F']]), issues: new Map([['therapy', 'Therapy']]) };
const facts = { grounds: ['contents-F'], issues: ['therapy'], words: 'Riding lessons' };
const heard = (given: Partial<Heard> = {}): Heard => ({
  words: new Map(),
  issues: new Map(),
  worth: new Map(),
  statutes: new Set(),
  ...given,
});
const one = (given: Partial<Candidate> = {}): Candidate => ({
  ...{ slug: 'a', grounds: [], issues: [], statuteKeys: [], stems: [], year: 2020 },
  ...{ regime: 'Statement (pre-2014)', verified: true, superseded: false },
  ...given,
});
const scored = (candidate: Candidate, more: Partial<Heard> = {}, said?: { bears: number; doesNot: number }) =>
  score(facts, candidate, heard(more), said, names);

describe('how a decided case is matched', () => {
  test('MAT1: every reason is a sentence with its weight, and the weights add up to the score', () => {
    const { score: sum, terms } = scored(
      one({
        grounds: ['contents-F'],
        issues: ['therapy'],
        statuteKeys: ['CFA 2014 s.21'],
        stems: ['ride'],
        regime: 'EHCP',
      }),
      {
        words: new Map([
          ['ride', 'riding'],
          ['lesson', 'lessons'],
        ]),
        worth: new Map([
          ['ride', 3],
          ['lesson', 1],
        ]),
        statutes: new Set(['CFA 2014 s.21']),
      },
    );
    expect(terms).toEqual([
      { why: 'Both are about “Therapy”', weight: weights.issue },
      { why: 'The same kind of appeal: “Section F”', weight: weights.ground },
      { why: 'Turns on the same law: CFA 2014 s.21', weight: weights.statute },
      { why: 'Has the same words: “riding”', weight: weights.words * 0.75 },
      { why: 'Decided under the present law', weight: weights.presentLaw },
    ]);
    expect(sum).toBe(terms.reduce((total, { weight }) => total + weight, 0));
  });

  test('MAT1: nothing in common is nothing, and a case nobody verified or that another replaced sinks', () => {
    expect(scored(one())).toEqual({ score: 0, terms: [] });
    expect(scored(one({ verified: false, superseded: true })).score).toBe(weights.unverified + weights.superseded);
  });

  test('MAT1: an issue only heard in the words counts less than one that an officer gave', () => {
    const close = scored(one({ issues: ['eotas'] }), { issues: new Map([['eotas', 1]]) });
    expect(close.score).toBeLessThan(weights.issue);
    expect(close.terms[0]!.why).toContain('comes close to “eotas”');
  });

  test('MAT3: what the council said elsewhere raises or sinks it, is explained, and has a limit', () => {
    expect(scored(one(), {}, { bears: 2, doesNot: 1 }).terms).toEqual([
      {
        why: 'With one of these issues, your council said in 2 other appeals that it bears and in 1 other appeal that it does not',
        weight: weights.said,
      },
    ]);
    expect(scored(one(), {}, { bears: 0, doesNot: 40 }).score).toBe(-weights.mostSaid);
  });

  test('MAT1: level ones stand newest first, then by name, every time', () => {
    const level = [
      { score: 1, year: 2019, slug: 'b' },
      { score: 1, year: 2019, slug: 'a' },
      { score: 1, year: 2020, slug: 'c' },
      { score: 2, year: 1992, slug: 'd' },
    ];
    expect(level.toSorted(bestFirst).map(({ slug }) => slug)).toEqual(['d', 'c', 'a', 'b']);
  });
});

test('MAT4: precision, recall and the place of the first are what their names say', () => {
  const bears = ['a', 'b', 'c', 'd'];
  const ranking = ['x', 'a', 'b', 'y', 'z', 'c', 'w'];
  expect(measure([{ ranking, bears }])).toEqual({
    examples: 1,
    precisionAt5: 0.4,
    recallAt5: 0.5,
    recallAt10: 0.75,
    meanReciprocalRank: 0.5,
  });
  expect(measure([{ ranking: ['x'], bears }]).meanReciprocalRank).toBe(0);
  expect(() => measure([])).toThrow(RangeError);
});
