import { and, eq, sql } from 'drizzle-orm';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import { isRefused, refuse, type Refused } from '#domain/evidence/begin.server.ts';
import { teamMember } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { settleDay } from './board-day.server.ts';
import { caseFilesOn, withCaseInHand } from './in-hand.server.ts';
import { whyNotMove, type UnderTheLaw } from './putting-off.ts';
import { papersOutFor, weeklySeries, type SeriesDay } from './meeting-days.ts';
import { faultsInPlan, isOpen, type MeetingPlan } from './meeting.ts';
import { casesOn, meetingOf, seatsOf, type MeetingRow } from './meetings.server.ts';
import { settlePlaces } from './places.server.ts';
import { boardMeeting } from '../schema.server.ts';
import { whyNotStart } from './seating.ts';

/** Why this person may not arrange that meeting: they may not know of it, or they only sit on it. */
export type NotTheirs = 'unknown' | 'forbidden';
export const isNotTheirs = (answer: unknown): answer is NotTheirs => answer === 'unknown' || answer === 'forbidden';

/** The meeting, held until the transaction ends, for a member of its area's team. Every command on a meeting starts with it. */
export async function holdMeeting(tx: Tx, scope: Scope, boardMeetingId: string): Promise<MeetingRow | NotTheirs> {
  const seen = await meetingOf(tx, scope, boardMeetingId);
  if (!seen) return 'unknown';
  if (!(await holdDuty(tx, scope, seen.teamId))) return 'forbidden';
  const [held] = await tx.select().from(boardMeeting).where(thisOne(scope, boardMeetingId)).for('update');
  return held!;
}

/** Whether this person belongs to the team, held until the transaction ends. */
async function holdDuty(tx: Tx, { councilId, personId }: Scope, teamId: string): Promise<boolean> {
  const duty = and(
    eq(teamMember.councilId, councilId),
    eq(teamMember.teamId, teamId),
    eq(teamMember.personId, personId),
  );
  return (await tx.select({ since: teamMember.since }).from(teamMember).where(duty).for('share')).length > 0;
}

const thisOne = ({ councilId }: Scope, boardMeetingId: string) =>
  and(eq(boardMeeting.councilId, councilId), eq(boardMeeting.boardMeetingId, boardMeetingId));

export interface Arranging extends Omit<MeetingPlan, 'papersOutOn'> {
  teamId: string;
  weeks: number;
}

/** The meetings that were made. `clashed` are days on which this area already has a Board. */
export interface Arranged {
  made: { boardMeetingId: string; on: CalendarDate; moved: string | null }[];
  clashed: CalendarDate[];
  unknownYear: number | null;
}

/** Most weeks at once: half a year is as far ahead as anybody books a room. */
const MOST_WEEKS = 26;

/** Makes a weekly series of Boards at once, each with its own day for the papers (MEET2, MEET3). Null for another's area. */
export async function arrange(
  tx: Tx,
  scope: Scope<'meeting:arrange'>,
  wanted: Arranging,
  today: CalendarDate,
): Promise<Arranged | Refused | null> {
  if (!(await holdDuty(tx, scope, wanted.teamId))) return null;
  if (!Number.isInteger(wanted.weeks) || wanted.weeks < 1 || wanted.weeks > MOST_WEEKS)
    return refuse('weeks', `Say for how many weeks: 1 to ${MOST_WEEKS}`);
  const { days, unknownYear } = weeklySeries(wanted.meetsOn, wanted.weeks);
  const made: Arranged = { made: [], clashed: [], unknownYear };
  for (const day of days) {
    const one = await makeOne(tx, scope, wanted, day, today);
    if (isRefused(one)) return one;
    if (one) made.made.push({ boardMeetingId: one, ...day });
    else made.clashed.push(day.on);
  }
  if (made.made.length > 0) return made;
  const [clash] = made.clashed;
  return clash
    ? refuse('meetsOn', `This area already has a Board on ${inWords(clash)}.`)
    : refuse('meetsOn', 'We do not know the bank holidays of that year yet. Choose an earlier day.');
}

async function makeOne(
  tx: Tx,
  scope: Scope,
  { teamId, weeks: _, ...plan }: Arranging,
  { on }: SeriesDay,
  today: CalendarDate,
): Promise<string | null | Refused> {
  const out = papersOutFor(on);
  if ('unknownYear' in out) return refuse('meetsOn', 'We do not know the bank holidays of that year.');
  const whole = { ...plan, meetsOn: on, papersOutOn: out.on };
  const [fault] = Object.entries(faultsInPlan(whole, today));
  if (fault) return refuse(...fault);
  const [made] = await tx
    .insert(boardMeeting)
    .values({ councilId: scope.councilId, teamId, ...whole, arrangedBy: scope.personId })
    .onConflictDoNothing()
    .returning({ boardMeetingId: boardMeeting.boardMeetingId });
  if (!made) return null;
  await recordFor(tx, scope, { action: 'meeting.arranged', target: made.boardMeetingId, detail: { on } });
  return made.boardMeetingId;
}

