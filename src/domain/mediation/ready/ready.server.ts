import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import type { InMediation } from '../begin.server.ts';
import type { Ground } from '../dispute/dispute.ts';
import { dispute } from '../schema.server.ts';
import { nobodyCan } from './authority.ts';
import { notYet } from './may-enter.ts';
import type { PartySeen } from './parties.server.ts';

/** What the disagreement is about, in the law's words. Null when nothing in it has a right of appeal. */
export async function groundOf(tx: Tx, scope: CaseScope, { mediation }: InMediation): Promise<Ground | null> {
  const [about] = await tx
    .select({ ground: dispute.ground })
    .from(dispute)
    .where(
      and(
        ...[eq(dispute.councilId, scope.councilId), eq(dispute.caseFileId, scope.caseFileId)],
        eq(dispute.disputeId, mediation.disputeId),
      ),
    );
  return about?.ground ?? null;
}

/** Those who come for the council: whoever leads early resolution works for it too, and decides nothing for it there. */
export const forCouncil = (people: readonly PartySeen[]): PartySeen[] =>
  people.filter(({ side, comingAs }) => side === 'council' && comingAs !== 'facilitator');

/** What nobody who comes for the council can say yes to (RDY5). */
export const missingYes = (people: readonly PartySeen[], ground: Ground | null) =>
  nobodyCan(forCouncil(people), ground);

/** Of those who come: who has not yet said yes to how it works. Whoever does not come, or may not yet, is not waited for. */
export const stillToAgree = (people: readonly PartySeen[]): PartySeen[] =>
  people.filter((one) => one.coming !== 'no' && one.waitsFor === null && notYet(one) === 'agree');
