import { and, eq } from 'drizzle-orm';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { lastVisit } from './schema.server.ts';
import { visitAt } from './visit.ts';

const opened = (tx: Tx, scope: CaseScope) => recordFor(tx, scope, { action: 'case.opened' });

/**
 * Notes that this person has the case open, and records `case.opened` once per visit. Returns when the visit before
 * this one ended, or null on the first. Two pages may load at once: only the one that moves the row on records.
 */
export async function noteVisit(tx: Tx, scope: CaseScope, now: Date): Promise<Date | null> {
  const { councilId, caseFileId, personId } = scope;
  const mine = and(
    eq(lastVisit.councilId, councilId),
    eq(lastVisit.caseFileId, caseFileId),
    eq(lastVisit.personId, personId),
  );
  const [seen] = await tx.select().from(lastVisit).where(mine);
  if (!seen) {
    const first = await tx
      .insert(lastVisit)
      .values({ councilId, caseFileId, personId, currentAt: now })
      .onConflictDoNothing()
      .returning();
    if (first.length > 0) await opened(tx, scope);
    return null;
  }
  const visit = visitAt(seen.currentAt, now);
  if (visit === 'just-seen') return seen.previousAt;
  const previousAt = visit === 'new' ? seen.currentAt : seen.previousAt;
  const moved = await tx
    .update(lastVisit)
    .set({ previousAt, currentAt: now })
    .where(and(mine, eq(lastVisit.currentAt, seen.currentAt)))
    .returning();
  if (visit === 'new' && moved.length > 0) await opened(tx, scope);
  return previousAt;
}
