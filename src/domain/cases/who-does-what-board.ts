import type { EasyLine } from './route-easy-line.ts';

/** One question a family has about the Board, answered a short sentence at a time. */
export interface BoardPart {
  title: string;
  lines: readonly EasyLine[];
}

/** What this council has entered of itself, as far as it is known. */
export interface CouncilFacts {
  phone: string;
  adviceService: string | null;
}

/** WHR6: the Board's terms of reference in easy read. Who sits and what they decide is the Board's own to say. */
export function aboutBoard(
  whoSits: readonly EasyLine[],
  whatTheyDecide: readonly EasyLine[],
  council: CouncilFacts | null,
): BoardPart[] {
  return [
    {
      title: 'What the Board is',
      lines: [
        ['board', 'The Board is a group of people.'],
        ['papers', 'They read papers and decide what the council will do.'],
      ],
    },
    {
      title: 'Who sits on it',
      lines: [...whoSits, ['question', 'You can ask who they are. You get their names.']],
    },
    {
      title: 'What they read',
      lines: [
        ['papers', 'They read all the papers in the pack.'],
        ['look', 'You get the same pack, with the same page numbers.'],
        ['write', 'They read your own page, every word.'],
        ['you', 'The child’s own words are on the first page.'],
      ],
    },
    {
      title: 'What they decide',
      lines: [...whatTheyDecide, ['letter', 'They must say why, and which pages they used.']],
    },
    {
      title: 'What they cannot do',
      lines: [
        ['no', 'They cannot say no without a reason.'],
        ['no', 'They cannot make the dates of the law later.'],
        ['no', 'They cannot take away your right to disagree.'],
        ['no', 'They cannot stop you asking a judge.'],
      ],
    },
    ...sendAndHear(council),
  ];
}

const sendAndHear = (council: CouncilFacts | null): BoardPart[] => [
  {
    title: 'How to send something',
    lines: [
      ['papers', 'Open the case here and choose “Have we got everything?”.'],
      ['write', 'Or write your own page. Choose “The shared page”.'],
      ['phone', council ? `Or ring the council: ${council.phone}.` : 'Or ring the council.'],
      ['letter', 'You can also post a paper.'],
    ],
  },
  {
    title: 'When you hear',
    lines: [
      ['time', 'You do not have to go to the Board.'],
      ['phone', 'After the Board a person tells you first.'],
      ['letter', 'Then you get a letter. It says what you can do next.'],
    ],
  },
  {
    title: 'Who helps you',
    lines: [
      ['phone', 'Your case officer answers questions. They do not decide.'],
      [
        'help',
        council?.adviceService
          ? `This service is free and fair: ${council.adviceService}.`
          : 'SENDIASS gives free and fair advice.',
      ],
    ],
  },
];
