import { caseScopeOf, actionsFor } from '../../../act.ts';
import { pointActs } from './acts.server.ts';
import { roomActs } from './room-acts.server.ts';
import { loadRoom } from './room.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return loadRoom(scope);
};

export const actions = actionsFor('/cases/[caseFile]/space', { ...roomActs, ...pointActs });
