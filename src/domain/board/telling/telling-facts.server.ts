import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Role } from '#domain/access/standing.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf, minuteOfDay } from '#domain/calendar/today.ts';
import { adultFor } from '#domain/cases/adults.server.ts';
import { preflight, type Adult } from '#domain/cases/adults.ts';
import { datesOf } from '#domain/cases/dates.server.ts';
import { communicationPlan } from '#domain/contact/schema.server.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { familyOn, type FamilyMember } from '../meeting/notices.server.ts';
import type { Outcome } from '../outcomes.ts';
import type { GateFacts, ToTell } from './release-gate.ts';
import { limitOf } from './rights.ts';
import { telling } from './telling-schema.server.ts';
import type { Try } from './who-tells.ts';

/** Somebody of the family, and what the check of the adults says of sending them this (GUARD9). */
export interface Recipient extends FamilyMember {
  adultId: string | null;
  /** `skip`: nothing may go to them at all. `check_first`: somebody has to look before anything may. */
  stands: 'send' | 'skip' | 'check_first';
  because: string | null;
  askFirst: string | null;
}

/** Parents, carers and the young person, with what was checked of each. What a young person holds in their own right nobody checks. */
export async function recipientsOf(tx: Tx, scope: CaseScope, today: CalendarDate): Promise<Recipient[]> {
  const family = await familyOn(tx, scope);
  return Promise.all(
    family.map(async (member) => ({
      ...member,
      ...(member.role === 'young_person'
        ? theirOwn
        : checked(await adultFor(tx, scope, member.personId), member, today)),
    })),
  );
}

type Checked = Omit<Recipient, keyof FamilyMember>;
const theirOwn: Checked = { adultId: null, stands: 'send', because: null, askFirst: null };

function checked(adult: Adult | null, { name }: FamilyMember, today: CalendarDate): Checked {
  if (!adult)
    return {
      ...theirOwn,
      stands: 'check_first',
      because: `${name} is not one of the grown-ups of this case. Check first who they are.`,
    };
  const { adultId } = adult;
  const answer = preflight(adult, today);
  if (answer.may) return { adultId, stands: 'send', because: null, askFirst: answer.askFirst };
  const never = adult.restriction === 'send_nothing' || adult.responsibility === 'not_held' || adult.endedAt !== null;
  return { adultId, stands: never ? 'skip' : 'check_first', because: answer.because, askFirst: null };
}

/** What the gate asks about, as it stands now. Of the family, those the council may send things to. */
export async function gateFactsOf(
  tx: Tx,
  scope: CaseScope,
  { decisionId, outcome }: { decisionId: string; outcome: Outcome },
  at: Date,
  wordsRead: boolean,
): Promise<GateFacts> {
  const today = dateOf(at);
  const family = (await recipientsOf(tx, scope, today)).filter(({ stands }) => stands !== 'skip');
  const ids = family.map(({ personId }) => personId);
  const plans = await plansOf(tx, scope, ids);
  const tries = await triesAt(tx, scope, decisionId);
  const toTell = family.map(({ personId, name, because }): ToTell => ({
    personId,
    name,
    checkFirst: because,
    plan: plans.get(personId) ?? null,
    tries: tries.filter((each) => each.personId === personId),
  }));
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
      ringOn: communicationPlan.ringOn,
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
