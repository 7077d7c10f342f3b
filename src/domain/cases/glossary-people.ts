import type { Word } from './glossary.ts';

/** Who is who. What each of them does at which step stands in `who-does-what.ts`. */
export const peopleWords = {
  board: {
    term: 'Board',
    also: ['Governance Board', 'EGB', 'panel'],
    plain: 'A group of people who read all the papers. They decide what the council will do.',
  },
  case_officer: {
    term: 'case officer',
    plain: 'Your main person at the council. They collect reports and write the plan. They do not decide.',
  },
  senco: {
    term: 'SENCO',
    plain: 'The teacher at school in charge of extra help.',
    legal: 'special educational needs co-ordinator',
    source: 'Children and Families Act 2014, section 67',
  },
  ep: {
    term: 'EP',
    also: ['educational psychologist', 'educational psychology'],
    plain: 'Short for educational psychologist. They find out how a child learns and feels, and write a report.',
  },
  salt: {
    term: 'SaLT',
    also: ['speech and language therapist', 'speech and language therapy'],
    plain: 'Short for speech and language therapist. They look at talking, listening and understanding.',
  },
  ot: {
    term: 'OT',
    also: ['occupational therapist', 'occupational therapy'],
    plain: 'Short for occupational therapist. They look at everyday things, like dressing, writing and loud rooms.',
  },
  icb: {
    term: 'ICB',
    also: ['integrated care board'],
    plain: 'The part of the NHS that plans health care for your area.',
    legal: 'integrated care board',
  },
  sendiass: {
    term: 'SENDIASS',
    plain: 'Free, private and fair advice about your rights. They do not take sides and do not decide.',
    legal: 'information, advice and support service',
    source: 'Children and Families Act 2014, section 32',
  },
  ipsea: {
    term: 'IPSEA',
    plain: 'A charity. It gives free advice on the law about extra help at school.',
  },
  supporter: {
    term: 'supporter',
    also: ['advocate'],
    plain: 'Somebody who helps you and sits beside you. You choose them.',
  },
  ombudsman: {
    term: 'ombudsman',
    plain: 'Somebody fair who looks at complaints about councils. It is free. You complain to the council first.',
  },
  designated_clinical_officer: {
    term: 'designated clinical officer',
    plain: 'A health worker who makes sure that health does its part for children with extra needs.',
  },
} as const satisfies Record<string, Word>;
