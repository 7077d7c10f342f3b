import { momentInWords } from '#domain/calendar/words.ts';

const HOUR_MS = 3_600_000;

/** "Tell the regulator by Thursday 26 November 2026 at 11.20am: 71 hours left", or that the time is over. */
export function clockInWords(reportBy: Date, now: Date): string {
  const hours = Math.floor((reportBy.getTime() - now.getTime()) / HOUR_MS);
  const left = hours < 0 ? 'the time is over' : hours === 1 ? '1 hour left' : `${hours} hours left`;
  return `Decide whether to tell the regulator by ${momentInWords(reportBy)}: ${left}`;
}

export const breachOutcomes = {
  reported: 'We have told the regulator',
  not_needed: 'The regulator need not be told',
} as const;
export type BreachOutcome = keyof typeof breachOutcomes;
