import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { momentOf } from '#domain/calendar/moment.ts';
import type { MeetingRow } from './meetings.server.ts';

const FROM_MS = Date.UTC(2026, 0, 1);

/**
 * One meeting as a calendar file, for members' own calendars, which others may see: day, hours and place, and nothing of
 * any case. A later file with the same id and a higher number moves or cancels what the first one put there (MEET12).
 */
export function calendarFile(
  { boardMeetingId, meetsOn, startsAt, endsAt, place, changedAt, cancelledAt }: MeetingRow,
  origin: string,
): string {
  const calendar = ical({ name: 'Board', prodId: { company: 'Common Ground', product: 'Board' } });
  calendar.method(cancelledAt ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH);
  calendar.createEvent({
    id: `${boardMeetingId}@${new URL(origin).hostname}`,
    // Seconds always grow, whichever node made the last change, and since 2026 they fit the format's number for long.
    sequence: Math.floor(((cancelledAt ?? changedAt).getTime() - FROM_MS) / 1000),
    stamp: cancelledAt ?? changedAt,
    // As moments: a calendar that is told of a zone by name must also be told what that zone does.
    start: momentOf(meetsOn, startsAt),
    end: momentOf(meetsOn, endsAt),
    summary: 'Board',
    location: place,
    url: `${origin}/board/${boardMeetingId}`,
    status: cancelledAt ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
}
