import type { Stage } from '#domain/cases/stage.ts';
import type { OnCase, StaffKey, TeamKey } from './council.ts';

/** One made-up case file. Ages and dates are given from the day the demonstration is made. */
export interface DemoCase {
  first: string;
  last: string;
  ageYears: number;
  team: TeamKey;
  officer: StaffKey;
  stage: Stage;
  requestedDaysAgo: number;
  /** The Board meets on the first Thursday at least so many days ahead; null while no day is set. */
  boardAfterDays: number | null;
  people: OnCase;
  now: string;
  /** Why it waits, for the family. */
  waitsFor?: string;
  child?: string;
}

export const maya: DemoCase = {
  ...{ first: 'Maya', last: 'Rowe', ageYears: 9, team: 'north', officer: 'priya', stage: 'pre_board_check' },
  ...{ requestedDaysAgo: 89, boardAfterDays: 8 },
  people: {
    dana: 'parent',
    jo: 'supporter',
    lee: 'practitioner',
    maria: 'senior_manager',
    helen: 'board_member',
    tom: 'dispute_resolution_officer',
    graham: 'auditor',
  },
  now: 'The reports are in, and Dana and Priya are checking them together before the Board meets.',
  child: 'You are staying at Larkfield with Mr Bright. The grown-ups are reading what you said about the dinner hall.',
};

