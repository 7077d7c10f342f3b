import { and, asc, desc, eq, exists, ilike, isNull, or, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { decision } from '../desk/deciding-schema.server.ts';
import { release, telling } from './telling-schema.server.ts';
import { recipientsOf } from './telling-facts.server.ts';
import type { CameOfIt, WayToTell } from './who-tells.ts';

export type Decided = typeof decision.$inferSelect;
export type Released = typeof release.$inferSelect;

/** What the Board decided on this case, the newest first, with its release when it is out. For the council; a family asks `familySees`. */
export const decidedOn = (tx: Tx, scope: CaseScope): Promise<{ decision: Decided; release: Released | null }[]> =>
  tx
    .select({ decision, release })
    .from(decision)
    .leftJoin(
      release,
      and(
        eq(release.councilId, decision.councilId),
        eq(release.caseFileId, decision.caseFileId),
        eq(release.decisionId, decision.decisionId),
      ),
    )
    .where(and(eq(decision.councilId, scope.councilId), eq(decision.caseFileId, scope.caseFileId)))
    .orderBy(desc(decision.decidedAt), desc(decision.decisionId));

/** One of them; null when this case has none of that id. */
export const decidedAs = async (tx: Tx, scope: CaseScope, decisionId: string) =>
  (await decidedOn(tx, scope)).find((each) => each.decision.decisionId === decisionId) ?? null;

export interface MayTell {
  personId: string;
  name: string;
  job: string;
}

/** Staff who may have rung: those with a place on this case, and this council's Family Communication Officers. */
export async function whoMayTell(tx: Tx, { councilId, caseFileId }: CaseScope): Promise<MayTell[]> {
  const onTheCase = tx
    .select({ one: sql`1` })
    .from(standing)
    .where(
      and(
        eq(standing.councilId, councilId),
        eq(standing.caseFileId, caseFileId),
        eq(standing.personId, person.personId),
        eq(standing.grant, 'specific'),
        isNull(standing.endedAt),
      ),
    );
  const rows = await tx
    .select({ personId: person.personId, name: person.fullName, job: person.jobTitle })
    .from(person)
    .where(
      and(
        eq(person.councilId, councilId),
        eq(person.kind, 'staff'),
        isNull(person.disabledAt),
        or(exists(onTheCase), ilike(person.jobTitle, '%family communication%')),
      ),
    )
    .orderBy(asc(person.fullName));
  return rows.map((row) => ({ ...row, job: row.job ?? 'Council staff' }));
}

export interface TryMade {
  decisionId: string;
  personId: string;
  by: string;
  how: WayToTell;
  cameOfIt: CameOfIt;
  words: string;
}

/** Writes down one try at telling one family member. It stays as it is. Null when there is no such decision. */
export async function logTry(
  tx: Tx,
  scope: CaseScope<'decision:tell'>,
  made: TryMade,
  now: Date,
): Promise<Refused | null | 'logged'> {
  await assertStillStanding(tx, scope);
  const found = await decidedAs(tx, scope, made.decisionId);
  if (!found) return null;
  if (found.release) return refuse('cameOfIt', 'This decision is out already. Write later calls on the case instead.');
  const to = (await recipientsOf(tx, scope, dateOf(now))).find(({ personId }) => personId === made.personId);
  if (!to) return refuse('personId', 'Choose who of the family was told');
  if (to.stands === 'skip') return refuse('personId', `Nothing is told to ${to.name}. ${to.because}`);
  if (!(await whoMayTell(tx, scope)).some(({ personId }) => personId === made.by))
    return refuse('by', 'Choose who spoke to them');
  const { councilId, caseFileId } = scope;
  await tx.insert(telling).values({ councilId, caseFileId, ...made, words: made.words.trim(), at: now });
  const { personId, by, how, cameOfIt } = made;
  await recordFor(tx, scope, {
    action: 'decision.tried_to_tell',
    target: made.decisionId,
    detail: { personId, by, how, cameOfIt },
  });
  return 'logged';
}
