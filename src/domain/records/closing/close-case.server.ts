import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { caseClosing } from '#domain/cases/closing-schema.server.ts';
import {
  endsWithNo,
  faultsInClosing,
  type ClosedBecause,
  type ClosingFacts,
  type ClosingGiven,
} from '#domain/cases/closing.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import { promise } from '#domain/contact/promises/promises-schema.server.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { keepsOpen, latestCertificate, type Found } from './keeps-open.ts';
import { tellOfClosing, tellOfOpening } from './tell-family.server.ts';

const thisCase = ({ councilId, caseFileId }: CaseScope) =>
  and(eq(caseFile.councilId, councilId), eq(caseFile.caseFileId, caseFileId));

/** What the database finds open on the case in hand, for the council's staff alone. */
export async function foundOpen(tx: Tx, today: CalendarDate): Promise<Found[]> {
  const rows = await tx.execute<Found & Record<string, unknown>>(
    sql`select what, which, on_day::text as "on", words from what_keeps_open(${today})`,
  );
  return [...rows];
}

/** The last closing of the case, with who did it; null when it never was closed. */
export async function lastClosing(tx: Tx, { councilId, caseFileId }: CaseScope) {
  const [row] = await tx
    .select({ closing: caseClosing, byName: person.fullName })
    .from(caseClosing)
    .leftJoin(person, and(eq(person.councilId, caseClosing.councilId), eq(person.personId, caseClosing.by)))
    .where(and(eq(caseClosing.councilId, councilId), eq(caseClosing.caseFileId, caseFileId)))
    .orderBy(desc(caseClosing.at), desc(caseClosing.caseClosingId))
    .limit(1);
  return row ?? null;
}

export type Closed = 'closed' | { wrong: Partial<Record<keyof ClosingGiven | 'form' | 'open', string>> };

/** CLO1 to CLO6: closes the case, tells the family and keeps the promise of another update: no more comes. */
export async function closeCase(
  tx: Tx,
  scope: CaseScope<'case:steer'>,
  given: ClosingGiven,
  now: Date,
): Promise<Closed> {
  await assertStillStanding(tx, scope);
  // Held for update: whatever somebody would have to see to waits for this, and then opens the case again.
  const [file] = await tx.select().from(caseFile).where(thisCase(scope)).for('update');
  if (!file) throw new Error('The case file of this scope is not there.');
  if (file.closedAt) return { wrong: { form: 'This case is closed already' } };
  const today = dateOf(now);
  const found = await foundOpen(tx, today);
  const facts: ClosingFacts = {
    ...{ bornOn: file.childBornOn, requestReceivedOn: file.requestReceivedOn },
    certificateOn: latestCertificate(found),
  };
  const wrong = faultsInClosing(given, facts, today);
  if (Object.keys(wrong).length > 0) return { wrong };
  const because = given.because as ClosedBecause;
  if (keepsOpen(stillMatters(found, because), today).length > 0)
    return { wrong: { open: 'Something is still open. See to it first, or the family waits for nothing' } };
  const { councilId, caseFileId, personId } = scope;
  const { closedOn, words } = given;
  const letterSentOn = endsWithNo(because) ? given.letterSentOn : null;
  await tx.insert(caseClosing).values({ councilId, caseFileId, because, words, closedOn, letterSentOn, by: personId });
  await tx
    .update(caseFile)
    .set({ closedAt: momentOf(closedOn, now) })
    .where(thisCase(scope));
  await keepLastUpdates(tx, scope, today);
  await recordFor(tx, scope, { action: 'case.closed', detail: { because, closedOn } });
  if (because !== 'died') await tellOfClosing(tx, scope, { because, words, child: file.childFirstName }, now);
  return 'closed';
}

/** Nobody appeals about a child who has died: that time runs out by itself, and what else is open does not. */
const stillMatters = (found: readonly Found[], because: ClosedBecause): Found[] =>
  found.filter(({ what }) => because !== 'died' || (what !== 'letter' && what !== 'plan_made'));

/** Midday in England is that day in every zone the database could be asked in. */
const momentOf = (day: CalendarDate, now: Date): Date => (day === dateOf(now) ? now : new Date(`${day}T12:00:00Z`));

/** The next update that was promised is that there will be none. */
async function keepLastUpdates(tx: Tx, scope: CaseScope, today: CalendarDate): Promise<void> {
  const kept = await tx
    .update(promise)
    .set({ keptOn: today, keptBy: scope.personId, keptWords: 'The case was closed' })
    .where(
      and(
        ...[
          eq(promise.councilId, scope.councilId),
          eq(promise.caseFileId, scope.caseFileId),
          eq(promise.kind, 'update'),
        ],
        ...[isNull(promise.keptOn), isNull(promise.replacedAt)],
      ),
    )
    .returning({ promiseId: promise.promiseId });
  for (const { promiseId } of kept) await recordFor(tx, scope, { action: 'promise.answered', target: promiseId });
}

/** CLO7: opens a closed case again, with a reason the family reads. Null: it is not closed. */
export async function openAgain(
  tx: Tx,
  scope: CaseScope<'case:steer'>,
  why: string,
  now: Date,
): Promise<'open' | { wrong: { why: string } } | null> {
  await assertStillStanding(tx, scope);
  if (why === '') return { wrong: { why: 'Say why the case is opened again' } };
  const [done] = await tx.execute<{ open: boolean }>(sql`select open_my_case_again(${why}) as open`);
  if (!done?.open) return null;
  const last = await lastClosing(tx, scope);
  if (last?.closing.because !== 'died') await tellOfOpening(tx, scope, why, now);
  return 'open';
}
