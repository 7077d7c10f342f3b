import { addDays, isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import { addCouncilWorkingDays } from '#domain/calendar/working-days.ts';
import { hearHowInWords, hearHows, type HearHow } from './hear-how.ts';
import type { RefusalCode } from './refusal.ts';

export interface Closing {
  /** The id of somebody on the council's side of this case. */
  hearFrom: string;
  hearBy: CalendarDate;
  hearHow: HearHow;
}

/** Why a space cannot close with this line, or null when it can; `councilSide` are the ids somebody could be heard from (SP10, SP11). */
export function mayClose(
  line: { hearFrom: string; hearBy: string; hearHow: string },
  councilSide: readonly string[],
  today: CalendarDate,
): [RefusalCode, string] | null {
  if (!councilSide.includes(line.hearFrom)) return ['hear-from-needed', 'hearFrom'];
  if (!isCalendarDate(line.hearBy)) return ['hear-by-needed', 'hearBy'];
  if (line.hearBy <= today) return ['hear-by-past', 'hearBy'];
  const working = addCouncilWorkingDays(addDays(line.hearBy, -1), 1);
  if ('unknownYear' in working) return ['hear-by-unknown', 'hearBy'];
  if (working.on !== line.hearBy) return ['hear-by-not-working', 'hearBy'];
  return (hearHows as readonly string[]).includes(line.hearHow) ? null : ['hear-how-needed', 'hearHow'];
}

/** The sentence everybody leaves with. */
export const closingInWords = (name: string, hearBy: CalendarDate, hearHow: HearHow): string =>
  `You will hear from ${name} by ${inWords(hearBy)} by ${hearHowInWords[hearHow]}.`;
