import { and, eq } from 'drizzle-orm';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { beginInMediation } from '../begin.server.ts';
import type { PrivateSide } from '../mediation.ts';
import { preCall } from './ready-schema.server.ts';
import { readTime } from './times.ts';

/** A call of the lead with one side alone. */
export interface PreCall {
  side: PrivateSide;
  on: CalendarDate;
  startsAt: string;
  phone: string;
}

/** The calls before the meeting that this person may know of: their own side's; both, for whoever leads (RDY10). */
export const preCallsOf = (tx: Tx, { councilId, caseFileId }: CaseScope, mediationId: string): Promise<PreCall[]> =>
  tx
    .select({ side: preCall.side, on: preCall.on, startsAt: preCall.startsAt, phone: preCall.phone })
    .from(preCall)
    .where(
      and(
        ...[eq(preCall.councilId, councilId), eq(preCall.caseFileId, caseFileId)],
        eq(preCall.mediationId, mediationId),
      ),
    );

function readCall(typed: Omit<PreCall, 'side'>, today: CalendarDate): Omit<PreCall, 'side'> | Refused {
  if (!isCalendarDate(typed.on)) return refuse('callOn', 'Enter the day');
  if (typed.on < today) return refuse('callOn', 'That day is over. Enter a day to come');
  const startsAt = readTime(typed.startsAt);
  if (!startsAt) return refuse('callAt', 'Enter the time, like 10:00');
  const phone = typed.phone.trim();
  return phone === ''
    ? refuse('phone', 'Enter the number you ring from, or they ring')
    : { on: typed.on, startsAt, phone };
}

/** The lead says when they speak to one side alone, and on which number. Kept quiet: the other side is told of none. */
export async function offerCall(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  { side, ...typed }: PreCall,
  today: CalendarDate,
): Promise<Refused | null | 'offered'> {
  const here = await beginInMediation(tx, scope, mediationId);
  if (!here) return null;
  if (here.place !== 'lead') return refuse('side', 'Whoever leads it rings each side');
  const call = readCall(typed, today);
  if (isRefused(call)) return call;
  const { councilId, caseFileId, personId: offeredBy } = scope;
  await tx
    .insert(preCall)
    .values({ councilId, caseFileId, mediationId, side, ...call, offeredBy })
    .onConflictDoUpdate({
      target: [preCall.councilId, preCall.caseFileId, preCall.mediationId, preCall.side],
      set: { ...call, offeredBy },
    });
  await recordFor(tx, scope, { action: 'mediation.call_offered', target: mediationId });
  return 'offered';
}