/** Changes the day, hours, place, papers day, cap or quorum of a Board that has not started. No case passes the law's day by it (GAP6). */
export async function changeMeeting(
  tx: Tx,
  scope: Scope<'meeting:arrange'>,
  held: MeetingRow,
  plan: MeetingPlan,
  today: CalendarDate,
): Promise<'changed' | Refused> {
  if (!isOpen(held)) return refuse('meetsOn', 'This Board has started, or will not meet. It cannot be changed.');
  const [fault] = Object.entries(faultsInPlan(plan, today));
  if (fault) return refuse(...fault);
  const count = await casesOn(tx, held.boardMeetingId);
  if (plan.cap < count) return refuse('cap', `There are ${count} cases on the agenda already.`);
  const late = whyNotMove(await lawsOn(tx, held.boardMeetingId), held.meetsOn, plan.meetsOn);
  if (late) return refuse('meetsOn', late);
  if (plan.meetsOn !== held.meetsOn && (await hasBoardOn(tx, held, plan.meetsOn)))
    return refuse('meetsOn', `This area already has a Board on ${inWords(plan.meetsOn)}.`);
  const told = (['meetsOn', 'startsAt', 'endsAt', 'place'] as const).some((part) => plan[part] !== held[part]);
  await tx
    .update(boardMeeting)
    .set({ ...plan, ...(told ? { changedAt: sql`now()` } : {}) })
    .where(thisOne(scope, held.boardMeetingId));
  await recordFor(tx, scope, { action: 'meeting.changed', target: held.boardMeetingId, detail: { ...plan } });
  await settleCases(tx, scope, held.boardMeetingId);
  return 'changed';
}

const hasBoardOn = async (tx: Tx, { councilId, teamId }: MeetingRow, on: CalendarDate): Promise<boolean> => {
  const same = and(
    eq(boardMeeting.councilId, councilId),
    eq(boardMeeting.teamId, teamId),
    eq(boardMeeting.meetsOn, on),
  );
  return (await tx.select({ id: boardMeeting.boardMeetingId }).from(boardMeeting).where(same)).length > 0;
};

async function lawsOn(tx: Tx, boardMeetingId: string): Promise<UnderTheLaw[]> {
  const rows = await tx.execute<{
    question: UnderTheLaw['question'];
    request_received_on: string;
    excepted: string[];
  }>(sql`select * from agenda_limits(${boardMeetingId})`);
  return rows.map(({ question, request_received_on, excepted }) => ({
    question,
    requestReceivedOn: request_received_on,
    excepted,
  }));
}

/** After seats or the day changed: on every case of the agenda, the members' places and the day of the Board. */
export async function settleCases(tx: Tx, scope: Scope, boardMeetingId: string): Promise<void> {
  for (const caseFileId of await caseFilesOn(tx, boardMeetingId)) {
    const of = { councilId: scope.councilId, caseFileId };
    await withCaseInHand(tx, caseFileId, async () => {
      await settlePlaces(tx, of, scope.personId);
      await settleDay(tx, of, scope.personId);
    });
  }
}

/** Says that a Board will not meet. Only one with nothing on its agenda: each case is put elsewhere first, under its own rule. */
export async function cancelMeeting(
  tx: Tx,
  scope: Scope<'meeting:arrange'>,
  held: MeetingRow,
): Promise<'done' | Refused> {
  if (!isOpen(held)) return refuse('cancel', 'This Board has started, or was called off already.');
  const count = await casesOn(tx, held.boardMeetingId);
  if (count > 0) return refuse('cancel', `There are ${count} cases on the agenda. Put each on another Board first.`);
  return mark(tx, scope, held, { cancelledAt: new Date(), changedAt: new Date() }, 'meeting.cancelled');
}

/** Starts the Board, when enough of those who decide are there (MEET5). */
export async function startMeeting(
  tx: Tx,
  scope: Scope<'meeting:arrange'>,
  held: MeetingRow,
  today: CalendarDate,
): Promise<'done' | Refused> {
  const not = whyNotStart(held, await seatsOf(tx, scope, held.boardMeetingId), today);
  return not ? refuse('start', not) : mark(tx, scope, held, { startedAt: new Date() }, 'meeting.started');
}

/** Ends the Board. What was not decided stays listed, and is said so. */
export async function endMeeting(tx: Tx, scope: Scope<'meeting:arrange'>, held: MeetingRow): Promise<'done' | Refused> {
  if (!held.startedAt || held.endedAt) return refuse('end', 'This Board is not meeting now.');
  return mark(tx, scope, held, { endedAt: new Date() }, 'meeting.ended');
}

async function mark(
  tx: Tx,
  scope: Scope,
  { boardMeetingId }: MeetingRow,
  change: Partial<MeetingRow>,
  action: string,
): Promise<'done'> {
  await tx.update(boardMeeting).set(change).where(thisOne(scope, boardMeetingId));
  await recordFor(tx, scope, { action, target: boardMeetingId });
  return 'done';
}
