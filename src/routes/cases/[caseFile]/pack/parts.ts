import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { childPageOf } from '#domain/cases/child-page.server.ts';
import { caseFactsOf } from '#domain/evidence/case-facts.server.ts';
import type { PackParts } from '#domain/evidence/pack/pack-parts.ts';
import type { SeenPoint } from '#domain/evidence/list/seen.ts';
import { seenPoints, sharedPageOf } from '../shared-page.ts';

/**
 * What other rooms bring to a pack: the child's page, the family's summary and the points, never the running note; and
 * the points as a confirmation rests on them, from the same reading.
 */
export async function packPartsOf(scope: CaseScope): Promise<{ parts: PackParts; seen: SeenPoint[] }> {
  const shared = await sharedPageOf(scope);
  const { summary, points } = shared;
  const { child, name } = await underScope(scope, async (tx) => ({
    child: await childPageOf(tx, scope),
    name: (await caseFactsOf(tx, scope)).childName,
  }));
  const { ownWords, goodDay, wantGrownUpsToKnow, helpedBy, askedOn } = child;
  const parts: PackParts = {
    child: { class: 'case', name, ownWords, goodDay, wantGrownUpsToKnow, helpedBy, askedOn },
    summary: { class: 'case', words: summary },
    points: points.map(({ pointId, number, title, stateInWords, agreed, words, pages }) => ({
      ...{ class: 'case', pointId, number, title, stateInWords, agreed: agreed?.words ?? null },
      ...{ family: words.family.words, council: words.council.words },
      pages: pages.map(({ evidenceItemId, page }) => ({ evidenceItemId, page })),
    })),
  };
  return { parts, seen: seenPoints(shared) };
}
