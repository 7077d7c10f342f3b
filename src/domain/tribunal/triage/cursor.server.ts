import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { isId } from '#server/ids.ts';

/** The last row of a page of the queue: the next page starts after it. No day sorts after every day. */
export interface Cursor {
  on: CalendarDate | null;
  appealId: string;
}

export const cursorInAddress = ({ on, appealId }: Cursor): string => `${on ?? 'none'}.${appealId}`;

/** Reads a cursor out of an address; null for anything else, which then shows the first page. */
export function readCursor(text: string | null): Cursor | null {
  const [on = '', appealId = ''] = text?.split('.') ?? [];
  if (!isId(appealId) || !(on === 'none' || isCalendarDate(on))) return null;
  return { on: on === 'none' ? null : on, appealId };
}
