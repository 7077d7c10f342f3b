import { addDays, daysBetween, type CalendarDate } from '#domain/calendar/date.ts';
import { isDeadDay } from '#domain/calendar/tribunal-days.ts';
import { isWorkingDay, knowsYear } from '#domain/calendar/working-days.ts';
import type { AppealStage } from '../appeal.ts';

/** The council's response is due on this working day of the tribunal's after the papers (rule 21). */
export const RESPONSE_DAYS = 30;
/** No response takes longer than this, with a whole August and both holidays in between. */
const LONGEST_DAYS = 120;

/** Which working day of the tribunal's after the papers today is: 0 on the day itself; null when nobody can know. */
export function tribunalDaysSince(from: CalendarDate, today: CalendarDate): number | null {
  const last = Math.min(daysBetween(from, today), LONGEST_DAYS);
  let count = 0;
  for (let day = 1; day <= last; day += 1) {
    const date = addDays(from, day);
    if (!knowsYear(date)) return null;
    if (isWorkingDay(date) && !isDeadDay(date)) count += 1;
  }
  return count;
}

/** TRI6: how far along an appeal is towards its response, in words. A response that is sent has no age. */
export function ageInWords(
  { stage, papersOn }: { stage: AppealStage; papersOn: CalendarDate | null },
  today: CalendarDate,
): string {
  if (stage !== 'received' && stage !== 'registered') return 'Response sent';
  if (papersOn === null) return 'No papers yet';
  const day = tribunalDaysSince(papersOn, today);
  if (day === null) return 'Day not known';
  return day > RESPONSE_DAYS ? `Past day ${RESPONSE_DAYS}` : `Day ${day} of ${RESPONSE_DAYS}`;
}
