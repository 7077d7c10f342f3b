import type { Recipe } from '#domain/evidence/book/recipe.ts';
import { bundleParts, partKeys, type PartLetter } from './bundle-parts.ts';

/**
 * The book for a hearing. Its classes are the whole wall (BUN6): what was said in mediation, what lawyers advised and what
 * one side keeps to itself cannot be handed to it.
 */
export const bundleRecipe: Recipe<PartLetter, 'case'> = {
  name: 'bundle',
  title: 'The bundle for the hearing',
  classes: ['case'],
  first: [],
  tabs: partKeys.map((key) => ({ ...bundleParts[key], holds: [] })),
  sort: [],
  numberLine: 'Page {page} of {pages}',
  ownLine: 'Page {page}',
  moreLine: ', continued',
  lateLine: 'Late paper {cite}, page {page} of {pages}',
  howNumbersWork:
    'One number runs through the whole bundle and stands at the top of each page. D41 is page 41, in part D. Covers and lists are not counted: they have small numbers, like “Page iv”. A paper that came after the freeze has a letter behind its number, like D41A. It stands at the end, and moves nothing.',
  lateTab: {
    title: 'Papers that came after the freeze',
    about: 'They were not here when the bundle was frozen. No other page has moved.',
  },
};
