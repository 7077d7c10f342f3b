import { describe, expect, test } from 'vitest';
import { contentOf } from '../../../../tests/support/workshop.ts';
import { boardRecipe } from './board-recipe.ts';
import type { BookContent } from './content.ts';
import { planOf } from './plan-of.ts';
import { allows, type Recipe } from './recipe.ts';
import { roman } from './roman.ts';

const page = { words: '', lines: [], wordsFrom: 'none', widthPt: 1, heightPt: 1 } as const;
const paper = (title: string, pages: number) => ({
  ...{ title, mediaType: 'application/pdf' as const, path: '' },
  pages: Array.from({ length: pages }, () => ({ ...page, lines: [] })),
});

describe('the plan of a book', () => {
  test('E07 BOOK1: only the classes a recipe lists can be handed in; anything else does not compile', () => {
    const content = contentOf([paper('Report', 2)]);
    const mediated: BookContent<'mediator'> = {
      ...content,
      late: [],
      entries: content.entries.map((entry) => ({ ...entry, class: 'mediator' })),
    };
    // @ts-expect-error what was said before the mediator cannot be made into a book for the Board
    planOf(boardRecipe, mediated);
    // @ts-expect-error nor can one page of it among others
    planOf(boardRecipe, { ...content, entries: [...content.entries, ...mediated.entries] });
    // @ts-expect-error and no recipe for the Board can list it
    const wider: Recipe<'A', 'case'> = { ...boardRecipe, tabs: [], classes: ['case', 'private:family'] };
    expect(wider.classes).toHaveLength(2);
    expect(allows(boardRecipe, 'case')).toBe(true);
    for (const other of ['joint', 'private:family', 'private:council', 'mediator', 'legal', 'safeguarding'] as const)
      expect(allows(boardRecipe, other)).toBe(false);
  });

  test('BOOK3: the child’s page first, then the family’s words to the letter, then the lists, then tabs with covers', () => {
    const summary = 'She  is eight.\nTwo spaces, and a line.';
    const plan = planOf(boardRecipe, contentOf([paper('Report', 2)], summary));
    expect(plan.parts.map(({ id }) => id)).toEqual([
      'child',
      'summary',
      'contents',
      'facts',
      'tab:C',
      'paper-0',
      'receipt',
    ]);
    expect(JSON.stringify(plan.parts[1])).toContain(JSON.stringify(summary));
  });

  test('BOOK2: numbered pages have the manifest’s numbers; ours have none and shift none', () => {
    const plan = planOf(boardRecipe, contentOf([paper('Report', 2), paper('Letter', 1)]));
    const sheets = plan.parts.map((part) =>
      part.kind === 'paper' ? part.sheets.map(({ line }) => line) : (part.sheet?.line ?? null),
    );
    expect(sheets).toEqual([
      ...['Page 1 of 5', 'Page 2 of 5', null, null, null],
      ...[['Page 3 of 5', 'Page 4 of 5'], ['Page 5 of 5'], null],
    ]);
    expect(plan.parts.flatMap((part) => (part.kind === 'paper' ? part.sheets.map(({ cite }) => cite) : []))).toEqual([
      'C3',
      'C4',
      'C5',
    ]);
  });

  test('BOOK4: the same content is the same plan', () => {
    const papers = [paper('Report', 2), paper('Letter', 1)];
    expect(planOf(boardRecipe, contentOf(papers))).toEqual(planOf(boardRecipe, contentOf(papers)));
  });

  test('BOOK2: small numbers', () => {
    expect([0, 1, 4, 9, 14, 40, 99, 118].map(roman)).toEqual(['', 'i', 'iv', 'ix', 'xiv', 'xl', 'xcix', 'cxviii']);
  });
});
