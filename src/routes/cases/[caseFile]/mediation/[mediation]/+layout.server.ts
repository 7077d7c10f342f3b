import { underScope } from '#domain/access/scoped.server.ts';
import { caseScopeOf } from '../../../../act.ts';
import type { LayoutServerLoad } from './$types';
import { frameOf } from './frame.server.ts';

export const load: LayoutServerLoad = (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return underScope(scope, async (tx) => ({ frame: await frameOf(tx, scope, event) }));
};