export const others: DemoCase[] = [
  {
    ...{ first: 'Ben', last: 'Carter', ageYears: 5, team: 'north', officer: 'priya' },
    ...{ stage: 'request', requestedDaysAgo: 3, boardAfterDays: null },
    people: { maria: 'senior_manager' },
    now: 'The request came from Ben’s nursery. Priya will ring the family this week.',
  },
  {
    ...{ first: 'Noor', last: 'Aziz', ageYears: 7, team: 'north', officer: 'priya' },
    ...{ stage: 'decide_to_assess', requestedDaysAgo: 27, boardAfterDays: 6 },
    people: { farah: 'parent' },
    now: 'The Board decides next week whether the council finds out more.',
    child: 'Nobody has decided yet. School stays the same.',
  },
  {
    ...{ first: 'Leo', last: 'Fenwick', ageYears: 11, team: 'north', officer: 'priya' },
    ...{ stage: 'decide_to_assess', requestedDaysAgo: 44, boardAfterDays: null },
    people: { maria: 'senior_manager' },
    now: 'The decision is late. Maria is looking at it today, and Priya rings tomorrow either way.',
  },
  {
    ...{ first: 'Zofia', last: 'Nowak', ageYears: 8, team: 'north', officer: 'priya' },
    ...{ stage: 'collect_advice', requestedDaysAgo: 66, boardAfterDays: null },
    people: { ania: 'parent', marek: 'parent' },
    now: 'The school’s report is here. We are waiting for the educational psychologist.',
    waitsFor: 'Two educational psychologists are off sick. Ours has a day for Zofia on the list for next week.',
  },
  {
    ...{ first: 'Kit', last: 'Morgan', ageYears: 17, team: 'south', officer: 'sunil' },
    ...{ stage: 'collect_advice', requestedDaysAgo: 70, boardAfterDays: null },
    people: { kit: 'young_person', sian: 'parent', tom: 'dispute_resolution_officer' },
    now: 'College and the careers adviser are writing. Kit has asked for a report from the autism service too.',
    child: 'The rights are yours now, Kit. Ask anything, any time.',
  },
  {
    ...{ first: 'Ivy', last: 'Thornton', ageYears: 6, team: 'south', officer: 'nadia' },
    ...{ stage: 'collect_advice', requestedDaysAgo: 80, boardAfterDays: null },
    people: {},
    now: 'Health is two weeks late. Nadia has rung twice and rings again on Monday.',
    waitsFor: 'The health team has one person for all of the south until the new one starts.',
  },
  {
    ...{ first: 'Tariq', last: 'Aziz', ageYears: 12, team: 'north', officer: 'priya' },
    ...{ stage: 'pre_board_check', requestedDaysAgo: 88, boardAfterDays: 15 },
    people: { farah: 'parent', maria: 'senior_manager' },
    now: 'Farah and Priya check the papers next week.',
  },
  {
    ...{ first: 'Ruby', last: 'Hale', ageYears: 10, team: 'north', officer: 'priya' },
    ...{ stage: 'board', requestedDaysAgo: 98, boardAfterDays: 1 },
    people: { colin: 'parent', helen: 'board_member', maria: 'senior_manager' },
    now: 'The Board meets this week. Priya rings the same day.',
  },
  {
    ...{ first: 'Noah', last: 'Adeleke', ageYears: 4, team: 'south', officer: 'sunil' },
    ...{ stage: 'board', requestedDaysAgo: 100, boardAfterDays: 8 },
    people: { ifeoma: 'parent', helen: 'board_member' },
    now: 'All the papers are in. The Board has them.',
  },
  {
    ...{ first: 'Elin', last: 'Price', ageYears: 13, team: 'north', officer: 'priya' },
    ...{ stage: 'draft_plan', requestedDaysAgo: 124, boardAfterDays: null },
    people: {},
    now: 'The draft plan went out. There are nine days left to say what is right and what is not.',
  },
  {
    ...{ first: 'Jay', last: 'Kowalski', ageYears: 15, team: 'south', officer: 'nadia' },
    ...{ stage: 'draft_plan', requestedDaysAgo: 119, boardAfterDays: null },
    people: { ruth: 'tribunal_officer' },
    now: 'The family has asked for a meeting about the draft. It is on Wednesday.',
  },
  {
    ...{ first: 'Poppy', last: 'Sinclair', ageYears: 9, team: 'north', officer: 'priya' },
    ...{ stage: 'final_plan', requestedDaysAgo: 133, boardAfterDays: null },
    people: { maria: 'senior_manager' },
    now: 'The school has said yes. The final plan goes out this week.',
  },
  {
    ...{ first: 'Samir', last: 'Haddad', ageYears: 16, team: 'south', officer: 'sunil' },
    ...{ stage: 'final_plan', requestedDaysAgo: 152, boardAfterDays: null },
    people: { layla: 'parent', ruth: 'tribunal_officer', maria: 'senior_manager' },
    now: 'The final plan is late, because the college has not answered. Sunil rings every Friday.',
    waitsFor: 'The college has not said whether it has a place.',
  },
  {
    ...{ first: 'Theo', last: 'Bailey', ageYears: 8, team: 'north', officer: 'priya' },
    ...{ stage: 'final_plan', requestedDaysAgo: 190, boardAfterDays: null },
    people: { lena: 'parent', rosa: 'supporter', maria: 'senior_manager' },
    now: 'The final plan is out. Lena does not agree with two things in it, and there is a mediation today.',
    child: 'You stay at Ashfield. The grown-ups are meeting about your talking lessons.',
  },
  {
    ...{ first: 'Amara', last: 'Bello', ageYears: 11, team: 'north', officer: 'priya' },
    ...{ stage: 'final_plan', requestedDaysAgo: 240, boardAfterDays: null },
    people: { tunde: 'parent', maria: 'senior_manager' },
    now: 'What was agreed in mediation is being done. One thing is late, and Maria is looking at it.',
    child: 'Your plan says more about your hearing now. The taxi is being sorted out.',
  },
  {
    ...{ first: 'Freya', last: 'Doyle', ageYears: 7, team: 'south', officer: 'sunil' },
    ...{ stage: 'final_plan', requestedDaysAgo: 310, boardAfterDays: null },
    people: { niamh: 'parent', maria: 'senior_manager' },
    now: 'Niamh has appealed about what the plan says. Sunil and Tess are working on it with her.',
    child: 'Your school stays the same. The grown-ups are writing your plan again together.',
  },
];
