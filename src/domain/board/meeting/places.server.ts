import { and, eq, gt, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import { roleInWords, type Role } from '#domain/access/standing.ts';
import { exclusion, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { record } from '#server/history.ts';
import { seatsOf } from './meetings.server.ts';
import { agendaItem, boardMeeting } from '../schema.server.ts';
import { sitting, type Seated } from './seating.ts';

/** Members of the Board may read a case for so long after it met, for what is still asked of them. */
const READS_ON_DAYS = 28;

interface OfCase {
  councilId: string;
  caseFileId: string;
}

/**
 * Makes the Board's places on one case what its agendas say (MEET8): everybody who sits has one until 28 days after the
 * meeting, nobody else has. Somebody who is excluded, or on the case as something else, is left as they are; a place
 * given by hand has no end and is left too. The case must be in hand. Doing it twice changes nothing.
 */
export async function settlePlaces(tx: Tx, { councilId, caseFileId }: OfCase, by: string): Promise<void> {
  const of = { councilId, caseFileId };
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${caseFileId}, 13))`);
  await closeOverdue(tx, of);
  const wanted = await wantedPlaces(tx, of);
  const live = await tx
    .select()
    .from(standing)
    .where(and(ofCase(of), isNull(standing.endedAt)));
  const shut = await excludedFrom(tx, of);
  const ours = live.filter(({ role, endsAt }) => role === 'board_member' && endsAt !== null);
  const ended = ours.filter(({ personId }) => !wanted.has(personId)).map(({ standingId }) => standingId);
  if (ended.length > 0) await end(tx, of, ended);
  for (const { standingId, personId, endsAt } of ours) {
    const until = wanted.get(personId);
    if (until && until.getTime() !== endsAt!.getTime()) await extend(tx, of, standingId, until);
  }
  const here = new Set(live.map(({ personId }) => personId));
  const given = [...wanted].filter(([personId]) => !here.has(personId) && !shut.has(personId));
  for (const [personId, endsAt] of given)
    await tx.insert(standing).values({ ...of, personId, role: 'board_member', grantedBy: by, endsAt });
  if (ended.length + given.length === 0) return;
  const detail = { given: given.map(([personId]) => personId), ended };
  await record(tx, { ...of, actorId: by, action: 'board.places_settled', detail });
}

const ofCase = ({ councilId, caseFileId }: OfCase) =>
  and(eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId));

/** Who sits on a Board this case is, or was lately, on the agenda of, and until when they may read it. */
async function wantedPlaces(tx: Tx, { councilId, caseFileId }: OfCase): Promise<Map<string, Date>> {
  const until = sql<Date>`((${boardMeeting.meetsOn} + ${READS_ON_DAYS + 1}::int)::timestamp at time zone 'Europe/London')`;
  const rows = await tx
    .select({ boardMeetingId: boardMeeting.boardMeetingId, until: until.mapWith((text: string) => new Date(text)) })
    .from(agendaItem)
    .innerJoin(
      boardMeeting,
      and(eq(boardMeeting.councilId, agendaItem.councilId), eq(boardMeeting.boardMeetingId, agendaItem.boardMeetingId)),
    )
    .where(
      and(
        ...[eq(agendaItem.councilId, councilId), eq(agendaItem.caseFileId, caseFileId)],
        ...[inArray(agendaItem.state, ['listed', 'decided']), isNull(boardMeeting.cancelledAt), gt(until, sql`now()`)],
      ),
    );
  const wanted = new Map<string, Date>();
  for (const row of rows)
    for (const { personId } of sitting(await seatsOf(tx, { councilId }, row.boardMeetingId)))
      if ((wanted.get(personId) ?? row.until) <= row.until) wanted.set(personId, row.until);
  return wanted;
}

async function excludedFrom(tx: Tx, { councilId, caseFileId }: OfCase): Promise<Set<string>> {
  const rows = await tx
    .select({ personId: exclusion.personId })
    .from(exclusion)
    .where(and(eq(exclusion.councilId, councilId), eq(exclusion.caseFileId, caseFileId)));
  return new Set(rows.map(({ personId }) => personId));
}

/** A place whose time is over, but which nobody closed, would stand in the way of the next one. */
const closeOverdue = (tx: Tx, of: OfCase) =>
  tx
    .update(standing)
    .set({ endedAt: standing.endsAt, epoch: sql`${standing.epoch} + 1` })
    .where(and(ofCase(of), isNull(standing.endedAt), lte(standing.endsAt, sql`now()`)));

const end = (tx: Tx, of: OfCase, standingIds: string[]) =>
  tx
    .update(standing)
    .set({ endedAt: sql`now()`, epoch: sql`${standing.epoch} + 1`, reason: 'No longer sits on the Board of this case' })
    .where(and(ofCase(of), inArray(standing.standingId, standingIds)));

const extend = (tx: Tx, of: OfCase, standingId: string, endsAt: Date) =>
  tx
    .update(standing)
    .set({ endsAt })
    .where(and(ofCase(of), eq(standing.standingId, standingId)));

/** How one who sits comes to this case: null when they may read and decide it as a member of the Board. */
export interface PlaceOf {
  name: string;
  /** Why they cannot take part in this one, in words. */
  not: string | null;
}

/** Who of those who sit can take part in this case, and why somebody cannot (MEET8). */
export async function placesOf(tx: Tx, of: OfCase, seated: readonly Seated[]): Promise<PlaceOf[]> {
  const live = or(isNull(standing.endsAt), gt(standing.endsAt, sql`now()`));
  const rows = await tx
    .select({ personId: standing.personId, role: standing.role })
    .from(standing)
    .where(and(ofCase(of), isNull(standing.endedAt), live, isNotNull(standing.role)));
  const roles = new Map(rows.map(({ personId, role }) => [personId, role]));
  const shut = await excludedFrom(tx, of);
  return sitting(seated).map(({ personId, name }) => ({
    name,
    not: whyNotHere(roles.get(personId), shut.has(personId)),
  }));
}

function whyNotHere(role: Role | undefined, excluded: boolean): string | null {
  if (excluded) return 'may not see this case, and was not given it';
  if (role === 'board_member') return null;
  return role
    ? `is on this case as ${roleInWords[role].toLowerCase()}, and does not decide it as well`
    : 'has no place on this case';
}
