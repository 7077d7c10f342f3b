import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { today } from '#domain/calendar/today.ts';
import { csvRow } from '#domain/cases/csv.ts';
import { chronologyOf } from '#domain/records/chronology/chronology.server.ts';
import { kindsAsked, kindsInWords } from '#domain/records/chronology/chronology.ts';
import { now } from '#server/clock.ts';
import { caseScopeOf } from '../../../../act.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const scope = caseScopeOf(event) as CaseScope<'chronology:see'>;
  const kinds = kindsAsked(event.url.searchParams.getAll('kind'));
  const rows = await underScope(scope, (tx) => chronologyOf(tx, scope, { kinds, today: today(now) }));
  const lines = rows.map(({ on, kind, words }) => csvRow([on, kindsInWords[kind], words]));
  return new Response(csvRow(['Date', 'Kind', 'What']) + lines.join(''), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="what-happened.csv"',
      'cache-control': 'private, no-store',
    },
  });
};
