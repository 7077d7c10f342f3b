import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  mayAgree,
  mayChange,
  mayReopen,
  mayWithdraw,
  stateAfter,
  transitions,
  type PointAct,
  type PointState,
  type Proposal,
} from './point.ts';

const states = Object.keys(transitions) as PointState[];
const acts: PointAct[] = ['propose', 'withdraw', 'agree', 'not_agreed', 'come_back_to', 'reopen'];
const councilWords: Proposal = { proposalId: 'p1', side: 'council', sha256: 'aa', fate: 'standing' };

describe('a point', () => {
  test('SP1: the whole life of a point, every state and every act', () => {
    const table = states.map((state) => [state, ...acts.map((act) => stateAfter(state, act, false) ?? '-')]);
    expect(table).toEqual([
      ['draft', 'proposed', '-', '-', 'not_agreed', 'come_back_to', '-'],
      ['proposed', 'proposed', 'draft', 'agreed', 'not_agreed', 'come_back_to', '-'],
      ['not_agreed', 'proposed', 'not_agreed', 'agreed', 'not_agreed', 'come_back_to', '-'],
      ['come_back_to', 'proposed', 'come_back_to', 'agreed', 'not_agreed', 'come_back_to', '-'],
      ['agreed', '-', '-', '-', '-', '-', 'draft'],
    ]);
  });
  test('SP1: taking words back leaves the point put forward while the other side’s words stand', () => {
    expect(stateAfter('proposed', 'withdraw', true)).toBe('proposed');
    expect(stateAfter('not_agreed', 'withdraw', true)).toBe('not_agreed');
  });
  test('SP1: whatever is done, an agreed point changes only by being opened again', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...acts.filter((act) => act !== 'reopen'))), fc.boolean(), (done, stands) =>
        done.every((act) => stateAfter('agreed', act, stands) === null),
      ),
    );
  });
  test('SP2: nobody agrees to their own side’s words, or for a side they are not on', () => {
    expect(mayAgree('council', councilWords, 'aa')).toBe('own-proposal');
    expect(mayAgree('neutral', councilWords, 'aa')).toBe('no-side');
    expect(mayAgree('family', councilWords, 'aa')).toBeNull();
  });
  test('SP3: agreeing names the words; other, replaced or withdrawn words are refused', () => {
    expect(mayAgree('family', councilWords, 'bb')).toBe('different-words');
    expect(mayAgree('family', { ...councilWords, fate: 'replaced' }, 'aa')).toBe('replaced');
    expect(mayAgree('family', { ...councilWords, fate: 'withdrawn' }, 'aa')).toBe('withdrawn');
  });
  test('SP4: each side takes back its own words and nobody else’s', () => {
    expect([
      mayWithdraw('council', councilWords),
      mayWithdraw('family', councilWords),
      mayWithdraw('neutral', councilWords),
    ]).toEqual([null, 'not-yours', 'not-yours']);
    expect(mayWithdraw('council', { ...councilWords, fate: 'withdrawn' })).toBe('withdrawn');
  });
  test('SP5: opening an agreed point again needs a reason', () => {
    expect([mayReopen('family', '  '), mayReopen('family', 'The report came late'), mayReopen('neutral', 'x')]).toEqual(
      ['reason-needed', null, 'no-side'],
    );
  });
  test('SP6: a form shown an older version is told so', () => {
    expect([mayChange(4, 4), mayChange(5, 4)]).toEqual([null, 'stale']);
  });
});
