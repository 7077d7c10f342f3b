import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { recordLook } from '#domain/evidence/looked.server.ts';
import { now } from '#server/clock.ts';
import { caseScopeOf } from '../../../../act.ts';
import { appealHere } from '../../../../appeal-page.server.ts';
import { appealView } from './view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return underScope(scope, async (tx) => {
    const row = await appealHere(tx, scope, event);
    await recordLook(tx, scope, 'appeal.opened', row.appealId);
    return { appeal: await appealView(tx, scope, row, today(now)) };
  });
};
