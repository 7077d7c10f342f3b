import { and, asc, eq, notInArray } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { beginAtDesk, recordOnAppeal, type AppealRow } from '../begin.server.ts';
import { appealCause } from './ending-schema.server.ts';

export interface CauseSaid {
  cause: string;
  note: string;
}

/** What an appeal came from, as the tribunal team said: nobody else reads it. */
export const causesOf = (
  tx: Tx,
  { councilId, appealId }: Pick<AppealRow, 'councilId' | 'appealId'>,
): Promise<CauseSaid[]> =>
  tx
    .select({ cause: appealCause.cause, note: appealCause.note })
    .from(appealCause)
    .where(and(eq(appealCause.councilId, councilId), eq(appealCause.appealId, appealId)))
    .orderBy(asc(appealCause.cause));

/**
 * END11: says what an appeal that has ended came from: one cause or more of `known`, the council's own list. What was said
 * before and is not said again is taken back.
 */
export async function sayCauses(
  tx: Tx,
  scope: Scope<'appeals:work'>,
  appealId: string,
  said: CauseSaid[],
  known: readonly string[],
): Promise<'said' | Refused> {
  const held = await beginAtDesk(tx, scope, appealId);
  if (held.stage !== 'closed') return refuse('form', 'Say what it came from once the appeal has ended.');
  if (said.length === 0) return refuse('causes', 'Choose at least one cause');
  const unknown = said.find(({ cause }) => !known.includes(cause));
  if (unknown) return refuse('causes', 'One of these causes is no longer on the list. Choose again.');
  const { councilId } = held;
  const ofThis = and(eq(appealCause.councilId, councilId), eq(appealCause.appealId, appealId));
  const kept = said.map(({ cause }) => cause);
  await tx.delete(appealCause).where(and(ofThis, notInArray(appealCause.cause, kept)));
  for (const { cause, note } of said)
    await tx
      .insert(appealCause)
      .values({ councilId, appealId, cause, note, by: scope.personId })
      .onConflictDoUpdate({
        target: [appealCause.councilId, appealCause.appealId, appealCause.cause],
        set: { note },
      });
  await recordOnAppeal(tx, scope, held, { action: 'appeal.causes_said', detail: { causes: kept } });
  return 'said';
}
