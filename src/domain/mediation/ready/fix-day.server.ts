import { and, eq, sql } from 'drizzle-orm';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { beginInMediation } from '../begin.server.ts';
import { meetingModes, type MeetingMode, type Place } from '../mediation.ts';
import { mediation } from '../schema.server.ts';
import { tellThoseInIt } from './tell.server.ts';
import { readHours, type Hours } from './times.ts';

/** Whoever leads fixes the day, or the council that arranges it. The family never has to: it offers and answers. */
export const mayFix = (place: Place): boolean => place !== 'family';

export interface Fixing extends Hours {
  mode: string;
  joinBy: string;
}

/**
 * Fixes the day, the hours, how it is held and how to join (RDY3). Both sides are told. `version` is the meeting the page
 * showed. Null for whoever has no place here.
 */
export async function fixDay(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  { mode: typedMode, joinBy, ...typed }: Fixing,
  version: number,
  today: CalendarDate,
): Promise<Refused | null | 'fixed'> {
  const here = await beginInMediation(tx, scope, mediationId, version);
  if (!here) return null;
  if (!mayFix(here.place)) return refuse('on', 'Whoever leads it fixes the day, or the council');
  if (here.mediation.phase !== 'before' && here.mediation.phase !== 'stopped')
    return refuse('on', 'They are meeting now. Stop for today first, then fix another day');
  const hours = readHours(typed, today);
  if (isRefused(hours)) return hours;
  if (!Object.hasOwn(meetingModes, typedMode)) return refuse('mode', 'Choose how you meet');
  const mode = typedMode as MeetingMode;
  if (mode === 'shuttle' && !here.mediation.privateRooms)
    return refuse('mode', 'Nobody goes between the sides in this meeting. Choose another way');
  if (joinBy.trim() === '') return refuse('joinBy', 'Enter the place, the phone number or the meeting link');
  const { on: meetsOn, startsAt, endsAt } = hours;
  await tx
    .update(mediation)
    .set({
      meetsOn,
      startsAt,
      endsAt,
      mode,
      joinBy: joinBy.trim(),
      state: 'arranged',
      version: sql`${mediation.version} + 1`,
    })
    .where(and(eq(mediation.councilId, scope.councilId), eq(mediation.mediationId, mediationId)));
  await recordFor(tx, scope, { action: 'mediation.day_fixed', target: mediationId, detail: { meetsOn } });
  await tellThoseInIt(tx, scope, mediationId);
  return 'fixed';
}
