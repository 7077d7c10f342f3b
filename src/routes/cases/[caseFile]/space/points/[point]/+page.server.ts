import { error } from '@sveltejs/kit';
import { actionsFor, caseScopeOf } from '../../../../../act.ts';
import { pointActs } from '../../acts.server.ts';
import { loadRoom } from '../../room.server.ts';
import type { PageServerLoad } from './$types';

/** One point on a page of its own, by its number: what a phone shows. */
export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const { space, ...room } = await loadRoom(scope);
  const point = space?.points.find(({ number }) => String(number) === event.params.point);
  if (!space || !point) error(404, 'Not found');
  return { ...room, space, point };
};

export const actions = actionsFor('/cases/[caseFile]/space/points/[point]', pointActs);
