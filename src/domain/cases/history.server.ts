import { and, desc, eq, gt, inArray, ne, or, sql, type SQL } from 'drizzle-orm';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { roleInWords, sideOf, type Role, type Side } from '#domain/access/standing.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { reasonGiven } from '#server/history.ts';
import { history } from '#server/schema.server.ts';
import { actionsOf, happeningOf } from './happenings.ts';

/** One thing somebody did on this case, in words. Holds no ids, no hashes and no detail of the row it was read from. */
export interface Told {
  at: Date;
  name: string;
  role: string;
  side: Side;
  did: string;
  reason: string | null;
}

const MOST_CHANGES = 200;
const MOST_LOOKS = 200;

/** The role of the latest standing the person has had on this case, ended or not. */
const latestRole = sql<Role | null>`(select ${standing.role} from ${standing} where ${standing.councilId} = ${history.councilId}
  and ${standing.caseFileId} = ${history.chainId} and ${standing.personId} = ${history.actorId}
  order by ${standing.startedAt} desc limit 1)`;
/** Families are called what they asked to be called; staff go by their name. */
const shownName = sql<string>`case when ${person.kind} = 'staff' then ${person.fullName} else coalesce(${person.calledName}, ${person.fullName}) end`;

async function tell(
  tx: Tx,
  scope: CaseScope,
  actions: string[],
  which: SQL | undefined,
  most: number,
): Promise<Told[]> {
  const rows = await tx
    .select({
      at: history.at,
      action: history.action,
      reason: reasonGiven,
      name: shownName,
      jobTitle: person.jobTitle,
      role: latestRole,
    })
    .from(history)
    .innerJoin(person, and(eq(person.councilId, history.councilId), eq(person.personId, history.actorId)))
    .where(
      and(
        eq(history.councilId, scope.councilId),
        eq(history.chainId, scope.caseFileId),
        inArray(history.action, actions),
        which,
      ),
    )
    .orderBy(desc(history.sequence))
    .limit(most);
  return rows.map(({ at, action, reason, name, jobTitle, role }) => ({
    at,
    name,
    reason,
    role: role ? roleInWords[role] : (jobTitle ?? 'Council staff'),
    side: role ? sideOf[role] : 'council',
    did: happeningOf(action)?.did ?? '',
  }));
}

const changesFor = (side: Side): string[] =>
  side === 'council' ? actionsOf('change', 'council_change') : actionsOf('change');

/** What others changed since that moment, newest first, at most 200. */
export const changesSince = (tx: Tx, scope: CaseScope, since: Date): Promise<Told[]> =>
  tell(
    tx,
    scope,
    changesFor(scope.side),
    and(gt(history.at, since), ne(history.actorId, scope.personId)),
    MOST_CHANGES,
  );

/**
 * Who looked at this case, when and why, newest first, at most 200 (CAS10). A family member is told of everybody who is
 * not family, and of themselves; when another family member looked is theirs alone. Looking here is itself recorded.
 */
export async function whoLooked(tx: Tx, scope: CaseScope): Promise<Told[]> {
  const notOtherFamily =
    scope.side === 'family' ? or(ne(person.kind, 'family'), eq(person.personId, scope.personId)) : undefined;
  const looks = await tell(tx, scope, actionsOf('look'), notOtherFamily, MOST_LOOKS);
  if (scope.side !== 'family') await recordFor(tx, scope, { action: 'case.history_seen' });
  return looks;
}
