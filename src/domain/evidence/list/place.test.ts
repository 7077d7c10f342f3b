import { describe, expect, test } from 'vitest';
import type { Paper } from '../paper.ts';
import { placeFor } from './place.ts';

const paper = (over: Partial<Paper> = {}) =>
  ({
    ...{ evidenceItemId: 'p1', state: 'ready', withdrawnAt: null, version: 1, addedSide: 'neutral', addedBy: 'dr' },
    ...over,
  }) as Paper;
const rows = (there: Paper | null) => [{ checkRowId: 'r', kind: 'medical' as const, paper: there }];
const [parent, officer, doctor] = [
  { side: 'family', personId: 'dana' },
  { side: 'council', personId: 'priya' },
  { side: 'neutral', personId: 'dr' },
] as const;

describe('where a new paper goes', () => {
  test('EV13: the first on its row, the second beside it', () => {
    expect(placeFor(officer, rows(null), { checkRowId: 'r' })).toMatchObject({ checkRowId: 'r', version: 1 });
    expect(placeFor(officer, rows(paper()), { checkRowId: 'r' })).toMatchObject({ checkRowId: null, version: 1 });
  });
  test('ASK7: a newer version takes the place of the one before it and counts on', () => {
    const second = { checkRowId: 'r', replaces: 'p1', version: 2 };
    expect(placeFor(officer, rows(paper()), { replaces: 'p1' })).toMatchObject(second);
    expect(placeFor(doctor, rows(paper()), { checkRowId: 'r', newer: true })).toMatchObject(second);
  });
  test('ASK7: nobody replaces what the family added but the family', () => {
    const theirs = paper({ addedSide: 'family', addedBy: 'dana' });
    expect(placeFor(parent, rows(theirs), { replaces: 'p1' })).toMatchObject({ version: 2 });
    expect(placeFor(officer, rows(theirs), { replaces: 'p1' })).toHaveProperty('refused');
    expect(placeFor(doctor, rows(theirs), { checkRowId: 'r', newer: true })).toMatchObject({ checkRowId: null });
    expect(
      placeFor(parent, rows(paper({ addedSide: 'council', addedBy: 'priya' })), { replaces: 'p1' }),
    ).toHaveProperty('refused');
  });
  test('ASK7: what was replaced meanwhile, and what is on no row, is refused', () => {
    expect(placeFor(officer, rows(paper({ evidenceItemId: 'p2' })), { replaces: 'p1' })).toHaveProperty('refused');
    expect(placeFor(officer, rows(null), { checkRowId: 'another' })).toHaveProperty('refused');
  });
  test('EV13: a paper that cannot be opened holds no place', () => {
    expect(placeFor(officer, rows(paper({ state: 'refused' })), { checkRowId: 'r' })).toMatchObject({
      ...{ checkRowId: 'r', replaces: null },
    });
  });
});
