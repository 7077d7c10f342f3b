import { and, eq, isNull, notExists, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { exclusion, person, team, teamMember } from '#domain/people/schema.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { afterNewest } from '../after-newest.server.ts';
import {
  AppealMoved,
  assertOpen,
  beginAtDesk,
  leadsTribunalTeam,
  recordOnAppeal,
  type AppealRow,
} from '../begin.server.ts';
import { appealDays } from '../dates/next-due.server.ts';
import { pathRefused } from '../ending/paths.ts';
import { askedNow } from './asked.ts';
import { lookAgainRefused } from './look-again.ts';
import { tellMember } from './place.server.ts';
import type { ReviewAnswers, ReviewPath } from './review.ts';
import { newestReviews } from './reviews.server.ts';
import { appealReview } from './triage-schema.server.ts';

export interface NewReview {
  answers: ReviewAnswers;
  path: ReviewPath;
  reason: string;
  lookAgainOn: CalendarDate;
  /** The appeal as the form's page showed it. */
  version: number;
}

/** The day of the response while it still waits; null when it is sent, or nobody knows the day. */
export async function responseDueOn(tx: Tx, row: AppealRow): Promise<CalendarDate | null> {
  const day = (await appealDays(tx, row)).find(({ kind, waits }) => kind === 'response' && waits);
  return day && 'on' in day.on ? day.on.on : null;
}

/**
 * TRI9: writes down one answer to "Concede now?": what was answered, the path, why, and when to look again. It moves
 * nothing: the appeal ends by what is done, not by what is meant. The team's leaders are told that there is an update.
 */
export async function recordReview(
  tx: Tx,
  scope: Scope,
  appealId: string,
  { answers, path, reason, lookAgainOn, version }: NewReview,
  today: CalendarDate,
): Promise<AppealRow | Refused> {
  const held = await beginAtDesk(tx, scope, appealId, version);
  assertOpen(held);
  const due = await responseDueOn(tx, held);
  const tooLate = pathRefused(path, { stage: held.stage, responseDueOn: due, on: today });
  if (tooLate) return refuse('path', tooLate);
  const badDay = lookAgainRefused(lookAgainOn, { today, responseDueOn: due, hearingOn: held.hearingOn });
  if (badDay) return refuse('lookAgainOn', badDay);
  const last = (await newestReviews(tx, scope, [appealId])).get(appealId) ?? null;
  const when = askedNow(held, last, today)?.when ?? 'officer';
  const { councilId, personId: by } = scope;
  const at = afterNewest(appealReview, held);
  await tx.insert(appealReview).values({ councilId, appealId, when, answers, path, reason, by, at, lookAgainOn });
  for (const leader of await leadersFor(tx, held)) if (leader !== by) await tellMember(tx, councilId, leader);
  await recordOnAppeal(tx, scope, held, { action: 'appeal.reviewed' });
  return held;
}

export interface ManagersWord {
  reviewId: string;
  says: 'agrees' | 'does_not_agree';
  reason: string;
}

/** TRI10: a leader of the team who did not write it says whether they agree, once, and why. Its author is told that there is an update. */
export async function answerReview(
  tx: Tx,
  scope: Scope,
  appealId: string,
  { reviewId, says, reason }: ManagersWord,
): Promise<AppealRow | Refused> {
  const held = await beginAtDesk(tx, scope, appealId);
  assertOpen(held);
  if (!(await leadsTribunalTeam(tx))) return refuse('says', 'Somebody who leads the tribunal team says this.');
  const thisOne = and(
    ...[eq(appealReview.councilId, scope.councilId), eq(appealReview.appealId, appealId)],
    eq(appealReview.appealReviewId, reviewId),
  );
  const [review] = await tx.select().from(appealReview).where(thisOne);
  if (!review) throw new AppealMoved('gone');
  if (review.by === scope.personId)
    return refuse('says', 'You wrote this answer. Somebody else who leads the team says whether they agree.');
  const [answered] = await tx
    .update(appealReview)
    .set({ managerId: scope.personId, managerSays: says, managerReason: reason, managerAt: now() })
    .where(and(thisOne, isNull(appealReview.managerAt)))
    .returning({ by: appealReview.by });
  if (!answered) throw new AppealMoved('changed');
  await tellMember(tx, scope.councilId, answered.by);
  await recordOnAppeal(tx, scope, held, { action: 'appeal.review_answered' });
  return held;
}

/** Who leads the team and may know of this appeal. */
async function leadersFor(tx: Tx, { councilId, caseFileId }: AppealRow): Promise<string[]> {
  const kept = tx
    .select({ one: sql`1` })
    .from(exclusion)
    .where(
      and(
        ...[eq(exclusion.councilId, councilId), eq(exclusion.personId, teamMember.personId)],
        sql`${exclusion.caseFileId} = ${caseFileId}`,
      ),
    );
  const rows = await tx
    .selectDistinct({ personId: teamMember.personId })
    .from(teamMember)
    .innerJoin(team, and(eq(team.councilId, teamMember.councilId), eq(team.teamId, teamMember.teamId)))
    .innerJoin(person, and(eq(person.councilId, teamMember.councilId), eq(person.personId, teamMember.personId)))
    .where(
      and(
        ...[eq(teamMember.councilId, councilId), eq(team.kind, 'tribunal'), eq(teamMember.leads, true)],
        ...[isNull(person.disabledAt), notExists(kept)],
      ),
    );
  return rows.map(({ personId }) => personId);
}
