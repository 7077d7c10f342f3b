import { and, asc, desc, eq, gt, inArray, isNull, ne, not, or, sql } from 'drizzle-orm';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { roleInWords, sideOf, type Side } from '#domain/access/standing.ts';
import type { Tx } from '#server/db.ts';
import { given, invitation } from './invitation-schema.server.ts';
import { exclusion, person, standing } from './schema.server.ts';

export interface PersonOnCase {
  standingId: string;
  name: string;
  role: string;
  side: Side;
  job: string | null;
  /** Somebody who opened the case with a reason, for an hour. */
  withReason: string | null;
  since: Date;
  me: boolean;
}

const live = and(isNull(standing.endedAt), or(isNull(standing.endsAt), gt(standing.endsAt, sql`now()`)));
const ofCase = ({ councilId, caseFileId }: CaseScope) =>
  and(eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId));

/** Who is on the case now, in names and roles. Nobody's address, number or e-mail leaves this function. */
export async function onTheCase(tx: Tx, scope: CaseScope): Promise<PersonOnCase[]> {
  const rows = await tx
    .select({
      standingId: standing.standingId,
      personId: standing.personId,
      name: sql<string>`case when ${person.kind} = 'staff' then ${person.fullName} else coalesce(${person.calledName}, ${person.fullName}) end`,
      role: standing.role,
      job: person.jobTitle,
      grant: standing.grant,
      reason: standing.reason,
      since: standing.startedAt,
    })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(and(ofCase(scope), live))
    .orderBy(asc(standing.startedAt), asc(standing.standingId));
  return rows.map(({ personId, role, grant, reason, ...row }) => ({
    ...row,
    role: grant === 'break_glass' ? 'Opened the case with a reason' : roleInWords[role],
    side: sideOf[role],
    withReason: grant === 'break_glass' ? reason : null,
    me: personId === scope.personId,
  }));
}

export interface Ending {
  standingId: string;
  reason: string;
  /** They must never see this case file again, whatever else they are. */
  never: boolean;
}
export type Ended = 'ended' | 'not-there' | 'last-officer';

/**
 * Ends somebody's place on the case. The new epoch and the history row, in one transaction, are what close their
 * sockets and refuse whatever of theirs is still on its way. Invitations they had sent belong to whoever ends it.
 */
export async function endStanding(tx: Tx, scope: CaseScope, { standingId, reason, never }: Ending): Promise<Ended> {
  // One ending at a time on a case: two officers who end each other would wait for each other for ever.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${scope.caseFileId}, 11))`);
  await assertStillStanding(tx, scope);
  const mayGo = (await otherOfficers(tx, scope, standingId)) ? undefined : not(isOfficer);
  const [ended] = await tx
    .update(standing)
    .set({ endedAt: sql`now()`, epoch: sql`${standing.epoch} + 1`, reason })
    .where(and(ofCase(scope), eq(standing.standingId, standingId), isNull(standing.endedAt), mayGo))
    .returning({ personId: standing.personId, role: standing.role });
  if (!ended) return mayGo ? 'last-officer' : 'not-there';
  const { councilId, caseFileId, personId: by } = scope;
  if (never)
    await tx
      .insert(exclusion)
      .values({ councilId, caseFileId, personId: ended.personId, reason, by })
      .onConflictDoNothing();
  const theirs = and(eq(invitation.invitedBy, ended.personId), isNull(invitation.usedAt));
  await tx
    .update(invitation)
    .set({ invitedBy: by })
    .where(and(eq(invitation.councilId, councilId), eq(invitation.caseFileId, caseFileId), theirs));
  const detail = { personId: ended.personId, role: ended.role };
  await recordFor(tx, scope, { action: 'standing.ended', target: standingId, reason, detail });
  return 'ended';
}

const isOfficer = and(inArray(standing.role, ['case_officer', 'senior_manager']), eq(standing.grant, 'specific'))!;

/** Whether another officer stays (PEO5), one who has not left. Holds them, so that none of them goes by another way meanwhile. */
async function otherOfficers(tx: Tx, scope: CaseScope, standingId: string): Promise<boolean> {
  const others = and(ofCase(scope), isOfficer, isNull(standing.endedAt), isNull(standing.endsAt));
  const rows = await tx
    .select({ id: standing.standingId })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(and(others, isNull(person.disabledAt), ne(standing.standingId, standingId)))
    .for('share');
  return rows.length > 0;
}

/** What came in by links and nobody has dealt with yet, the latest first. */
export const waitingGiven = (tx: Tx, { councilId, caseFileId }: CaseScope) =>
  tx
    .select({
      givenId: given.givenId,
      kind: given.kind,
      words: given.words,
      at: given.at,
      name: invitation.fullName,
      evidenceItemId: given.evidenceItemId,
    })
    .from(given)
    .innerJoin(
      invitation,
      and(eq(invitation.councilId, given.councilId), eq(invitation.invitationId, given.invitationId)),
    )
    .where(and(eq(given.councilId, councilId), eq(given.caseFileId, caseFileId), isNull(given.seenAt)))
    .orderBy(desc(given.at));

/** Says that an officer has dealt with something that was given. */
export async function markSeenGiven(tx: Tx, scope: CaseScope, givenId: string): Promise<void> {
  await assertStillStanding(tx, scope);
  const rows = await tx
    .update(given)
    .set({ seenAt: sql`now()`, seenBy: scope.personId })
    .where(
      and(
        eq(given.councilId, scope.councilId),
        eq(given.caseFileId, scope.caseFileId),
        eq(given.givenId, givenId),
        isNull(given.seenAt),
      ),
    )
    .returning({ id: given.givenId });
  if (rows.length > 0) await recordFor(tx, scope, { action: 'given.seen', target: givenId });
}
