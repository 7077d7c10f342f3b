import type { Word } from './glossary.ts';

const act = 'Children and Families Act 2014';
const regulations = 'SEND Regulations 2014 (SI 2014/1530)';

/** Words of the way from the request to a plan, and after. */
export const stepWords = {
  assessment: {
    term: 'assessment',
    also: ['EHC needs assessment'],
    plain:
      'The council finds out what help a child or young person needs. It asks people who know about it for reports.',
    legal: 'EHC needs assessment',
    source: `${act}, section 36`,
  },
  reassessment: {
    term: 'reassessment',
    also: ['new assessment', 're-assessment'],
    plain: 'The council finds out again what help is needed, because much has changed.',
    legal: 're-assessment',
    source: `${act}, section 44(2)`,
  },
  advice: {
    term: 'advice',
    plain: 'In the law, a report from somebody who knows about one thing. It says what they see and what would help.',
    legal: 'advice and information',
    source: `${regulations}, regulation 6`,
  },
  send: {
    term: 'SEND',
    inNames: true,
    plain:
      'Short for special educational needs and disabilities. It means finding it harder to learn than others of the same age.',
    legal: 'special educational needs and disability',
    source: `${act}, section 20`,
  },
  draft_plan: {
    term: 'draft plan',
    plain:
      'A first try at the plan. No school or college is named in it yet. You can still change it with what you say.',
    source: `${act}, section 38`,
  },
  final_plan: {
    term: 'final plan',
    plain: 'The plan that counts. It names the school or college, and the help in it must be given.',
    legal: 'finalised plan',
    source: `${regulations}, regulation 13(2)`,
  },
  review: {
    term: 'yearly review',
    also: ['annual review'],
    plain: 'Once a year everybody looks at the plan. Is it still right? What has changed?',
    legal: 'review',
    source: `${act}, section 44(1)`,
  },
  amend: {
    term: 'amend',
    also: ['amended', 'amendment'],
    plain: 'To change the words of the plan.',
    source: `${regulations}, regulation 22`,
  },
  cease: {
    term: 'cease',
    also: ['cease to maintain'],
    plain: 'The council stops the plan. The help in it no longer has to be given.',
    legal: 'cease to maintain',
    source: `${act}, section 45`,
  },
  transfer: {
    term: 'phase transfer',
    plain: 'Moving on to the next school or college, like from primary to secondary school.',
    source: `${regulations}, regulation 18`,
  },
  pack: {
    term: 'pack',
    plain: 'All the papers the Board reads, with a number on each page. You get the same one.',
  },
  statutory: {
    term: 'statutory',
    plain: 'It has to be so, because a law says it.',
  },
  exception: {
    term: 'exception',
    plain: 'One of the few reasons the law lists for being late. Too few staff is not one of them.',
    source: `${regulations}, regulations 5(4), 10(4) and 13(3)`,
  },
} as const satisfies Record<string, Word>;
