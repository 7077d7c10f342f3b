import { daysBetween, type CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import { daysOfSilence, nextWordOn, type FamilyToTell } from '#domain/contact/updates/due.ts';

/** "Due today", "3 days late". In words and days, and never a colour. */
export function dueInWords(on: CalendarDate | null, today: CalendarDate): string {
  if (on === null) return '';
  const late = daysBetween(on, today);
  if (late === 0) return 'Due today';
  return late > 0 ? `${late} ${late === 1 ? 'day' : 'days'} late` : `Due ${inWords(on)}`;
}

/** A case whose family is owed a word, with everybody of it. */
export interface CaseToUpdate {
  caseFileId: string;
  /** The earliest day any of them is owed one. */
  dueOn: CalendarDate;
  /** The longest any of them has not heard from a person. */
  silentDays: number;
  people: FamilyToTell[];
}

/** The families of each case together, in the order they came. */
export function byCase(families: readonly FamilyToTell[]): Map<string, FamilyToTell[]> {
  const cases = new Map<string, FamilyToTell[]>();
  for (const one of families) cases.set(one.caseFileId, [...(cases.get(one.caseFileId) ?? []), one]);
  return cases;
}

/** The cases where somebody is owed a word up to this day, the longest overdue first (UPD2, UPD3). */
export function casesToUpdate(
  families: readonly FamilyToTell[],
  upTo: CalendarDate,
  today: CalendarDate,
): CaseToUpdate[] {
  return [...byCase(families)]
    .flatMap(([caseFileId, people]) => {
      const due = people.map(nextWordOn).filter((on): on is CalendarDate => on !== null && on <= upTo);
      if (due.length === 0) return [];
      const silentDays = Math.max(...people.map((one) => daysOfSilence(one, today)));
      return [{ caseFileId, dueOn: due.sort()[0]!, silentDays, people }];
    })
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn) || b.silentDays - a.silentDays);
}

/** The longest any family has waited for a word from a person, whether one is due or not: silence nobody can overlook (DAY3). */
export function longestSilence(
  families: readonly FamilyToTell[],
  today: CalendarDate,
): { reader: FamilyToTell; days: number } | null {
  const [longest] = families
    .map((reader) => ({ reader, days: daysOfSilence(reader, today) }))
    .sort((a, b) => b.days - a.days);
  return longest ?? null;
}
