import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { momentInWords } from '#domain/calendar/words.ts';
import { person } from '#domain/people/schema.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import {
  AppealMoved,
  appealAtDesk,
  assertOpen,
  beginAtDesk,
  changeAppeal,
  inTribunalTeam,
  leadsTribunalTeam,
  recordOnAppeal,
  type AppealRow,
} from '../begin.server.ts';
import { appeal } from '../schema.server.ts';
import { endPlace, placeOnCase, tellMember } from './place.server.ts';

/**
 * TRI1: takes an appeal that nobody has. One statement, so that of two who press at once one gets it and the other is told
 * who. Taking what one has already does nothing.
 */
export async function claimAppeal(tx: Tx, scope: Scope, appealId: string): Promise<AppealRow | Refused> {
  if (!(await inTribunalTeam(tx))) throw new AppealMoved('gone');
  const [taken] = await tx
    .update(appeal)
    .set({ claimedBy: scope.personId, claimedAt: sql`now()`, version: sql`${appeal.version} + 1` })
    .where(
      and(
        ...[eq(appeal.councilId, scope.councilId), eq(appeal.appealId, appealId)],
        ...[isNull(appeal.claimedBy), ne(appeal.stage, 'closed')],
      ),
    )
    .returning();
  if (!taken) return notTaken(tx, scope, appealId);
  await placeOnCase(tx, taken);
  await recordOnAppeal(tx, scope, taken, { action: 'appeal.claimed' });
  return taken;
}

async function notTaken(tx: Tx, scope: Scope, appealId: string): Promise<AppealRow | Refused> {
  const found = await appealAtDesk(tx, scope, appealId);
  if (!found) throw new AppealMoved('gone');
  assertOpen(found);
  if (found.claimedBy === scope.personId) return found;
  const name = await nameOf(tx, scope, found.claimedBy!);
  return refuse('claim', `${name} has it since ${momentInWords(found.claimedAt!)}.`);
}

/** TRI2: lets go of an appeal one has; with it goes the place on its case file. One that is not theirs is as it was. */
export async function releaseAppeal(tx: Tx, scope: Scope, appealId: string): Promise<AppealRow | Refused> {
  const held = await beginAtDesk(tx, scope, appealId);
  if (held.claimedBy === null) return held;
  if (held.claimedBy !== scope.personId) {
    return refuse('claim', `${await nameOf(tx, scope, held.claimedBy)} has it. Only they can let it go.`);
  }
  const released = await changeAppeal(tx, held, { claimedBy: null, claimedAt: null });
  await endPlace(tx, held);
  await recordOnAppeal(tx, scope, held, { action: 'appeal.released' });
  return released;
}

/**
 * TRI4: a leader of the team takes an appeal from whoever has it, with a reason that is kept. Whoever had it is told that
 * there is an update.
 */
export async function takeOverAppeal(
  tx: Tx,
  scope: Scope,
  appealId: string,
  { reason, version }: { reason: string; version: number },
): Promise<AppealRow | Refused> {
  const held = await beginAtDesk(tx, scope, appealId, version);
  assertOpen(held);
  if (!(await leadsTribunalTeam(tx))) return refuse('reason', 'Somebody who leads the tribunal team does this.');
  if (held.claimedBy === null || held.claimedBy === scope.personId) throw new AppealMoved('changed');
  const taken = await changeAppeal(tx, held, { claimedBy: scope.personId, claimedAt: now() });
  await endPlace(tx, held);
  await placeOnCase(tx, taken);
  await tellMember(tx, scope.councilId, held.claimedBy);
  const detail = { from: held.claimedBy };
  await recordOnAppeal(tx, scope, taken, { action: 'appeal.taken_over', reason, detail });
  return taken;
}

async function nameOf(tx: Tx, { councilId }: Scope, personId: string): Promise<string> {
  const [who] = await tx
    .select({ name: person.fullName })
    .from(person)
    .where(and(eq(person.councilId, councilId), eq(person.personId, personId)));
  return who!.name;
}
