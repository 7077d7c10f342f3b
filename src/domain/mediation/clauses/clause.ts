import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';

/**
 * How the law treats a clause once it is in a written mediation agreement (SEND Regulations 2014, regulation 42):
 * appealable things by kind (42(2)), anything else in two weeks (42(3)), or another date agreed in writing (42(5)).
 */
export const legalClasses = {
  appealable: 'It is about something that could be appealed',
  not_appealable: 'It is about anything else',
  other_date: 'We agree a date of our own, in writing',
} as const;
export type LegalClass = keyof typeof legalClasses;

/** What an appealable clause is about: each kind has periods of its own. */
export const clauseKinds = {
  assess: 'To find out what help is needed (assess), or to do that again',
  make_plan: 'To make a plan',
  change_contents: 'To change what the plan says',
  change_school: 'To change only the school in the plan (Section I)',
  keep_plan: 'To keep the plan',
  keep_and_change: 'To keep the plan, and change it',
} as const;
export type ClauseKind = keyof typeof clauseKinds;

/** Sections of the plan. Those of health and social care cannot be appealed (process 3.3). */
export const planSections = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H1', 'H2', 'I', 'J', 'K'] as const;
const careSections = new Set(['C', 'D', 'G', 'H1', 'H2']);
const changesThePlan = new Set<ClauseKind | null>(['change_contents', 'change_school', 'keep_and_change']);

export type ClauseState = 'draft' | 'checking' | 'agreed' | 'dropped';

/** Everything both sides agree to when they agree to a clause. */
export interface ClauseContent {
  title: string;
  words: string;
  body: string;
  officer: string;
  planSection: string;
  newWording: string;
  legalClass: LegalClass | null;
  kind: ClauseKind | null;
  agreedDate: CalendarDate | null;
  howKnown: string;
}
/** What a form fills in; the words are typed together. */
export type ClauseDetails = Omit<ClauseContent, 'words'>;

/** The one spelling of a clause that its fingerprint is made of. Its number is not in it: putting clauses in order changes none. */
export const clauseText = (clause: ClauseContent): string => {
  const { title, words, body, officer, planSection, newWording, legalClass, kind, agreedDate, howKnown } = clause;
  return JSON.stringify([title, words, body, officer, planSection, newWording, legalClass, kind, agreedDate, howKnown]);
};

/** The details as they belong together: a kind only of what could be appealed, a date only where one is agreed. */
export function fitting(details: ClauseDetails, early: boolean): ClauseDetails {
  const legalClass = early ? 'other_date' : details.legalClass;
  return {
    ...{ ...details, legalClass },
    kind: legalClass === 'appealable' ? details.kind : null,
    agreedDate: legalClass === 'other_date' ? details.agreedDate : null,
  };
}

/** How it stands, as both sides read it. */
export function stateInWords({ state, words }: { state: ClauseState; words: string }): string {
  if (state === 'checking') return 'Waiting: somebody is checking';
  if (state === 'agreed') return 'Agreed';
  if (state === 'dropped') return 'Dropped';
  return words === '' ? 'Being written' : 'Put forward';
}

type Faults = Partial<Record<keyof ClauseContent, string>>;

function whyNoDate({ legalClass, kind, agreedDate }: ClauseContent, today: CalendarDate, early: boolean): Faults {
  if (early || legalClass === 'other_date') {
    if (!agreedDate || !isCalendarDate(agreedDate)) return { agreedDate: 'Say by when, with a day, month and year' };
    return agreedDate < today ? { agreedDate: 'Choose a date that is today or later' } : {};
  }
  if (legalClass === null) return { legalClass: 'Choose how its date is set' };
  return legalClass === 'appealable' && kind === null ? { kind: 'Choose what it is about' } : {};
}

function whyNoWording({ planSection, newWording, legalClass, kind }: ClauseContent): Faults {
  const faults: Faults = {};
  if (legalClass === 'appealable' && changesThePlan.has(kind) && planSection === '')
    faults.planSection = 'Choose which section of the plan changes';
  if (planSection !== '' && newWording === '') faults.newWording = 'Write what the plan will say';
  if (legalClass === 'appealable' && careSections.has(planSection))
    faults.legalClass = `Section ${planSection} is about health or care. It cannot be appealed, so choose another`;
  return faults;
}

/**
 * What a clause still has to say, a sentence for each field (CL6); nothing when everybody could tell whether it was kept.
 * `early` is early resolution, which knows only dates agreed in writing.
 */
export function whyVague(clause: ClauseContent, today: CalendarDate, early: boolean): Faults {
  return {
    ...(clause.title === '' ? { title: 'Give the clause a short name' } : {}),
    ...(clause.words === '' ? { words: 'Say what will be done' } : {}),
    ...(clause.body === '' ? { body: 'Say who does it: the council, the health board, the school or the family' } : {}),
    ...(clause.officer === '' ? { officer: 'Name one person who makes sure it is done, not only a team' } : {}),
    ...(clause.howKnown === '' ? { howKnown: 'Say how everyone will know that it is done' } : {}),
    ...whyNoDate(clause, today, early),
    ...whyNoWording(clause),
  };
}

const loose = [
  'as soon as possible',
  'in due course',
  'where possible',
  'if possible',
  'as appropriate',
  'appropriate',
  'regular access',
  'regularly',
  'as required',
  'as needed',
  'opportunities for',
  'will consider',
  'endeavour',
  'up to',
] as const;

/** Words that two people may read differently, as they stand in these: shown as a hint and never refused. */
export const looseWords = (words: string): string[] =>
  loose.filter((phrase) => new RegExp(`\\b${phrase}\\b`, 'i').test(words));
