import { describe, expect, test } from 'vitest';
import { faultsInAdult, preflight, type Adult } from './adults.ts';

const dana: Adult = {
  ...{ adultId: 'a', personId: null, fullName: 'Dana Rowe', relation: 'her mother', responsibility: 'held' },
  ...{ checkedHow: 'Birth certificate', checkedOn: '2026-03-02', checkedByName: 'Priya Shah', holdsUntil: null },
  ...{ restriction: 'none', restrictionWords: '', address: '', addressHidden: true, schoolHidden: true, endedAt: null },
};
const answer = (over: Partial<Adult>) => preflight({ ...dana, ...over }, '2026-05-01');

describe('before anything goes to an adult', () => {
  test('J04 GUARD9: who they are, what was checked, how, by whom and when stand beside their name', () => {
    expect(answer({})).toEqual({
      may: true,
      askFirst: null,
      facts: {
        name: 'Dana Rowe',
        relation: 'her mother',
        responsibility: 'Has parental responsibility',
        checked: 'Birth certificate, by Priya Shah, 2 March 2026',
        until: '',
        restriction: '',
      },
    });
    expect(answer({ responsibility: 'care_of_child' })).toMatchObject({ may: true });
  });
  test.each([
    [{ responsibility: 'not_checked' }, 'Nobody has checked'],
    [{ checkedOn: null }, 'Nobody has checked'],
    [{ checkedByName: null }, 'Nobody has checked'],
    [{ checkedHow: '' }, 'Nobody has checked'],
    [{ responsibility: 'not_held' }, 'does not have parental responsibility'],
    [{ holdsUntil: '2026-04-30' }, 'held until 30 April 2026. Check it again.'],
    [
      { restriction: 'send_nothing', restrictionWords: 'Court order of 4 May.' },
      'Nothing may be sent to Dana Rowe: Court order',
    ],
    [{ endedAt: new Date() }, 'no longer one of the grown-ups'],
  ] as [Partial<Adult>, string][])('J04 GUARD9: %o is a no, in a sentence', (over, because) => {
    expect(answer(over)).toEqual({ may: false, because: expect.stringContaining(because) });
  });
  test('J04 GUARD9: what was checked holds to the end of its last day, and not a day longer', () => {
    expect(answer({ holdsUntil: '2026-05-01' })).toMatchObject({ may: true, facts: { until: '1 May 2026' } });
  });
  test('GUARD9: where a restriction says to ask first, its words come with the answer', () => {
    expect(answer({ restriction: 'ask_first', restrictionWords: 'Ask Sam, the social worker.' })).toMatchObject({
      may: true,
      askFirst: 'Ask Sam, the social worker.',
    });
  });
});

describe('writing down what was checked', () => {
  const faults = (over: Partial<Adult>) => Object.keys(faultsInAdult({ ...dana, ...over }, '2026-05-01'));
  test('GUARD8: what was seen and when is part of it, and a restriction has its words', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ fullName: '', relation: '', checkedHow: '', checkedOn: null })).toEqual([
      'fullName',
      'relation',
      'checkedHow',
      'checkedOn',
    ]);
    expect(faults({ checkedOn: '2026-05-02' })).toEqual(['checkedOn']);
    expect(faults({ holdsUntil: '2026-02-30' })).toEqual(['holdsUntil']);
    expect(faults({ restriction: 'send_nothing' })).toEqual(['restrictionWords']);
  });
  test('GUARD8: somebody may be written down before they are checked; nothing goes to them yet', () => {
    expect(faults({ responsibility: 'not_checked', checkedHow: '', checkedOn: null })).toEqual([]);
  });
});
