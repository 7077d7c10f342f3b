import { and, eq, isNull, sql } from 'drizzle-orm';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { invitedPerson } from '#domain/people/accept.server.ts';
import { isExcluded, type Invitation } from '#domain/people/invite.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { familyRoles, type OfCase } from '../addressees.server.ts';
import { promise } from '../promises/promises-schema.server.ts';
import { addEntry } from './add-entry.server.ts';

const isOfFamily = (role: string): boolean => (familyRoles as readonly string[]).includes(role);

/**
 * Somebody of the family who holds only the link asks to be rung (THR15): an entry of the thread between them and the
 * council, with its promise. They are known by name from then on, and have no place on the case. A link proves nothing
 * of who holds it, so nobody wrote the entry. Asked twice before anybody rang, it is one wish. Null: nothing is promised.
 */
export async function askedByLink(
  tx: Tx,
  row: Invitation,
  words: string,
): Promise<{ ringBy: CalendarDate | null } | null> {
  const { councilId, caseFileId } = row;
  if (!isOfFamily(row.role) || (await isExcluded(tx, row, row))) return null;
  const of = { councilId, caseFileId };
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${caseFileId}, 12))`);
  const withPersonId = await invitedPerson(tx, row);
  const owed = await callOwed(tx, of, withPersonId);
  if (owed) return owed;
  const call = { kind: 'call', direction: 'in', came: 'asked_to_call_back', withPersonId } as const;
  const asked = `${words || 'Please ring me.'}\nAsked by the link of an invitation.`;
  await addEntry(tx, { ...of, personId: null }, { ...call, words: asked, happenedAt: now() }, now());
  return callOwed(tx, of, withPersonId);
}

/** By when this person is to be rung, where that is promised; a day nobody can reckon is null. */
async function callOwed(
  tx: Tx,
  { councilId, caseFileId }: OfCase,
  personId: string,
): Promise<{ ringBy: CalendarDate | null } | null> {
  const [owed] = await tx
    .select({ ringBy: promise.dueOn })
    .from(promise)
    .where(
      and(
        ...[eq(promise.councilId, councilId), eq(promise.caseFileId, caseFileId), eq(promise.forPersonId, personId)],
        ...[eq(promise.kind, 'call_back'), isNull(promise.keptOn), isNull(promise.replacedAt)],
      ),
    )
    .orderBy(promise.dueOn)
    .limit(1);
  return owed ?? null;
}
