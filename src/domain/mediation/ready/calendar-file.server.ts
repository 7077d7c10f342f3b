import ical from 'ical-generator';
import { momentOf } from '#domain/calendar/moment.ts';
import type { MediationRow } from '../begin.server.ts';

/**
 * The meeting as a calendar file, for people's own calendars, which others may see: day and hours, and not what it is
 * about, who comes or how to join; the page says that. A later file with the same id and a higher number moves the first.
 */
export function calendarFile(
  { caseFileId, mediationId, meetsOn, startsAt, endsAt, version }: MediationRow,
  origin: string,
): string {
  if (!meetsOn) throw new Error('No day is fixed: there is no file of it.');
  const calendar = ical({ name: 'Meeting', prodId: { company: 'Common Ground', product: 'Meeting' } });
  calendar.createEvent({
    id: `${mediationId}@${new URL(origin).hostname}`,
    sequence: version,
    start: momentOf(meetsOn, startsAt),
    end: momentOf(meetsOn, endsAt),
    summary: 'Meeting',
    url: `${origin}/cases/${caseFileId}/mediation/${mediationId}`,
  });
  return calendar.toString();
}
