import { describe, expect, test } from 'vitest';
import type { Adult } from '#domain/cases/adults.ts';
import { daysOfSilence, nextWordOn, suggestedNext, whyNotTold, type FamilyToTell } from './due.ts';
import { faultsInUpdate, signedAs, updateFor, updateTemplate } from './update.ts';

const TODAY = '2026-11-23';
const adult: Adult = {
  ...{ adultId: 'a', personId: 'dana', fullName: 'Dana Rowe', relation: 'her mother', responsibility: 'held' },
  ...{ checkedHow: 'Birth certificate', checkedOn: '2026-09-01', checkedByName: 'Priya Shah', holdsUntil: null },
  ...{
    restriction: 'none',
    restrictionWords: '',
    address: '',
    addressHidden: false,
    schoolHidden: false,
    endedAt: null,
  },
};
const dana = (given: Partial<FamilyToTell> = {}): FamilyToTell => ({
  ...{ caseFileId: 'maya', reference: 'MC-1', child: 'Maya', lastName: 'Rowe', waitsFor: '', phone: '0300' },
  ...{ covers: null, personId: 'dana', name: 'Dana', role: 'parent', reach: 'email', noNews: 'fortnightly' },
  ...{ since: new Date('2026-09-01T10:00:00Z'), heardAt: new Date('2026-11-10T10:00:00Z'), updatedAt: null },
  ...{ lastReason: '', promisedOn: null, owedOn: null, adult },
  ...given,
});

describe('when the next word is due', () => {
  test.each([
    ['weekly', '2026-11-17'],
    ['fortnightly', '2026-11-24'],
    ['three_weekly', '2026-12-01'],
    ['only_changes', null],
    [null, '2026-11-24'],
  ] as const)('UPD2: who hears %s last heard on 10 November, and hears again by %s', (noNews, on) =>
    expect(nextWordOn(dana({ noNews }))).toBe(on),
  );
  test('UPD2: a day the council does not work is due on the one before; the clocks going back move nothing', () => {
    expect(nextWordOn(dana({ heardAt: new Date('2026-11-08T10:00:00Z') }))).toBe('2026-11-20');
    expect(nextWordOn(dana({ noNews: 'weekly', heardAt: new Date('2026-10-23T23:30:00Z') }))).toBe('2026-10-30');
    expect(nextWordOn(dana({ heardAt: new Date('2026-12-11T10:00:00Z') }))).toBe('2026-12-24');
  });
  test('UPD3: a day that was promised comes first when it is sooner, also to who wants no news', () => {
    expect(nextWordOn(dana({ promisedOn: '2026-11-12' }))).toBe('2026-11-12');
    expect(nextWordOn(dana({ noNews: 'only_changes', promisedOn: '2026-11-30' }))).toBe('2026-11-30');
    expect(nextWordOn(dana({ noNews: 'weekly', promisedOn: '2026-11-30' }))).toBe('2026-11-17');
  });
  test('UPD3: silence is counted from the last word of a person, or from the day somebody came', () => {
    expect(daysOfSilence(dana(), TODAY)).toBe(13);
    expect(daysOfSilence(dana({ heardAt: null }), TODAY)).toBe(83);
  });
  test('UPD1: the next day offered is one the council works', () => {
    expect(suggestedNext('weekly', TODAY)).toBe('2026-11-30');
    expect(suggestedNext('fortnightly', '2026-12-11')).toBe('2026-12-24');
    expect(suggestedNext('only_changes', TODAY)).toBe('2026-12-14');
  });
});

describe('who is not told with the others', () => {
  const why = (given: Partial<FamilyToTell>) => whyNotTold(dana(given), TODAY);
  test('UPD5: whoever nobody has checked, or nothing may go to, or who must be asked about first', () => {
    expect(why({})).toBeNull();
    expect(why({ adult: null })).toContain('Nobody has checked');
    expect(why({ adult: { ...adult, restriction: 'send_nothing', restrictionWords: 'A court order.' } })).toContain(
      'A court order.',
    );
    expect(why({ adult: { ...adult, responsibility: 'not_held' } })).toContain('parental responsibility');
    expect(why({ adult: { ...adult, restriction: 'ask_first', restrictionWords: 'Ask Jon.' } })).toContain('Ask Jon.');
    expect(why({ role: 'young_person', adult: null })).toBeNull();
  });
  test('UPD5: who wants none, unless one was promised and is due; and who had one today', () => {
    expect(why({ noNews: 'only_changes' })).toContain('only when something happens');
    expect(why({ noNews: 'only_changes', promisedOn: '2026-11-24' })).toContain('only when something happens');
    expect(why({ noNews: 'only_changes', promisedOn: TODAY })).toBeNull();
    expect(why({ updatedAt: new Date('2026-11-23T09:00:00Z') })).toContain('today');
  });
});

describe('the words', () => {
  const update = { words: updateTemplate, waitsFor: 'the school has not written', nextOn: '2026-12-07' };
  test('UPD1: name the person, why it waits and the day they hear again', () => {
    expect(updateFor(dana(), update, signedAs('Sunil Rao', 'Priya Shah'))).toBe(
      'Hello Dana. Nothing has changed for Maya since we last wrote. Why it waits: the school has not written. I will write again by Monday 7 December 2026, even if nothing has changed. You can ring us on 0300. Sunil Rao, for Priya Shah',
    );
    expect(updateFor(dana({ role: 'young_person' }), update, 'Priya Shah')).toContain('changed for you since');
  });
  test('UPD1: the reason and a next day on which the council works are asked for', () => {
    expect(faultsInUpdate(update, TODAY)).toEqual({});
    expect(Object.keys(faultsInUpdate({ words: '', waitsFor: '', nextOn: '' }, TODAY))).toEqual([
      ...['words', 'waitsFor', 'nextOn'],
    ]);
    expect(faultsInUpdate({ ...update, words: 'Hi {nane}' }, TODAY).words).toContain('{nane}');
    for (const nextOn of [TODAY, '2026-12-05', '2026-12-25', '2049-01-04', '2026-02-30'])
      expect(faultsInUpdate({ ...update, nextOn }, TODAY)).toHaveProperty('nextOn');
  });
});
