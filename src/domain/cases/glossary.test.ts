import { describe, expect, test } from 'vitest';
import { about } from './about.ts';
import { aToZ, glossary, wordsIn, type Word, type WordId } from './glossary.ts';
import { afterText } from './route-after.ts';
import { easyRoute } from './route-easy.ts';
import { routeText } from './route-text.ts';
import { ways } from './route-ways.ts';
import { aboutBoard } from './who-does-what-board.ts';
import { everybody, whatTheyDo } from './who-does-what.ts';

const words = Object.entries(glossary) as [WordId, Word][];

describe('hard words', () => {
  test('WHR9: a text gives its hard words in the order they come, whichever way they are written, each once', () => {
    const found = wordsIn('An educational psychologist writes. The EP and the SENCO talk of Section F.');
    expect(found.map(({ href }) => href)).toEqual(['/words#ep', '/words#senco', '/words#section_f']);
  });

  test('WHR9: what was explained before is not explained again', () => {
    const seen = new Set<WordId>(['ep']);
    expect(wordsIn('The EP and the SENCO.', seen).map(({ term }) => term)).toEqual(['SENCO']);
    expect(wordsIn('The SENCO again.', seen)).toEqual([]);
  });

  test('WHR9: part of a word, or the same letters in small, is not the word', () => {
    expect(wordsIn('Keep to step two. Not everybody. In disorder, separately.')).toEqual([]);
    expect(wordsIn('Mediation certificates').map(({ term }) => term)).toContain('mediation certificate');
  });

  test('WHR9: no two words are written the same, and the page has each under its letter', () => {
    const written = words.flatMap(([, { term, also = [] }]) => [term, ...also].map((each) => each.toLowerCase()));
    expect(written.filter((each, at) => written.indexOf(each) !== at)).toEqual([]);
    expect(aToZ().flatMap(({ words: of }) => of).length).toBe(words.length);
    expect(glossary.ep.plain).toContain('educational psychologist');
  });

  test('WHR9: a word the law calls something else says where the law says it', () => {
    const unsourced = words.filter(([id, { legal, source }]) => legal && !source && !['icb'].includes(id));
    expect(unsourced.map(([id]) => id)).toEqual([]);
  });
});

const sentencesOf = (text: string): string[] => text.split(/(?<=[.?!:])\s+/).filter(Boolean);
const wordCount = (sentence: string): number => sentence.split(/\s+/).length;
const longerThan = (most: number, texts: readonly string[]): string[] =>
  texts.flatMap(sentencesOf).filter((sentence) => wordCount(sentence) > most);

describe('plain words', () => {
  test.each([about('Maya', false), about('Kit', true)])(
    'WHR10: no sentence of the route has more than twenty words',
    (whom) => {
      const steps = [...Object.values(routeText(whom)), ...Object.values(afterText(whom))];
      const texts = steps.flatMap(({ title, words: said, who, ifNo }) => [
        title,
        said,
        who,
        ifNo?.title ?? '',
        ifNo?.words ?? '',
      ]);
      expect(longerThan(20, [...texts, ...Object.values(ways).map(({ words: said }) => said)])).toEqual([]);
    },
  );

  test('WHR10: nor of the words, nor of who does what', () => {
    const people = everybody.flatMap(({ people: here }) =>
      here.flatMap(({ does, doesNot = '', comesIn }) => [does, doesNot, comesIn]),
    );
    expect(longerThan(20, [...words.map(([, { plain }]) => plain), ...people, ...Object.values(whatTheyDo)])).toEqual(
      [],
    );
  });

  test('WHR6 WHR10: in easy read a line is one sentence of twelve words at most, but for a date', () => {
    const facts = { stage: 'board', requestReceivedOn: '2025-11-10', boardOn: null, due: [], hasPlan: false } as const;
    const { toPlan, after } = easyRoute(facts, about('Maya', false));
    const lines = [...toPlan, ...after].flatMap(({ lines: own, ifNo }) => [...own, ...(ifNo ?? [])]);
    const board = aboutBoard([], [], null).flatMap(({ lines: own }) => own);
    const said = [...lines, ...board].map(([, each]) => each);
    expect(longerThan(12, said)).toEqual([]);
    expect(said.length).toBeGreaterThan(50);
  });
});
