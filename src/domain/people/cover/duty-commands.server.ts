import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Scope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { person } from '../schema.server.ts';
import { councilDuty } from './cover-schema.server.ts';
import { assertDuty } from './duties.server.ts';
import { duties, type Duty } from './duties.ts';

export interface DutyHeld {
  councilDutyId: string;
  duty: Duty;
  personId: string;
  name: string;
  since: Date;
}

/** Who answers for what over the whole council, in the order of the duties. */
export async function dutiesHeld(tx: Tx, { councilId }: Scope): Promise<DutyHeld[]> {
  const rows = await tx
    .select({
      ...{ councilDutyId: councilDuty.councilDutyId, duty: councilDuty.duty, personId: councilDuty.personId },
      ...{ name: person.fullName, since: councilDuty.since },
    })
    .from(councilDuty)
    .innerJoin(person, and(eq(person.councilId, councilDuty.councilId), eq(person.personId, councilDuty.personId)))
    .where(and(eq(councilDuty.councilId, councilId), isNull(councilDuty.endedAt), isNull(person.disabledAt)))
    .orderBy(asc(person.fullName));
  return rows.sort((a, b) => duties.indexOf(a.duty) - duties.indexOf(b.duty));
}

/** A parent keeps the words; every other duty is for staff. */
const kindFor = (duty: Duty): 'family' | 'staff' => (duty === 'parent_panel' ? 'family' : 'staff');

/**
 * Gives a duty over the whole council to whoever has this e-mail address (DUT1). Only a director does, to anybody but
 * themselves; the database holds to both (J10).
 */
export async function giveDuty(
  tx: Tx,
  scope: Scope,
  { email, duty }: { email: string; duty: Duty },
): Promise<Refused | { name: string }> {
  await assertDuty(tx, 'director');
  const { councilId, personId: givenBy } = scope;
  const kind = kindFor(duty);
  const found = await tx
    .select({ personId: person.personId, name: person.fullName })
    .from(person)
    .where(
      and(
        ...[eq(person.councilId, councilId), eq(person.kind, kind), isNull(person.disabledAt)],
        sql`lower(${person.email}) = ${email.trim().toLowerCase()}`,
      ),
    );
  const [who, another] = found;
  if (!who || another)
    return refuse(
      'email',
      kind === 'family'
        ? 'This duty is for a parent. No one parent has this address'
        : 'Nobody of the council’s staff has this address',
    );
  if (who.personId === givenBy) return refuse('email', 'Nobody gives a duty to themselves. Ask another director');
  const [made] = await tx
    .insert(councilDuty)
    .values({ councilId, personId: who.personId, duty, givenBy })
    .onConflictDoNothing()
    .returning({ councilDutyId: councilDuty.councilDutyId });
  if (!made) return refuse('duty', `${who.name} has this duty already`);
  const detail = { personId: who.personId, duty };
  await recordFor(tx, scope, { action: 'duty.given', target: made.councilDutyId, detail });
  return { name: who.name };
}

/** Ends a duty. Null when there is no such one; the last director's stays, and the database holds to it (DUT2). */
export async function endDuty(tx: Tx, scope: Scope, councilDutyId: string): Promise<null | Refused | 'ended'> {
  await assertDuty(tx, 'director');
  if (!isId(councilDutyId)) return null;
  // One ending of a director at a time, in the order the constraint takes them.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${scope.councilId}, 13))`);
  const held = await dutiesHeld(tx, scope);
  const one = held.find((row) => row.councilDutyId === councilDutyId);
  if (!one) return null;
  if (one.duty === 'director' && held.filter(({ duty }) => duty === 'director').length === 1)
    return refuse(`end-${councilDutyId}`, 'There must be a director. Give that duty to somebody else first');
  await tx
    .update(councilDuty)
    .set({ endedAt: sql`now()`, endedBy: scope.personId })
    .where(and(eq(councilDuty.councilId, scope.councilId), eq(councilDuty.councilDutyId, councilDutyId)));
  const detail = { personId: one.personId, duty: one.duty };
  await recordFor(tx, scope, { action: 'duty.ended', target: councilDutyId, detail });
  return 'ended';
}
