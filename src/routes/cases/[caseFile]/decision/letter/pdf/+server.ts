import { redirect } from '@sveltejs/kit';
import { underScope } from '#domain/access/scoped.server.ts';
import { letterPdf } from '#domain/board/telling/letter-pdf.server.ts';
import { letterFor } from '#domain/board/telling/letter.server.ts';
import { today } from '#domain/calendar/today.ts';
import { now } from '#server/clock.ts';
import { caseScopeOf } from '../../../../../act.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const scope = caseScopeOf(event);
  const to = event.url.searchParams.get('to');
  const letter = await underScope(scope, (tx) => letterFor(tx, scope, today(now), to));
  if (!letter) redirect(303, `/cases/${event.params.caseFile}/decision`);
  // The name of the file says nothing of the child or of the answer.
  return new Response(new Uint8Array(await letterPdf(letter)), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="letter-${letter.reference}.pdf"`,
      'cache-control': 'private, no-store',
    },
  });
};
