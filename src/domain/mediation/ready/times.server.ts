import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { beginInMediation } from '../begin.server.ts';
import { mediationParty } from '../schema.server.ts';
import { meetingTime, meetingTimeAnswer } from './ready-schema.server.ts';
import { readHours, type Hours } from './times.ts';

const MOST_OFFERED = 12;

const offered = ({ councilId, caseFileId }: CaseScope, mediationId: string) =>
  and(
    ...[eq(meetingTime.councilId, councilId), eq(meetingTime.caseFileId, caseFileId)],
    ...[eq(meetingTime.mediationId, mediationId), isNull(meetingTime.takenBackAt)],
  );

/** The times that are offered, the earliest first, each with who of those with a sign-in can come and who cannot. */
export async function timesOf(tx: Tx, scope: CaseScope, mediationId: string) {
  const times = await tx
    .select()
    .from(meetingTime)
    .where(offered(scope, mediationId))
    .orderBy(asc(meetingTime.on), asc(meetingTime.startsAt));
  const ids = times.map(({ meetingTimeId }) => meetingTimeId);
  const answers = ids.length === 0 ? [] : await answersTo(tx, scope, mediationId, ids);
  return times.map((time) => ({
    ...time,
    mine: time.offeredBy === scope.personId,
    answers: answers.filter(({ meetingTimeId }) => meetingTimeId === time.meetingTimeId),
  }));
}

/** Who of those on the list now said what. The answer of somebody who has left is no longer asked about. */
const answersTo = (tx: Tx, { councilId, caseFileId }: CaseScope, mediationId: string, meetingTimeIds: string[]) =>
  tx
    .select({
      meetingTimeId: meetingTimeAnswer.meetingTimeId,
      can: meetingTimeAnswer.can,
      partyId: mediationParty.partyId,
    })
    .from(meetingTimeAnswer)
    .innerJoin(
      mediationParty,
      and(
        ...[
          eq(mediationParty.councilId, meetingTimeAnswer.councilId),
          eq(mediationParty.personId, meetingTimeAnswer.personId),
        ],
        ...[eq(mediationParty.mediationId, mediationId), isNull(mediationParty.leftAt)],
      ),
    )
    .where(
      and(
        ...[eq(meetingTimeAnswer.councilId, councilId), eq(meetingTimeAnswer.caseFileId, caseFileId)],
        inArray(meetingTimeAnswer.meetingTimeId, meetingTimeIds),
      ),
    );

/** Offers a time. Whoever offers it can come then. Null for whoever has no place here. */
export async function offerTime(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  typed: Hours,
  today: CalendarDate,
): Promise<Refused | null | 'offered'> {
  if (!(await beginInMediation(tx, scope, mediationId))) return null;
  const hours = readHours(typed, today);
  if (isRefused(hours)) return hours;
  const there = await timesOf(tx, scope, mediationId);
  if (there.some(({ on, startsAt }) => on === hours.on && startsAt === hours.startsAt))
    return refuse('on', 'That time is offered already');
  if (there.length >= MOST_OFFERED) return refuse('on', `Take one back first: ${MOST_OFFERED} times are offered`);
  const { councilId, caseFileId, personId: offeredBy } = scope;
  const [made] = await tx
    .insert(meetingTime)
    .values({ councilId, caseFileId, mediationId, ...hours, offeredBy })
    .onConflictDoUpdate({
      target: [meetingTime.councilId, meetingTime.mediationId, meetingTime.on, meetingTime.startsAt],
      set: { endsAt: hours.endsAt, offeredBy, takenBackAt: null },
    })
    .returning({ meetingTimeId: meetingTime.meetingTimeId });
  await tx
    .delete(meetingTimeAnswer)
    .where(and(eq(meetingTimeAnswer.councilId, councilId), eq(meetingTimeAnswer.meetingTimeId, made!.meetingTimeId)));
  await writeAnswer(tx, scope, made!.meetingTimeId, true);
  await recordFor(tx, scope, { action: 'mediation.time_offered', target: mediationId });
  return 'offered';
}

function writeAnswer(tx: Tx, { councilId, caseFileId, personId }: CaseScope, meetingTimeId: string, can: boolean) {
  return tx
    .insert(meetingTimeAnswer)
    .values({ councilId, caseFileId, meetingTimeId, personId, can })
    .onConflictDoUpdate({
      target: [
        meetingTimeAnswer.councilId,
        meetingTimeAnswer.caseFileId,
        meetingTimeAnswer.meetingTimeId,
        meetingTimeAnswer.personId,
      ],
      set: { can, at: sql`now()` },
    });
}

const NOT_OFFERED = 'That time is not offered any more';
const isThere = async (tx: Tx, scope: CaseScope, mediationId: string, meetingTimeId: string) =>
  isId(meetingTimeId) && (await timesOf(tx, scope, mediationId)).find((time) => time.meetingTimeId === meetingTimeId);

/** Says for oneself whether one can come then. The last word counts. */
export async function answerTime(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  meetingTimeId: string,
  can: boolean,
): Promise<Refused | null | 'answered'> {
  if (!(await beginInMediation(tx, scope, mediationId))) return null;
  if (!(await isThere(tx, scope, mediationId, meetingTimeId))) return refuse('times', NOT_OFFERED);
  await writeAnswer(tx, scope, meetingTimeId, can);
  await recordFor(tx, scope, { action: 'mediation.time_answered', target: mediationId });
  return 'answered';
}

/** Takes a time back: whoever offered it, or whoever leads. */
export async function takeBackTime(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  meetingTimeId: string,
): Promise<Refused | null | 'taken-back'> {
  const here = await beginInMediation(tx, scope, mediationId);
  if (!here) return null;
  const time = await isThere(tx, scope, mediationId, meetingTimeId);
  if (!time) return refuse('times', NOT_OFFERED);
  if (!time.mine && here.place !== 'lead') return refuse('times', 'Whoever offered a time takes it back');
  await tx
    .update(meetingTime)
    .set({ takenBackAt: sql`now()` })
    .where(and(eq(meetingTime.councilId, scope.councilId), eq(meetingTime.meetingTimeId, meetingTimeId)));
  await recordFor(tx, scope, { action: 'mediation.time_taken_back', target: mediationId });
  return 'taken-back';
}
