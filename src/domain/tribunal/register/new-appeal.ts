import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { readAppealNumber, type AppealedSection, type AppellantKind, type Ground } from '../appeal.ts';
import { groundFacts } from '../grounds.ts';

/** The days of an appeal that the register keeps. Null: not known. */
export interface AppealDates {
  childBornOn: CalendarDate | null;
  decisionSentOn: CalendarDate | null;
  certificateOn: CalendarDate | null;
  registeredOn: CalendarDate | null;
  papersOn: CalendarDate | null;
  hearingOn: CalendarDate | null;
}
export type DateField = keyof AppealDates;

/** An appeal as an officer gives it. Texts are trimmed; the number is as typed. */
export interface NewAppeal extends AppealDates {
  number: string;
  childName: string;
  ground: Ground | null;
  sections: AppealedSection[];
  issueTags: string[];
  asksHealth: boolean;
  asksSocialCare: boolean;
  appellantKind: AppellantKind | null;
  appellantName: string;
  representative: string;
  area: string;
  parentalRequest: boolean | null;
  privateReport: boolean | null;
}

/** How each day is spoken of in a sentence. */
const days: Record<DateField, string> = {
  childBornOn: 'date of birth',
  decisionSentOn: 'day the decision was sent',
  certificateOn: 'day of the mediation certificate',
  registeredOn: 'day the tribunal registered it',
  papersOn: 'day we got the papers',
  hearingOn: 'day of the hearing',
};
const happened: readonly DateField[] = ['childBornOn', 'decisionSentOn', 'certificateOn', 'registeredOn', 'papersOn'];
/** What cannot be before what: each with the day it comes after. */
const inOrder: readonly [later: DateField, earlier: DateField][] = [
  ['decisionSentOn', 'childBornOn'],
  ['certificateOn', 'decisionSentOn'],
  ['registeredOn', 'decisionSentOn'],
  ['papersOn', 'decisionSentOn'],
  ['hearingOn', 'decisionSentOn'],
  ['hearingOn', 'registeredOn'],
];

/**
 * TR5: days that cannot be, with a sentence for each: no day at all, one to come of what has happened, or one before the
 * decision that is appealed. An appeal that was made late is nothing of the kind: the tribunal decides about that.
 */
export function dateFaults(given: AppealDates, today: CalendarDate): Partial<Record<DateField, string>> {
  const wrong: Partial<Record<DateField, string>> = {};
  for (const field of Object.keys(days) as DateField[]) {
    const on = given[field];
    if (on === null) continue;
    if (!isCalendarDate(on)) wrong[field] = `Enter the ${days[field]} as a real date`;
    else if (on > today && happened.includes(field)) wrong[field] = `The ${days[field]} must be today or earlier`;
  }
  for (const [later, earlier] of inOrder) {
    const [after, before] = [given[later], given[earlier]];
    if (after === null || before === null || wrong[earlier]) continue;
    if (after < before) wrong[later] ??= `The ${days[later]} cannot be before the ${days[earlier]}`;
  }
  return wrong;
}

/** TR6: a recommendation about health or social care cannot be asked for beside a refusal to assess (SI 2017/1306). */
export const extensionFault = (ground: Ground, asks: boolean): string | null =>
  asks && !groundFacts[ground].extended
    ? 'Health and social care cannot be part of an appeal against a refusal to assess'
    : null;

/** TR7: one sentence for each field that keeps an appeal out of the register; empty when it may go in. */
export function faultsIn(given: NewAppeal, today: CalendarDate): Record<string, string> {
  const wrong: Record<string, string> = { ...dateFaults(given, today) };
  const number = readAppealNumber(given.number);
  if (given.number && !number) wrong.number = 'Enter the number as the tribunal writes it, like EH936/23/00567';
  if (given.number && !given.registeredOn) wrong.registeredOn ??= 'Enter the day the tribunal registered it';
  if (!given.number && given.registeredOn) wrong.number = 'Enter the number the tribunal gave it';
  if (!given.childName) wrong.childName = 'Enter the name of the child or young person';
  if (!given.decisionSentOn) wrong.decisionSentOn ??= 'Enter the day the decision was sent';
  if (!given.appellantKind) wrong.appellantKind = 'Choose who appeals';
  if (!given.ground) return { ...wrong, ground: 'Choose what the appeal is about' };
  if (given.ground === 'plan_contents' && given.sections.length === 0)
    wrong['section-B'] = 'Choose at least one section. An appeal because no school is named is about Section I';
  const extension = extensionFault(given.ground, given.asksHealth || given.asksSocialCare);
  if (extension) wrong.asksHealth = extension;
  return wrong;
}
