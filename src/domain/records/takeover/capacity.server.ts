import { v7 } from 'uuid';
import type { CaseScope } from '#domain/access/scope.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import { capacity } from './takeover-schema.server.ts';
import { faultsInCapacity, type CapacityGiven } from './takeover.ts';
import { familyHere } from './who-is-here.server.ts';

export type CapacityWritten = 'written' | { wrong: Record<string, string> };

/**
 * YPT5: an officer writes down whether the young person can make one decision, and who makes it where they cannot. It ends
 * nobody's place: a parent who decides in their place stays what they are.
 */
export async function writeCapacity(tx: Tx, scope: CaseScope, given: CapacityGiven): Promise<CapacityWritten> {
  await assertStillStanding(tx, scope);
  const wrong = faultsInCapacity(given);
  if (Object.keys(wrong).length > 0) return { wrong };
  const byParent = given.has === 'no' && given.alternative === 'parent';
  const parent = byParent
    ? (await familyHere(tx, scope)).find(({ personId, role }) => personId === given.parentId && role === 'parent')
    : undefined;
  if (byParent && !parent) return { wrong: { parentId: 'Choose a parent who is on the case now' } };
  const { councilId, caseFileId, personId: by } = scope;
  const capacityId = v7();
  await tx.insert(capacity).values({
    ...{ councilId, caseFileId, capacityId, decision: given.decision, has: given.has === 'yes', why: given.why, by },
    alternative: given.has === 'no' ? given.alternative || null : null,
    alternativeId: parent?.personId ?? null,
    alternativeName: parent?.name ?? (given.has === 'no' ? given.name : ''),
  });
  await recordFor(tx, scope, { action: 'capacity.written', target: capacityId });
  return 'written';
}
