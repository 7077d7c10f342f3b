import { error, redirect } from '@sveltejs/kit';
import { AccessEnded, assertStillStanding, underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { today } from '#domain/calendar/today.ts';
import { councilById } from '#domain/people/councils.server.ts';
import { copyPdf, historyCsv } from '#domain/records/release/copy-print.server.ts';
import { fetchCopy } from '#domain/records/release/copy.server.ts';
import { now } from '#server/clock.ts';
import { caseScopeOf } from '../../../../act.ts';
import type { RequestHandler } from './$types';

const kinds = { pdf: 'application/pdf', csv: 'text/csv; charset=utf-8' };

/** A33: somebody whose place ended, also while the file was made, gets nothing of it. */
const notHere = (thrown: unknown): never => {
  if (thrown instanceof AccessEnded) error(404, 'Not found');
  throw thrown;
};

export const GET: RequestHandler = async (event) => {
  const scope = caseScopeOf(event) as CaseScope<'data:ask'>;
  const as = event.url.searchParams.get('as') === 'csv' ? 'csv' : 'pdf';
  const asked = event.url.searchParams.get('request') ?? '';
  const copy = await underScope(scope, (tx) => fetchCopy(tx, scope, asked, { as, today: today(now) })).catch(notHere);
  if (!copy) redirect(303, `/cases/${event.params.caseFile}/your-data`);
  const { name } = await councilById(scope.councilId);
  const bytes = as === 'csv' ? Buffer.from(historyCsv(copy)) : await copyPdf(copy, name);
  await underScope(scope, (tx) => assertStillStanding(tx, scope)).catch(notHere);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': kinds[as],
      'content-disposition': `attachment; filename="your-copy.${as}"`,
      'cache-control': 'private, no-store',
    },
  });
};
