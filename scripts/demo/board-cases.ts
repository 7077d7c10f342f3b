import type { DecisionDraft } from '#domain/board/desk/deciding-draft.ts';
import type { Question } from '#domain/board/question.ts';
import type { TypedReason } from '#domain/board/desk/reasons.ts';
import type { OtherKey } from './council.ts';

/** One made-up case on today's Board. */
export interface BoardDemo {
  first: string;
  surname: string;
  family: OtherKey | null;
  question: Question;
  summary: string;
  school: string[];
  /** What the family said of the papers; null when nobody has asked them, and a senior manager wrote why it goes ahead. */
  familySays: { says: 'everything' | 'missing'; words: string } | null;
  decided: { reasons: TypedReason[]; draft: DecisionDraft } | null;
}

export const boardCases: BoardDemo[] = [
  {
    ...{ first: 'Ruby', surname: 'Hale', family: 'colin', question: 'issue' },
    summary:
      'Ruby is ten. She reads to her little brother every night and makes up the voices. At school she has stopped putting her hand up. She says her words arrive after everybody has gone on. Please do not let her go to a big school next year without somebody who knows this.',
    school: [
      'Ruby understands far more than she can say in the time a lesson gives. With a partner she explains; with thirty others she is silent.',
      'We have tried word mats, a small group and a mentor for four terms. Her reading went from 8 years 1 month to 8 years 3 months in that time.',
    ],
    familySays: { says: 'everything', words: '' },
    decided: {
      reasons: [
        {
          words: 'The school has tried three kinds of help for four terms, and Ruby’s reading moved on by two months.',
          restsOn: 'pages',
          cites: 'C3',
        },
        {
          words:
            'Going up to a big school next September is the moment when help that nobody has written down gets lost.',
          restsOn: 'judgement',
          cites: '',
        },
      ],
      draft: {
        outcome: 'issue',
        sentence: 'Ruby will have a plan that says what help she gets, here and at her next school.',
        thisWeek: 'Nothing changes at school this week. Ruby keeps her mentor and her small group.',
        nextStep: 'Priya writes the draft plan with Colin and sends it within four weeks.',
      },
    },
  },
  {
    ...{ first: 'Noor', surname: 'Aziz', family: 'farah', question: 'assess' },
    summary:
      'Noor is seven and very funny. She does not sleep, and by Thursday she cannot sit. The school is kind but it is always a different person. I asked because I do not know what else to do.',
    school: [
      'Noor settles well with the class teacher on Mondays and Tuesdays. From Wednesday, when two part-time teachers share the class, she leaves her seat most lessons.',
      'A quiet corner was set up in October. It has been there for three weeks, and Noor has asked for it on nine days.',
    ],
    familySays: { says: 'everything', words: '' },
    decided: {
      reasons: [
        {
          words:
            'The quiet corner has been there for three weeks and Noor uses it herself; the school wants to see a term of it.',
          restsOn: 'pages',
          cites: 'C3',
        },
        {
          words: 'Nobody has looked at Noor’s sleep yet, and Farah says it is where the week goes wrong.',
          restsOn: 'pages',
          cites: 'A2',
        },
      ],
      draft: {
        outcome: 'no_assess',
        sentence: 'The council will not find out more about what help Noor needs just now.',
        thisWeek: 'Noor’s school and her quiet corner stay as they are.',
        nextStep: 'The school nurse rings Farah about sleep, and Priya looks again with her in the spring.',
      },
    },
  },
  {
    ...{ first: 'Tariq', surname: 'Aziz', family: 'farah', question: 'issue' },
    summary:
      'Tariq is twelve. He wants to be a bus driver and knows every timetable in the county. He is frightened of corridors. He was pushed down the stairs in June and nobody has written that down anywhere.',
    school: [
      'Tariq is in lessons for about half of the week. He works well in the library and has not been in the canteen since the summer.',
      'Staff describe him as polite and very able with numbers. His written work is two years behind his talk.',
    ],
    familySays: { says: 'missing', words: 'The letter from the hospital in June, after the stairs.' },
    decided: null,
  },
  {
    ...{ first: 'Leo', surname: 'Fenwick', family: null, question: 'assess' },
    summary: '',
    school: [
      'Leo joined us in September from another county. His records came in November and we are still reading them.',
      'He is gentle with younger children and sings when he is worried.',
    ],
    familySays: null,
    decided: null,
  },
];
