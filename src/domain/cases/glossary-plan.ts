import type { Word } from './glossary.ts';

const act = 'Children and Families Act 2014';
const regulations = 'SEND Regulations 2014 (SI 2014/1530)';

/** The plan and its parts. */
export const planWords = {
  ehc_plan: {
    term: 'EHC plan',
    also: ['education, health and care plan', 'EHCP'],
    plain:
      'A paper that says what help a child or young person needs. The council must give the help for learning in it.',
    legal: 'education, health and care plan',
    source: `${act}, section 37(2)`,
  },
  provision: {
    term: 'provision',
    plain: 'Help. In a plan it says what help, how much, how often and who gives it.',
    legal: 'special educational provision',
    source: `${act}, section 21`,
  },
  outcomes: {
    term: 'outcome',
    plain: 'In a plan, what should get better because of the help.',
    legal: 'outcome',
    source: `${act}, section 37(2)(b)`,
  },
  section_a: {
    term: 'Section A',
    plain: 'The part of the plan with your own words, wishes and hopes.',
    source: `${regulations}, regulation 12(1)(a)`,
  },
  section_b: {
    term: 'Section B',
    plain: 'The part of the plan that says what is hard. You can appeal about it.',
    legal: 'special educational needs',
    source: `${regulations}, regulation 12(1)(b)`,
  },
  section_e: {
    term: 'Section E',
    plain: 'The part of the plan that says what should get better.',
    legal: 'outcomes',
    source: `${regulations}, regulation 12(1)(e)`,
  },
  section_f: {
    term: 'Section F',
    plain: 'The part of the plan that says what help for learning there is. It must be given. You can appeal about it.',
    legal: 'special educational provision',
    source: `${regulations}, regulation 12(1)(f)`,
  },
  section_i: {
    term: 'Section I',
    plain: 'The part of the plan that names the school or college, or the kind of school. You can appeal about it.',
    legal: 'the name or type of the school or other institution',
    source: `${regulations}, regulation 12(1)(i)`,
  },
  section_k: {
    term: 'Section K',
    plain: 'The list of reports that belong to the plan.',
    legal: 'advice and information gathered',
    source: `${regulations}, regulation 12(1)(k)`,
  },
  personal_budget: {
    term: 'personal budget',
    also: ['direct payment'],
    plain: 'Money for some of the help in the plan. The family can say how it is used.',
    source: `${act}, section 49`,
  },
  setting: {
    term: 'setting',
    plain: 'A nursery, school or college.',
  },
  mainstream: {
    term: 'mainstream',
    plain: 'A school for all children. A special school is only for children with extra needs.',
    source: `${act}, section 83(2)`,
  },
} as const satisfies Record<string, Word>;
