import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Role } from '#domain/access/standing.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf, minuteOfDay } from '#domain/calendar/today.ts';
import { adult } from '#domain/cases/adults-schema.server.ts';
import { datesOf } from '#domain/cases/dates.server.ts';
import { communicationPlan } from '#domain/contact/schema.server.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { familyOn, type FamilyMember } from './notices.server.ts';
import type { Outcome } from './outcomes.ts';
import type { GateFacts, ToTell } from './release-gate.ts';
import { limitOf } from './rights.ts';
import { telling } from './telling-schema.server.ts';
import type { Try } from './who-tells.ts';

/** Somebody of the family, and whether the council may send them anything. */
export interface Recipient extends FamilyMember {
  adultId: string | null;
  sendNothing: boolean;
}

/** Parents, carers and the young person, with what was checked of each. */
export async function recipientsOf(tx: Tx, scope: CaseScope): Promise<Recipient[]> {
  const rows = await tx
    .select({ adultId: adult.adultId, personId: adult.personId, restriction: adult.restriction })
    .from(adult)
    .where(and(eq(adult.councilId, scope.councilId), eq(adult.caseFileId, scope.caseFileId), isNull(adult.endedAt)));
  return (await familyOn(tx, scope)).map((member) => {
    const checked = rows.find(({ personId }) => personId === member.personId);
    return { ...member, adultId: checked?.adultId ?? null, sendNothing: checked?.restriction === 'send_nothing' };
  });
}

/** What the gate asks about, as it stands now. Of the family, those the council may send things to. */
export async function gateFactsOf(
  tx: Tx,
  scope: CaseScope,
  { decisionId, outcome }: { decisionId: string; outcome: Outcome },
  at: Date,
  wordsRead: boolean,
): Promise<GateFacts> {
  const family = (await recipientsOf(tx, scope)).filter(({ sendNothing }) => !sendNothing);
  const ids = family.map(({ personId }) => personId);
  const plans = await plansOf(tx, scope, ids);
  const tries = await triesAt(tx, scope, decisionId);
  const toTell = family.map(({ personId, name }): ToTell => ({
    personId,
    name,
    plan: plans.get(personId) ?? null,
    tries: tries.filter((each) => each.personId === personId),
  }));
  const today = dateOf(at);
  const statutoryOn = await lastDayOf(tx, scope, outcome, today);
  return { outcome, family: toTell, today, minute: minuteOfDay(at), statutoryOn, wordsRead };
}

/** The last day the law leaves for this notice; null when none binds, or an exception excuses it. */
async function lastDayOf(
  tx: Tx,
  scope: CaseScope,
  outcome: Outcome,
  today: CalendarDate,
): Promise<CalendarDate | null> {
  const limit = limitOf(outcome);
  const due = (await datesOf(tx, scope, today)).due.find(({ what }) => what === limit);
  return !due || due.state === 'excused' ? null : due.on;
}

async function plansOf(tx: Tx, { councilId, caseFileId }: CaseScope, ids: string[]) {
  if (ids.length === 0) return new Map<string, ToTell['plan']>();
  const rows = await tx
    .select({
      personId: communicationPlan.personId,
      firstBy: communicationPlan.firstBy,
      notOn: communicationPlan.notOn,
    })
    .from(communicationPlan)
    .where(
      and(
        eq(communicationPlan.councilId, councilId),
        eq(communicationPlan.caseFileId, caseFileId),
        inArray(communicationPlan.personId, ids),
      ),
    );
  return new Map(rows.map(({ personId, ...plan }) => [personId, plan]));
}

export type TryAt = Try & { personId: string; at: Date; words: string };

/** What whoever tried was on this case when they did, also when their place has ended since. */
const roleThen = sql<Role | null>`(select ${standing.role} from ${standing} where ${standing.councilId} = ${telling.councilId}
  and ${standing.caseFileId} = ${telling.caseFileId} and ${standing.personId} = ${telling.by}
  and ${standing.startedAt} <= ${telling.at} order by ${standing.startedAt} desc limit 1)`;

/** Every try at telling this decision, the earliest first, with what whoever tried is on this case. */
export async function triesAt(tx: Tx, scope: CaseScope, decisionId: string): Promise<TryAt[]> {
  const rows = await tx
    .select({ row: telling, byName: person.fullName, byJob: person.jobTitle, byRole: roleThen })
    .from(telling)
    .innerJoin(person, and(eq(person.councilId, telling.councilId), eq(person.personId, telling.by)))
    .where(
      and(
        eq(telling.councilId, scope.councilId),
        eq(telling.caseFileId, scope.caseFileId),
        eq(telling.decisionId, decisionId),
      ),
    )
    .orderBy(asc(telling.at), asc(telling.tellingId));
  return rows.map(({ row, byName, byJob, byRole }) => ({
    personId: row.personId,
    how: row.how,
    cameOfIt: row.cameOfIt,
    on: dateOf(row.at),
    at: row.at,
    words: row.words,
    byName,
    byJob,
    byRole,
  }));
}
