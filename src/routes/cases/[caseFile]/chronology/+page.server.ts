import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { today } from '#domain/calendar/today.ts';
import { inShort } from '#domain/calendar/words.ts';
import { chronologyOf } from '#domain/records/chronology/chronology.server.ts';
import { happenedKinds, kindsAsked, kindsInWords } from '#domain/records/chronology/chronology.ts';
import { now } from '#server/clock.ts';
import { caseScopeOf } from '../../../act.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event) as CaseScope<'chronology:see'>;
  event.depends(`case:${scope.caseFileId}`);
  const kinds = kindsAsked(event.url.searchParams.getAll('kind'));
  const rows = await underScope(scope, (tx) => chronologyOf(tx, scope, { kinds, today: today(now) }));
  return {
    rows: rows.map(({ on, kind, words }) => ({ on: inShort(on), kind: kindsInWords[kind], words })),
    kinds: happenedKinds.map((value) => ({ value, label: kindsInWords[value], chosen: kinds.includes(value) })),
    query: kinds.map((kind) => `kind=${kind}`).join('&'),
  };
};
