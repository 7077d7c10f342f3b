import type { Word } from './glossary.ts';

const act = 'Children and Families Act 2014';
const regulations = 'SEND Regulations 2014 (SI 2014/1530)';
const rules = 'First-tier Tribunal (HESC) Rules 2008 (SI 2008/2699)';

/** Sorting things out before a tribunal. */
export const disagreeingWords = {
  mediation: {
    term: 'mediation',
    plain:
      'A meeting with somebody who takes no side. They help you and the council to talk. It is free, and you choose.',
    source: `${act}, sections 52 to 56`,
  },
  mediator: {
    term: 'mediator',
    plain: 'The person who leads a mediation. They do not take sides and do not work for the council.',
    source: `${act}, section 53`,
  },
  mediation_adviser: {
    term: 'mediation adviser',
    plain: 'Somebody who does not work for the council. They tell you what mediation is, and you choose yes or no.',
    source: `${act}, section 56`,
  },
  certificate: {
    term: 'mediation certificate',
    also: ['certificate'],
    plain: 'A paper that lets you appeal. You get it whether you go to mediation or not.',
    legal: 'mediation certificate',
    source: `${act}, section 55`,
  },
  disagreement_resolution: {
    term: 'disagreement resolution',
    plain: 'Help to sort out any disagreement with a council or a school. It gives no certificate to appeal.',
    source: `${act}, section 57`,
  },
  without_prejudice: {
    term: 'without prejudice',
    plain: 'What is said to find a way out stays in that room. Nobody can use it later against anybody.',
  },
  clause: {
    term: 'clause',
    plain: 'One promise of a signed agreement: what, who, and by when.',
  },
  appeal: {
    term: 'appeal',
    plain: 'You ask the tribunal to look at a decision of the council again.',
    source: `${act}, section 51`,
  },
  notice: {
    term: 'notice',
    plain: 'A letter the law asks for. The day it is sent starts the time you have to answer it.',
    source: `${regulations}, regulations 5, 10 and 13`,
  },
} as const satisfies Record<string, Word>;

/** At the tribunal. */
export const tribunalWords = {
  tribunal: {
    term: 'tribunal',
    also: ['SEND tribunal', 'First-tier Tribunal'],
    plain: 'A judge and experts who do not work for the council. What they order must be done.',
    legal: 'First-tier Tribunal (Special Educational Needs and Disability)',
    source: `${act}, section 51`,
  },
  hearing: {
    term: 'hearing',
    plain: 'The meeting where the tribunal listens to both sides. It can be by video, in a room, or on paper.',
    source: `${rules}, rule 26`,
  },
  order: {
    term: 'tribunal’s order',
    also: ['order of the tribunal'],
    plain: 'What the tribunal says must be done, and by when.',
    source: `${regulations}, regulation 44`,
  },
  consent_order: {
    term: 'consent order',
    plain: 'The tribunal writes down what you and the council have both agreed. Then it must be done.',
    source: `${rules}, rule 29`,
  },
  unopposed: {
    term: 'unopposed',
    also: ['concede', 'conceded'],
    plain: 'The council agrees with you now, and says so to the tribunal. You do not have to go to a hearing.',
    source: `${regulations}, regulation 45`,
  },
  working_document: {
    term: 'working document',
    plain: 'The draft plan that shows what is agreed and what is not. Both sides write in it.',
  },
  bundle: {
    term: 'bundle',
    plain: 'All the papers of an appeal in one file, with a number on each page.',
  },
  directions: {
    term: 'directions',
    also: ['case directions', 'direction'],
    plain: 'What the tribunal tells each side to do before the hearing, and by which day.',
    source: `${rules}, rule 6`,
  },
  response: {
    term: 'response to the appeal',
    plain: 'The council’s answer to an appeal. It says whether it agrees, and why.',
    source: `${rules}, rule 21`,
  },
  recommendation: {
    term: 'recommendation',
    plain: 'What the tribunal asks health or social care to do. They need not do it, but must say why not.',
    source: 'SI 2017/1306',
  },
} as const satisfies Record<string, Word>;
