import { and, eq } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import { assertStillStanding } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { mediationFor } from '../begin.server.ts';
import { mediationRating } from './outcome-schema.server.ts';

/** What one of the family made of it, 1 to 5, and words if they like: theirs to give, to change and not to give (OUT8). */
export async function rateMediation(
  tx: Tx,
  scope: CaseScope<'mediation:rate'>,
  mediationId: string,
  { rating, words }: { rating: number; words: string },
  now: Date,
): Promise<'rated' | Refused | null> {
  await assertStillStanding(tx, scope);
  const here = await mediationFor(tx, scope, mediationId);
  if (here?.place !== 'family') return null;
  if (!here.mediation.closedAt) return refuse('rating', 'You can say what you made of it once it is over');
  if (!Number.isInteger(rating) || rating < 1 || rating > 5) return refuse('rating', 'Choose a number from 1 to 5');
  const { councilId, caseFileId, personId } = scope;
  await tx
    .insert(mediationRating)
    .values({ councilId, caseFileId, mediationId, personId, rating, words, at: now })
    .onConflictDoUpdate({
      target: [
        ...[mediationRating.councilId, mediationRating.caseFileId, mediationRating.mediationId],
        mediationRating.personId,
      ],
      set: { rating, words, at: now },
    });
  return 'rated';
}

/** This person’s own rating, or null. Nobody can ask for another’s. */
export async function myRating(tx: Tx, scope: CaseScope, mediationId: string) {
  const own = and(
    ...[eq(mediationRating.councilId, scope.councilId), eq(mediationRating.caseFileId, scope.caseFileId)],
    ...[eq(mediationRating.mediationId, mediationId), eq(mediationRating.personId, scope.personId)],
  );
  return (await tx.select().from(mediationRating).where(own))[0] ?? null;
}
