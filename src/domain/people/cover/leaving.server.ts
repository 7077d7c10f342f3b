import { and, desc, eq, gte, isNull, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { refuse, type Refused } from '#domain/access/refused.ts';
import { AccessEnded, recordFor, underScope } from '#domain/access/scoped.server.ts';
import type { Scope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { person } from '../schema.server.ts';
import { councilDuty, leaving } from './cover-schema.server.ts';
import { hasDuty } from './duties.server.ts';
import type { Duty } from './duties.ts';
import { mayArrangeFor } from './members.server.ts';

/** What one leaving ended, by name, with how many of each there were. */
export type Ended = Record<'signIns' | 'standings' | 'covers' | 'teams' | 'duties' | 'invitations', number>;

export const endedInWords: Record<keyof Ended, [one: string, many: string]> = {
  signIns: ['browser signed in', 'browsers signed in'],
  standings: ['place on a case', 'places on cases'],
  covers: ['cover, as somebody away or for them', 'covers, as somebody away or for them'],
  teams: ['team', 'teams'],
  duties: ['duty over the whole council', 'duties over the whole council'],
  invitations: ['invitation not used yet', 'invitations not used yet'],
};

/** How many open cases still have this person as case officer, whoever may see them; and whether they are the only one on others. */
async function casesLeft(tx: Tx, personId: string): Promise<{ officer: number; hidden: number }> {
  const [row] = await tx.execute<{ officer: number; hidden: number }>(sql`
    select count(*) filter (where role = 'case_officer')::int as officer,
      count(*) filter (where role = 'case_officer' and case_file_id is null)::int as hidden from cases_of(${personId})`);
  return row ?? { officer: 0, hidden: 0 };
}

/** Why somebody cannot leave yet, in a sentence, or null. Never what a leader may not know of a case. */
export async function whyNotLeave(tx: Tx, scope: Scope, personId: string): Promise<Refused | null> {
  if (personId === scope.personId)
    return refuse('leave', 'Nobody closes their own account. Ask who leads your team, or a director');
  const { officer, hidden } = await casesLeft(tx, personId);
  if (officer > 0) {
    const unseen = hidden > 0 ? ` ${hidden} of them you may not see: their senior manager hands those over.` : '';
    const [have, them] = officer === 1 ? ['1 case still has', 'it'] : [`${officer} cases still have`, 'them'];
    return refuse('leave', `${have} nobody else. Hand ${them} over first, so that each family is told.${unseen}`);
  }
  const duties = await dutiesOf(tx, scope, personId);
  if (duties.length > 0 && !(await hasDuty(tx, 'director')))
    return refuse('leave', 'They have a duty over the whole council. A director ends that first');
  return duties.includes('director') && !(await otherDirector(tx, scope, personId))
    ? refuse('leave', 'They are the only director. Give that duty to somebody else first')
    : null;
}

const dutiesOf = async (tx: Tx, { councilId }: Scope, personId: string): Promise<Duty[]> =>
  (
    await tx
      .select({ duty: councilDuty.duty })
      .from(councilDuty)
      .where(
        and(...[eq(councilDuty.councilId, councilId), eq(councilDuty.personId, personId), isNull(councilDuty.endedAt)]),
      )
  ).map(({ duty }) => duty);

async function otherDirector(tx: Tx, { councilId }: Scope, personId: string): Promise<boolean> {
  const rows = await tx
    .select({ personId: councilDuty.personId })
    .from(councilDuty)
    .innerJoin(person, and(eq(person.councilId, councilDuty.councilId), eq(person.personId, councilDuty.personId)))
    .where(
      and(
        ...[eq(councilDuty.councilId, councilId), eq(councilDuty.duty, 'director'), isNull(councilDuty.endedAt)],
        ...[isNull(person.disabledAt), sql`${councilDuty.personId} <> ${personId}`],
      ),
    );
  return rows.length > 0;
}

/**
 * Closes the account of somebody who leaves: sign-ins, sockets, places, cover, teams, duties and invitations end in this one
 * transaction, with a row that says how many of each (LVE1, LVE3). The database refuses it while a case would have nobody (LVE2).
 * Throws `AccessEnded` when the person does not arrange for them.
 */
export async function leave(tx: Tx, scope: Scope, personId: string): Promise<Refused | { ended: Ended }> {
  if (!(await mayArrangeFor(tx, personId))) throw new AccessEnded();
  // Held first, so that a case given to them at this moment comes wholly before or wholly after.
  const [here] = await tx
    .select({ disabledAt: person.disabledAt })
    .from(person)
    .where(and(eq(person.councilId, scope.councilId), eq(person.personId, personId), eq(person.kind, 'staff')))
    .for('update');
  if (!here) throw new AccessEnded();
  if (here.disabledAt) return refuse('leave', 'Their account is closed already');
  const why = await whyNotLeave(tx, scope, personId);
  if (why) return why;
  const [row] = await tx.execute<{ ended: Ended }>(sql`select end_everything_of(${personId}) as ended`);
  const { ended } = row!;
  await recordFor(tx, scope, { action: 'staff.left', target: personId, detail: { ...ended } });
  return { ended };
}

/** The same as a page asks it. What the database refuses at the end is said as every other reason is. */
export async function closeAccount(scope: Scope, personId: string): Promise<Refused | { ended: Ended }> {
  try {
    return await underScope(scope, (tx) => leave(tx, scope, personId));
  } catch (fault) {
    const said = refusals[constraintOf(fault)];
    if (!said) throw fault;
    return refuse('leave', said);
  }
}

const refusals: Record<string, string> = {
  case_has_owner: 'A case would have nobody. Give it to somebody first: it is on the list of their cases',
  council_has_director: 'They are the only director. Give that duty to somebody else first',
};

const constraintOf = (fault: unknown): string => {
  const { cause, constraint_name: name } = fault as { cause?: { constraint_name?: string }; constraint_name?: string };
  return name ?? cause?.constraint_name ?? '';
};

export interface Left {
  personId: string;
  name: string;
  job: string | null;
  at: Date;
  by: string;
  ended: Ended;
}

/** Who left since that moment, the latest first, with what ended: for directors, and for those who led them. */
export async function leavers(tx: Tx, { councilId }: Scope, since: Date): Promise<Left[]> {
  const whoDid = alias(person, 'who_did');
  const rows = await tx
    .select({
      ...{ personId: leaving.personId, name: person.fullName, job: person.jobTitle },
      ...{ at: leaving.at, by: whoDid.fullName, ended: leaving.ended },
    })
    .from(leaving)
    .innerJoin(person, and(eq(person.councilId, leaving.councilId), eq(person.personId, leaving.personId)))
    .innerJoin(whoDid, and(eq(whoDid.councilId, leaving.councilId), eq(whoDid.personId, leaving.by)))
    .where(
      and(
        eq(leaving.councilId, councilId),
        gte(leaving.at, since),
        or(sql`has_duty('director')`, sql`exists (select 1 from my_area_teams() t where t.leads)`),
      ),
    )
    .orderBy(desc(leaving.at));
  return rows.map((row) => ({ ...row, ended: row.ended as Ended }));
}
