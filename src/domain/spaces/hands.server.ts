import { and, eq } from 'drizzle-orm';
import { mayAlso } from '#domain/access/offer.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { speakingOrder } from './hands.ts';
import { hand } from './schema.server.ts';
import type { SomeoneHere } from './store.server.ts';

/** The hands that are up, in the order they will be taken. What somebody typed instead of saying is for the chair and themselves. */
export async function viewHands(tx: Tx, scope: CaseScope, spaceId: string, people: SomeoneHere[]) {
  const here = and(
    eq(hand.councilId, scope.councilId),
    eq(hand.caseFileId, scope.caseFileId),
    eq(hand.spaceId, spaceId),
  );
  const rows = await tx.select().from(hand).where(here);
  const up = rows.flatMap((row) => {
    const someone = people.find(({ personId }) => personId === row.personId);
    return someone
      ? [{ ...someone, words: row.words, raisedAtMs: row.raisedAt.getTime(), turnsWaited: row.turnsWaited }]
      : [];
  });
  const leads = mayAlso(scope, 'room:lead');
  return speakingOrder(up).map(({ personId, name, side, words }) => {
    const mine = personId === scope.personId;
    return { personId, name, side, mine, words: mine || leads ? words : '' };
  });
}
