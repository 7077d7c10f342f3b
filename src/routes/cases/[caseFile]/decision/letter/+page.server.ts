import { redirect } from '@sveltejs/kit';
import { underScope } from '#domain/access/scoped.server.ts';
import { letterFor } from '#domain/board/telling/letter.server.ts';
import { today } from '#domain/calendar/today.ts';
import { now } from '#server/clock.ts';
import { caseScopeOf } from '../../../../act.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const to = event.url.searchParams.get('to');
  const letter = await underScope(scope, (tx) => letterFor(tx, scope, today(now), to));
  if (!letter) redirect(303, `/cases/${event.params.caseFile}/decision`);
  return { letter, to };
};
