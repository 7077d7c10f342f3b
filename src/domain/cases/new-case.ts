import { addMonths, isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';

/** What an officer gives to open a case file. Dates are as typed until checked. */
export interface NewCase {
  childFirstName: string;
  childLastName: string;
  childBornOn: CalendarDate;
  requestReceivedOn: CalendarDate;
  teamId: string;
}

/** One sentence per field that is wrong; empty when the case file may be opened (CAS11). */
export function faultsIn(given: NewCase, today: CalendarDate): Partial<Record<keyof NewCase, string>> {
  const wrong: Partial<Record<keyof NewCase, string>> = {};
  if (!given.childFirstName) wrong.childFirstName = 'Enter the first name the child goes by';
  if (!given.childLastName) wrong.childLastName = 'Enter the last name';
  if (!isCalendarDate(given.requestReceivedOn)) wrong.requestReceivedOn = 'Enter the day the council got the request';
  else if (given.requestReceivedOn > today)
    wrong.requestReceivedOn = 'The day the council got the request must be today or earlier';
  if (!isCalendarDate(given.childBornOn)) wrong.childBornOn = 'Enter the date of birth';
  else if (given.childBornOn > today) wrong.childBornOn = 'The date of birth must be in the past';
  else if (addMonths(given.childBornOn, 25 * 12) <= today)
    wrong.childBornOn = 'A plan can only be asked for up to the age of 25: check the date of birth';
  if (!given.teamId) wrong.teamId = 'Choose a team';
  return wrong;
}
