import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readingHint } from './reading.ts';
import { shippedTerms } from './shipped-terms.ts';
import { hintsIn, type Term } from './wording.ts';

const saysOf = (words: string, terms: readonly Term[] = shippedTerms) => hintsIn(words, terms).map(({ says }) => says);

describe('words staff are asked about', () => {
  test('WRD1: a word is found as it stands, with why and what to write instead', () => {
    expect(saysOf('I rang Mum again. She claims that nobody rang.')).toEqual([
      '“Mum” is not what somebody chose to be called. Use the name they gave.',
      '“claims that” can read as blame. Write “said”.',
    ]);
  });

  test('DEC4: words of the office and the law are named with what to write instead, and everyday ones are not', () => {
    expect(saysOf('The provision was discussed at panel under s.36(8), as the child needs more.')).toEqual([
      '“provision” is hard to read. Write “help”.',
      '“panel” is hard to read. Write “the Board”.',
      '“s.36” is hard to read. Say the rule in everyday words; the law goes in the letter.',
      '“the child” is not what somebody chose to be called. Use the name they gave.',
    ]);
    expect(saysOf('Maya cannot hear in a noisy hall.')).toEqual([]);
  });

  test('WRD1: whole words only, whatever apostrophe or case', () => {
    expect(saysOf('The maximum is on Mr Dadswell’s form; addad.')).toEqual([]);
    expect(saysOf('MUM’s view')).toHaveLength(1);
  });

  test('WRD1: a term inside a longer one is said once', () => {
    const terms: Term[] = [
      { term: 'difficult', fault: 'labels', instead: '' },
      { term: 'difficult parent', fault: 'labels', instead: '' },
    ];
    expect(hintsIn('A difficult parent.', terms).map(({ found }) => found)).toEqual(['difficult parent']);
  });

  test('WRD1: any words whatever are read, and what is named stands in them', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (words) => {
        for (const { found } of hintsIn(`${words} dad ${words}`, shippedTerms))
          expect(`${words} dad ${words}`).toContain(found);
      }),
    );
  });

  test('WRD2: the list every council starts from is in small letters and says each term once', () => {
    const terms = shippedTerms.map(({ term }) => term);
    expect(terms.filter((term) => term !== term.toLowerCase())).toEqual([]);
    expect(new Set(terms).size).toBe(terms.length);
  });

  test('WRD3: advice about a long sentence and about long words, and never a number of how good it is', () => {
    const long = `${'we are waiting for the report and '.repeat(6)}then we ring you.`;
    expect(readingHint(long)).toContain('Two short ones are easier to read');
    const hard =
      'Multidisciplinary consideration regarding educational provision necessitates comprehensive documentation. Subsequent determination follows organisational prioritisation methodology. Representations concerning accessibility remain admissible.';
    expect(readingHint(`${hard} ${hard}`)).toContain('Say it as you would on the phone');
    expect(
      readingHint(
        'Hi Dana. Nothing has changed this week. We are still waiting for the report. I will write again on Friday, either way. Ring me if you want to talk it over.',
      ),
    ).toBeNull();
    expect(readingHint('Short.')).toBeNull();
  });
});

const routes = new URL('../../../routes/', import.meta.url);
/** Every page on which staff write to a family. */
const written = [
  'cases/[caseFile]/Steering.svelte',
  'cases/[caseFile]/promises/KeepForm.svelte',
  'cases/[caseFile]/messages/WriteCouncil.svelte',
  'cases/[caseFile]/messages/WhenAndPromised.svelte',
  'cases/[caseFile]/hand-over/+page.svelte',
  'my-day/updates/Write.svelte',
  'team/holding-replies/OneStage.svelte',
  'team/people/[member]/HandOver.svelte',
];

test.each(written)('WRD4: %s says beside the box that the family can read it, and asks about its words', (path) => {
  expect(readFileSync(new URL(path, routes), 'utf8')).toMatch(/<WordsHelp of=/);
});
