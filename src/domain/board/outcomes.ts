import type { Question } from './question.ts';

/** What the Board can decide on each question. `no` is hard news; `ground` is the ground of appeal (CFA 2014 s.51(2)), if any. */
export const outcomes = {
  assess: { question: 'assess', inWords: 'Yes: the council will find out more', no: false, ground: null },
  no_assess: { question: 'assess', inWords: 'No: the council will not find out more', no: true, ground: 'a' },
  issue: { question: 'issue', inWords: 'Yes: there will be a plan', no: false, ground: null },
  no_issue: { question: 'issue', inWords: 'No: there will not be a plan', no: true, ground: 'b' },
  contents: { question: 'contents', inWords: 'What the plan will say is settled', no: false, ground: 'c' },
  placement_asked: {
    question: 'placement',
    inWords: 'The school or college the family asked for',
    no: false,
    ground: 'c',
  },
  placement_other: { question: 'placement', inWords: 'Another school or college', no: true, ground: 'c' },
  amend: { question: 'review', inWords: 'The plan will change', no: false, ground: null },
  no_amend: { question: 'review', inWords: 'The plan stays as it is', no: true, ground: 'e' },
  keep: { question: 'cease', inWords: 'The plan goes on', no: false, ground: null },
  cease: { question: 'cease', inWords: 'The plan will end', no: true, ground: 'f' },
} as const satisfies Record<string, { question: Question; inWords: string; no: boolean; ground: string | null }>;
export type Outcome = keyof typeof outcomes;

export const outcomesOf = (question: Question): Outcome[] =>
  (Object.keys(outcomes) as Outcome[]).filter((outcome) => outcomes[outcome].question === question);
