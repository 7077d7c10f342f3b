import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';

/** What one decision used of one paper. */
export interface Used {
  pages: number[];
  reasons: number;
  on: CalendarDate;
  isOut: boolean;
}

/** "The Board used pages 3 and 5 for a reason of its decision on Thursday 14 May 2026." */
export function usedInWords({ pages, reasons, on, isOut }: Used): string {
  const each = [...new Set(pages)].sort((a, b) => a - b);
  const listed = each.length > 1 ? `pages ${each.slice(0, -1).join(', ')} and ${each.at(-1)}` : `page ${each[0]}`;
  const what = reasons === 1 ? 'a reason' : `${reasons} reasons`;
  const sentence = `The Board used ${listed} for ${what} of its decision on ${inWords(on)}.`;
  return isOut ? sentence : `${sentence} The family has not been told yet.`;
}
