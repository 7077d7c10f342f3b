import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { beginInMediation, type InMediation, type PartyRow } from '../begin.server.ts';
import type { Authority } from '../mediation.ts';
import { mediationParty } from '../schema.server.ts';
import { partyRow } from './parties.server.ts';
import { isTheirs, leads, mayAllow, speaksFor } from './who-may-add.ts';

type Done = Refused | null | 'done';
type Change = PgUpdateSetSource<typeof mediationParty>;
const NOT_THERE = 'They are not on the list any more. Load the page again';
const NOT_YOURS = 'That is for their own side to say';

/** One row of the list, held with the mediation. Null as `mediationFor`. */
async function hold(tx: Tx, scope: CaseScope, mediationId: string, partyId: string) {
  const here = await beginInMediation(tx, scope, mediationId);
  if (!here) return null;
  const row = isId(partyId) ? await partyRow(tx, scope, here, partyId) : undefined;
  return row ? { here, row } : refuse('form', NOT_THERE);
}

const write = (tx: Tx, { councilId, partyId }: PartyRow, change: Change) =>
  tx
    .update(mediationParty)
    .set(change)
    .where(and(eq(mediationParty.councilId, councilId), eq(mediationParty.partyId, partyId)));

/** Changes a row that is this person's own or their side's. */
async function change(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  partyId: string,
  action: string,
  decide: (held: { here: InMediation; row: PartyRow }) => Refused | Change,
): Promise<Done> {
  const held = await hold(tx, scope, mediationId, partyId);
  if (held === null || isRefused(held)) return held;
  if (!isTheirs(held.here.place, scope.personId, held.row)) return refuse('form', NOT_YOURS);
  const changed = decide(held);
  if (isRefused(changed)) return changed;
  await write(tx, held.row, changed);
  await recordFor(tx, scope, { action, target: mediationId });
  return 'done';
}

/** Says whether somebody comes. */
export const sayComing = (tx: Tx, scope: CaseScope, mediationId: string, partyId: string, coming: 'yes' | 'no') =>
  change(tx, scope, mediationId, partyId, 'mediation.coming_said', () => ({ coming }));

/** Writes what makes it easier for somebody: kept quiet, so that nobody is told that there is something (RDY7). */
export const writeNeeds = (tx: Tx, scope: CaseScope, mediationId: string, partyId: string, needs: string) =>
  change(tx, scope, mediationId, partyId, 'mediation.needs_written', () => ({ needs: needs.trim() }));

/** Writes what somebody of the council's side can say yes to (RDY5). Both sides read it. */
export const writeAuthority = (
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  partyId: string,
  authority: Authority | Refused,
) =>
  change(tx, scope, mediationId, partyId, 'mediation.authority_written', ({ row }) => {
    if (row.side !== 'council' || leads(row.comingAs))
      return refuse('form', 'Only for people who come for the council');
    return isRefused(authority) ? authority : { authority, authorityAt: sql`now()` };
  });

/** Says whether somebody with a sign-in signs for their side. */
export const saySigns = (tx: Tx, scope: CaseScope, mediationId: string, partyId: string, signs: boolean) =>
  change(tx, scope, mediationId, partyId, 'mediation.signs_said', ({ here, row }) => {
    if (!speaksFor(here.place, here.party)) return refuse('form', NOT_YOURS);
    const may = row.comingAs === 'decides' || row.comingAs === 'advises' || row.comingAs === 'party';
    return may && row.personId !== null ? { signs } : refuse('form', 'They have no sign-in to sign with');
  });

/**
 * Takes somebody off the list, or leaves it oneself (`left`): their rooms are gone for them at once. The last one of a
 * side's own stays.
 */
export async function takeOff(tx: Tx, scope: CaseScope, mediationId: string, partyId: string): Promise<Done | 'left'> {
  const held = await hold(tx, scope, mediationId, partyId);
  if (held === null || isRefused(held)) return held;
  const { here, row } = held;
  if (leads(row.comingAs)) return refuse('form', 'Whoever leads it is replaced, and not taken off the list');
  const own = isTheirs(here.place, scope.personId, row) && speaksFor(here.place, here.party);
  if (!own && row.personId !== scope.personId) return refuse('form', NOT_YOURS);
  if (row.side !== 'neutral' && row.personId !== null && !(await hasAnother(tx, row)))
    return refuse('form', 'Somebody of each side must stay');
  await write(tx, row, { leftAt: sql`now()` });
  await recordFor(tx, scope, { action: 'mediation.person_left', target: mediationId });
  return row.personId === scope.personId ? 'left' : 'done';
}

/** Whether somebody else with a sign-in speaks for the side of this row. */
async function hasAnother(tx: Tx, { councilId, mediationId, partyId, side }: PartyRow): Promise<boolean> {
  const speaking =
    side === 'family' ? eq(mediationParty.comingAs, 'party') : sql`${mediationParty.personId} is not null`;
  const others = await tx
    .select({ partyId: mediationParty.partyId })
    .from(mediationParty)
    .where(
      and(
        ...[eq(mediationParty.councilId, councilId), eq(mediationParty.mediationId, mediationId), speaking],
        ...[eq(mediationParty.side, side), isNull(mediationParty.leftAt), ne(mediationParty.partyId, partyId)],
        sql`${mediationParty.comingAs} not in ('mediator', 'facilitator')`,
      ),
    );
  return others.length > 0;
}

/** Gives the yes that somebody's coming waits for (RDY4). */
export async function allow(tx: Tx, scope: CaseScope, mediationId: string, partyId: string): Promise<Done> {
  const held = await hold(tx, scope, mediationId, partyId);
  if (held === null || isRefused(held)) return held;
  const { here, row } = held;
  if (!mayAllow(here.place, row.waitsFor) || !speaksFor(here.place, here.party))
    return refuse('form', 'That yes is not yours to give');
  await write(tx, row, { waitsFor: null });
  await recordFor(tx, scope, { action: 'mediation.person_allowed', target: mediationId });
  return 'done';
}
