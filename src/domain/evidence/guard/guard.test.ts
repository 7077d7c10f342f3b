import { describe, expect, test } from 'vitest';
import { folded } from './folded.ts';
import { candidatesIn } from './guard.ts';
import { isNhsNumber, isUpn } from '#domain/cases/pupil-numbers.ts';
import { heldFor, matchOf, namesThisChild, type Child, type OtherChild } from './whose.ts';
import { datesIn } from './written-dates.ts';

const maya: Child = { firstName: 'Maya', lastName: 'Rowe', bornOn: '2016-05-03', upn: null, nhsNumber: null };
const other = (over: Partial<OtherChild>): OtherChild => ({
  ...{ caseFileId: 'o', firstName: 'Tom', lastName: 'Hale', bornOn: '2015-01-09', upn: null, nhsNumber: null },
  ...over,
});

/** What the guard makes of a paper with these pages, on Maya's case, when the council also has these children. */
function judge(pages: string[], others: OtherChild[] = [], child = maya) {
  const candidates = candidatesIn(pages.map((words) => ({ words })));
  const foldedPages = pages.map(folded);
  const matches = others.flatMap((one) => matchOf(one, child, candidates, foldedPages) ?? []);
  const held = heldFor(namesThisChild(child, candidates, foldedPages), matches.length, 0, foldedPages);
  return { held, found: matches.flatMap(({ found }) => found) };
}

describe('dates as people write them', () => {
  test.each([
    '3 May 2016',
    '3rd of May, 2016',
    '03/05/2016',
    '3.5.16',
    '3-5-2016',
    '2016-05-03',
    'May 3rd 2016',
    'May 3, 2016',
    '3 MAY 16',
    '03 / 05 / 2016',
  ])('GUARD1: %s', (written) => expect(datesIn(`DOB: ${written}.`)).toEqual(['2016-05-03']));
  test('GUARD1: what is no day is none, and a long number is no date', () => {
    expect(datesIn('31/02/2016 and 12/13/2016 and 103/05/20161 and 3 Mayhem')).toEqual([]);
  });
});

describe('numbers of pupils and patients', () => {
  test('GUARD1: a pupil number is a letter that its digits give, and twelve digits', () => {
    expect(isUpn('P820432101001')).toBe(true);
    expect(isUpn('p 8204 3210 1001')).toBe(true);
    expect(isUpn('A820432101001')).toBe(false);
    expect(isUpn('P82043210100')).toBe(false);
  });
  test('GUARD1: an NHS number is ten digits whose last one the others give', () => {
    expect(isNhsNumber('943 476 5919')).toBe(true);
    expect(isNhsNumber('943-476-5918')).toBe(false);
    expect(isNhsNumber('01234 567890')).toBe(false);
  });
  test('GUARD1: neither is found inside a longer number', () => {
    const { upns, nhs } = candidatesIn([
      { words: 'Ring 9434765919 22 or P8204321010017. NHS 943 476 5919, UPN P820432101001' },
    ]);
    expect([[...upns], [...nhs]]).toEqual([[['P820432101001', [1]]], [['9434765919', [1]]]]);
  });
});

describe('whether it names this child', () => {
  test.each([
    'A report on Maya Rowe.',
    'ROWE, Maya',
    'Rowe,  Maya (Year 4)',
    'maya rowe',
    'Maya Louise Rowe',
    'Forename: Maya  Surname: Rowe',
    'Maya, born 3.5.16, came in',
    'The Rowe girl, DOB 03/05/2016',
    'Maya cannot eat there. Yours, Dana Rowe',
  ])('GUARD2: %s', (words) => expect(judge([words]).held).toBeNull());

  test('GUARD2: accents, apostrophes and hyphens do not part a child from their name', () => {
    const zoe: Child = { ...maya, firstName: 'Zoë-Jane', lastName: 'O’Neill-Łuczak' };
    for (const words of ['Zoe Jane ONeill Luczak', "O'Neill-Łuczak, Zoë-Jane", 'ZOË-JANE O’NEILL-ŁUCZAK'])
      expect(judge([words], [], zoe).held).toBeNull();
    expect(candidatesIn([{ words: "O'Neill-Łuczak, Zoë-Jane" }]).names.has('zoe jane oneill luczak')).toBe(true);
  });
  test('I17 GUARD2: words that do not name this child wait for an officer; a first name alone is not enough', () => {
    expect(judge(['A report on a child.']).held).toBe('no_match');
    expect(judge(['Maya likes trains.', 'Yours, D. Rowe']).held).toBe('no_match');
    expect(judge(['Mayan Rowena']).held).toBe('no_match');
  });
  test('GUARD2: a paper without a word passes: there is nothing to compare', () => {
    expect(judge(['', ' \n ']).held).toBeNull();
  });
});

describe('whether it names another child', () => {
  test('I17 GUARD3: another child’s full name holds it, on its page, even beside this child’s', () => {
    expect(judge(['Maya Rowe is in class 4.', 'Tom Hale sits beside Maya.'], [other({})])).toEqual({
      held: 'other_child',
      found: [{ what: 'name', page: 2 }],
    });
    expect(judge(['Class list: Hale, Tom; Rowe, Maya'], [other({})]).held).toBe('other_child');
    expect(judge(['Maya Rowe. Tom James Hale.'], [other({})]).held).toBe('other_child');
  });
  test('GUARD3: a first name, a last name or a birthday of another child does not', () => {
    for (const words of [
      'Maya Rowe and Tom',
      'Maya Rowe and Mrs Hale',
      'Maya Rowe met Tom. Hale is a farm',
      'Maya Rowe, 9 January 2015',
    ])
      expect(judge([words], [other({})]).held).toBeNull();
  });
  test('I17 GUARD3: a number does, and so does a birthday with the last name on that page', () => {
    const numbered = other({ upn: 'P820432101001', nhsNumber: '9434765919' });
    expect(judge(['Maya Rowe', 'UPN: P820432101001'], [numbered]).found).toEqual([{ what: 'upn', page: 2 }]);
    expect(judge(['Maya Rowe. NHS no 943 476 5919'], [numbered]).found).toEqual([{ what: 'nhs', page: 1 }]);
    expect(judge(['Maya Rowe', 'Surname HALE, DOB 9.1.15'], [other({})]).found).toEqual([{ what: 'born', page: 2 }]);
    expect(judge(['Maya Rowe, Hale farm', 'seen on 9.1.15'], [other({})]).held).toBeNull();
  });
  test('GUARD3: what a twin or a namesake shares with this child says nothing', () => {
    const twin = other({ firstName: 'Tom', lastName: 'Rowe', bornOn: maya.bornOn });
    expect(judge(['Maya Rowe, DOB 3 May 2016'], [twin]).held).toBeNull();
    expect(judge(['Maya Rowe and Tom Rowe, DOB 3 May 2016'], [twin]).found).toEqual([{ what: 'name', page: 1 }]);
    const namesake = other({ firstName: 'Maya', lastName: 'Rowe', bornOn: '2014-02-01' });
    expect(judge(['Maya Rowe, DOB 3 May 2016'], [namesake]).held).toBeNull();
    expect(judge(['Maya Rowe, DOB 1 Feb 2014'], [namesake]).held).toBe('other_child');
  });
});
