import type { Recipe } from './recipe.ts';

export type BoardTab = 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G';

/** What the Board will see. Its tabs are the sections of the frozen numbering, so they never change under a pack. */
export const boardRecipe: Recipe<BoardTab, 'case'> = {
  name: 'board',
  title: 'What the Board will see',
  classes: ['case'],
  first: ['child', 'summary'],
  tabs: [
    {
      ...{ letter: 'A', title: 'The child and the family', holds: ['child', 'summary', 'family'] },
      about: 'What the child, and the people they live with, said and wrote.',
    },
    {
      ...{ letter: 'B', title: 'The request', holds: ['request'] },
      about: 'What was asked for, and by whom.',
    },
    {
      ...{ letter: 'C', title: 'Advice' },
      holds: [
        ...(['education', 'medical', 'psychological', 'social_care'] as const),
        ...(['council_other', 'adulthood', 'family_request', 'other'] as const),
      ],
      about: 'Reports by people who know the child or were asked to look.',
    },
    {
      ...{ letter: 'D', title: 'The family’s own papers', holds: ['family_own'] },
      about: 'Papers the family brought because they want them to be read.',
    },
    {
      ...{ letter: 'E', title: 'The plan and drafts of it', holds: ['plan'] },
      about: 'The plan as it is, and what it may become.',
    },
    {
      ...{ letter: 'F', title: 'Letters with decisions', holds: ['letter'] },
      about: 'What was decided before, as it was written to the family.',
    },
    {
      ...{ letter: 'G', title: 'What is agreed, and what is not yet', holds: ['point'] },
      about: 'Each point with the words of both sides.',
    },
  ],
  sort: ['writtenOn', 'evidenceItemId'],
  numberLine: 'Page {page} of {pages}',
  ownLine: 'Page {page}',
  moreLine: ', continued',
  lateLine: 'Late paper {cite}, page {page} of {pages}',
  howNumbersWork:
    'One number runs through the whole pack and stands at the top of each page. C41 is page 41, in part C. Covers and lists are not counted: they have small numbers, like “Page iv”. A paper that came after the freeze has a letter behind its number, like C41A. It stands at the end, and moves nothing.',
  lateTab: {
    title: 'Papers that came after the freeze',
    about: 'They were not here when the pack was frozen. No other page has moved.',
  },
};
