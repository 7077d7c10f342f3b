import { describe, expect, test } from 'vitest';
import { anEntry, shippedCases } from '../../../../tests/support/library.ts';
import { manyCases } from '../../../../tests/support/many-cases.ts';
import { shippedFile, shippedVocabulary } from '../shipped.ts';
import { planImport, readLibraryFile, MOST_ENTRIES, type ReadFile } from './import.ts';

const tags = (of: keyof typeof shippedVocabulary) => new Set(shippedVocabulary[of].map(({ tag }) => tag));
const allowed = { grounds: tags('grounds'), issues: tags('issues') };
const TODAY = '2026-11-23';

const readText = (text: string) => readLibraryFile(text, allowed, TODAY);
function read(...entries: unknown[]): ReadFile {
  const answer = readText(JSON.stringify(entries));
  if ('not' in answer) throw new Error(answer.not);
  return answer;
}
const said = (...entries: unknown[]) =>
  read(...entries).errors.map(({ index, field, why }) => `${index} ${field}: ${why}`);

describe('a file', () => {
  test('LIB3: the one this comes with is right in all 97 entries', () => {
    const answer = readText(shippedFile());
    expect(answer).toMatchObject({ errors: [] });
    expect('entries' in answer && answer.entries).toHaveLength(97);
  });

  test.each([
    ['words', 'nonsense', 'is not JSON'],
    ['an object', '{"cases":[]}', 'is not a list'],
    ['an empty list', '[]', 'There are no decided cases'],
    ['too long a list', `[${'1,'.repeat(MOST_ENTRIES)}1]`, 'Send it in parts'],
    ['a nest', '['.repeat(100_000), 'is not JSON'],
  ])('LIB3: %s is not a file of decided cases', (_, text, why) => {
    expect(readText(text)).toEqual({ not: expect.stringContaining(why) });
  });

  test('LIB3: one with as many as a file may have is read whole', () => {
    const answer = readText(JSON.stringify(manyCases(MOST_ENTRIES)));
    expect(answer).toMatchObject({ errors: [] });
    expect('entries' in answer && answer.entries).toHaveLength(MOST_ENTRIES);
  });

  test('LIB3: a mark at the start that some editors put there is no part of it', () => {
    expect(readText(`\uFEFF${JSON.stringify([anEntry()])}`)).toMatchObject({ errors: [] });
  });
});

describe('an entry', () => {
  test.each([
    ['id', { id: 'East Sussex' }, 'small letters'],
    ['grounds', { grounds: ['contents-Z'] }, '“contents-Z” is not a tag'],
    ['issues', { issues: [] }, 'at least one tag'],
    ['issues', { issues: ['costs', 'costs'] }, 'there twice'],
    ['citation', { citation: 'a case I remember' }, 'not in the form of a citation'],
    ['date', { date: '2026-02-30' }, 'YYYY-MM-DD'],
    ['date', { date: '2021-5-4' }, 'YYYY-MM-DD'],
    ['date', { date: '2026-11-24' }, 'has not come'],
    ['date', { date: '2018-05-04' }, 'a number of 2021'],
    ['date', { citation: '[1998] ELR 4', date: '1999' }, 'printed in 1998'],
    ['url', { url: 'javascript:alert(1)' }, 'web address'],
    ['url', { url: 'data:text/html,x' }, 'web address'],
    ['url', { url: 'https://user@example.org/' }, 'web address'],
    ['outcome', { outcome: 'upheld' }, 'one of: allowed'],
    ['favours', { favours: 'the council' }, 'one of: family'],
    ['verified', { verified: 'yes' }, 'true or false'],
    ['principle', { principle: ' ' }, 'empty'],
    ['principle', { principle: 'x'.repeat(1501) }, 'longer than 1500'],
    ['name', { name: 'A\u0000B' }, 'nobody can read'],
    ['source', { source: undefined }, 'missing'],
  ])('LIB3: a wrong %s is refused with a reason', (field, given, why) => {
    expect(said(anEntry(), { ...anEntry({ id: 'second', citation: '[2021] UKUT 5' }), ...given })).toEqual([
      expect.stringMatching(new RegExp(`^2 ${field}: .*${why}`)),
    ]);
  });

  test('LIB3: something else in the list is refused by its place', () => {
    expect(said(null, 7, [])).toHaveLength(3);
    expect(said('hello')).toEqual(['1 entry: This is not a decided case']);
  });

  test('LIB3: one case has one entry: the same name or citation a second time is refused', () => {
    expect(said(anEntry(), anEntry({ citation: '[2021] UKUT 5' }))).toEqual([
      '2 id: Entry 1 of this file has the same id',
    ]);
    expect(said(anEntry(), anEntry({ id: 'other', citation: '2021 ukut 999 aac' }))).toEqual([
      '2 citation: Entry 1 of this file has the same citation',
    ]);
  });
});

describe('what a file would do', () => {
  const held = (checkedBy: string | null) => new Map([[anEntry().id, { entry: anEntry(), checkedBy }]]);
  const counts = ({ fresh, same, changed, kept, errors }: ReturnType<typeof planImport>) =>
    [fresh, same, changed, kept, errors].map(({ length }) => length);

  test('LIB4: new, the same, changed', () => {
    expect(counts(planImport(read(anEntry()), new Map()))).toEqual([1, 0, 0, 0, 0]);
    expect(counts(planImport(read(anEntry()), held(null)))).toEqual([0, 1, 0, 0, 0]);
    expect(counts(planImport(read(anEntry({ court: 'UKUT' })), held(null)))).toEqual([0, 0, 1, 0, 0]);
  });

  test('LIB5: what was checked here stays, whatever the file says', () => {
    expect(counts(planImport(read(anEntry({ court: 'UKUT' })), held('Tess Bell')))).toEqual([0, 0, 0, 1, 0]);
    expect(counts(planImport(read(anEntry()), held('Tess Bell')))).toEqual([0, 1, 0, 0, 0]);
  });

  test('LIB3: a citation that stands here under another name is refused, by its place in the file', () => {
    const file = read('hello', anEntry({ id: 'another-name' }));
    expect(planImport(file, held(null)).errors.at(-1)).toMatchObject({ index: 2, field: 'citation' });
  });

  test('LIB4: the fields of an entry may come in any order', () => {
    const turned = Object.fromEntries(Object.entries(anEntry()).toReversed());
    expect(counts(planImport(read(turned), held(null)))).toEqual([0, 1, 0, 0, 0]);
    expect(shippedCases()).toHaveLength(97);
  });
});
