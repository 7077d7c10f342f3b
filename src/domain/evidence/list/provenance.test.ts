import { describe, expect, test } from 'vitest';
import type { Asking } from '../asking/asking.ts';
import type { Paper } from '../paper.ts';
import { cameInWords, originInWords, type Origin } from './provenance.ts';

const came = (on: string, over: Partial<Paper> = {}) =>
  ({
    ...{ evidenceItemId: 'p', addedAt: new Date(`${on}T12:00:00Z`), receivedOn: null, cameBy: 'page' },
    ...{ version: 1, usedFor: '', askedBy: '', ...over },
  }) as Paper;
const asking = (over: Partial<Asking> = {}): Asking => ({
  ...{ adviceRequestId: 'a', checkRowId: 'r', askedOf: 'Dr Lee', askedByName: 'Priya Shah', askedOn: '2026-05-03' },
  ...{ dueOn: '2026-06-14', wishOf: 'council', state: 'open', evidenceItemId: null, chasedOn: [], ...over },
});
const row = (over: Partial<Origin> = {}): Origin => ({
  ...{ kind: 'medical', dueOn: '2026-06-14', paper: null, hasPaper: false, chaseWishedAt: null, ...over },
});
const here = (paper: Paper, over: Partial<Origin> = {}) => row({ paper, hasPaper: true, ...over });

describe('where a paper comes from', () => {
  test('ASK6: late is a number of days, and on the day is not late', () => {
    expect(cameInWords(came('2026-06-17'), '2026-06-14')).toBe('Came 17 June 2026, 3 days after it was due.');
    expect(cameInWords(came('2026-06-15'), '2026-06-14')).toBe('Came 15 June 2026, 1 day after it was due.');
    expect(cameInWords(came('2026-06-14'), '2026-06-14')).toBe('Came 14 June 2026.');
    expect(cameInWords(came('2026-06-17'), null)).toBe('Came 17 June 2026.');
  });
  test('ASK6: a private report and a council one are told in the same words', () => {
    const told = (by: Partial<Paper>) => originInWords(here(came('2026-06-17', by)), []);
    expect(told({ addedSide: 'family' })).toEqual(told({ addedSide: 'council' }));
  });
  test('ASK10: what came by post came on the day of its stamp, not when somebody added it', () => {
    const posted = came('2026-06-17', { cameBy: 'post', receivedOn: '2026-06-12' });
    expect(originInWords(here(posted), [])).toEqual(['Came 12 June 2026 by post.']);
  });
  test('ASK4: who asked, whom, when, and each reminder', () => {
    const chased = asking({ wishOf: 'family', chasedOn: ['2026-06-02', '2026-06-09'] });
    expect(originInWords(row(), [chased])).toEqual([
      'Asked for on 3 May 2026 by Priya Shah, of Dr Lee, because the family wished it.',
      'Chased on 2 June 2026 and 9 June 2026.',
    ]);
    expect(originInWords(row(), [asking({ state: 'cancelled' })])).toEqual(['Not asked for yet.']);
    expect(originInWords(row({ kind: 'family' }), [])).toEqual([]);
  });
  test('ASK6: a paper is late by the asking that brought it, whatever was asked since', () => {
    const brought = asking({ state: 'answered', evidenceItemId: 'p' });
    const since = asking({ adviceRequestId: 'b', dueOn: '2026-12-01', askedOn: '2026-10-20' });
    const told = originInWords(here(came('2026-06-17'), { dueOn: '2026-12-01' }), [brought, since]);
    expect(told).toContain('Came 17 June 2026, 3 days after it was due.');
  });
  test('ASK11: its version and what it was used for', () => {
    const used = came('2026-06-12', { version: 2, usedFor: 'Section B of the plan', askedBy: 'Priya Shah' });
    expect(originInWords(here(used), [])).toEqual([
      ...['Asked for by Priya Shah.', 'Came 12 June 2026.', 'Version 2.', 'Used for: Section B of the plan.'],
    ]);
  });
});
