import { mayAlso } from '#domain/access/offer.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { SeenPoint } from '#domain/evidence/list/seen.ts';
import { viewPoints, type PointView } from '#domain/spaces/point-view.server.ts';
import { theCheck } from '#domain/spaces/place.server.ts';
import { isQuiet } from '#domain/spaces/quiet.server.ts';
import { documentsOf, findSpace } from '#domain/spaces/store.server.ts';
import { SUMMARY } from '#domain/spaces/texts.ts';
import { wordsOf } from '#domain/spaces/words.server.ts';

/** What the pages of papers show of the shared page. Composed here, because papers know nothing of spaces. */
export interface SharedPage {
  summary: string;
  points: PointView[];
}

/** The family's summary and the points as the server holds them now; nothing before there is a shared page. */
export const sharedPageOf = (scope: CaseScope): Promise<SharedPage> =>
  underScope(scope, async (tx) => {
    const space = await findSpace(tx, scope, theCheck);
    if (!space) return { summary: '', points: [] };
    const documents = await documentsOf(tx, scope, space.spaceId);
    return {
      summary: await wordsOf(scope, documents, 'family', SUMMARY),
      points: await viewPoints(tx, scope, space.spaceId, documents),
    };
  });

/** The points as far as a confirmation rests on them: what is agreed and what each side has put forward. */
export const seenPoints = ({ points }: SharedPage): SeenPoint[] =>
  points.map(({ pointId, number, state, agreed, proposals }) => ({
    pointId,
    number,
    state,
    agreedSha256: agreed?.sha256 ?? null,
    familySha256: proposals.family?.sha256 ?? null,
    councilSha256: proposals.council?.sha256 ?? null,
  }));

/** The open room of this case, for a page to join live; null when there is none, or when this person asked for quiet. */
export const roomToJoin = (scope: CaseScope) =>
  underScope(scope, async (tx) => {
    if (!mayAlso(scope, 'space:see') || (await isQuiet(tx, scope))) return null;
    const space = await findSpace(tx, scope, theCheck);
    if (!space || space.closedAt) return null;
    return { spaceId: space.spaceId, documents: await documentsOf(tx, scope, space.spaceId) };
  });
