import { actionsFor, caseScopeOf } from '../../../../../act.ts';
import { workingActs } from './working-acts.server.ts';
import { loadWorking } from './working.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return loadWorking(event, scope);
};

export const actions = actionsFor('/cases/[caseFile]/appeals/[appeal]/working-document', workingActs);
