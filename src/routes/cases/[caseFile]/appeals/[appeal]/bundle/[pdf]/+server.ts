import { error, redirect } from '@sveltejs/kit';
import { isRefusal } from '#domain/access/decide.ts';
import { isRefused } from '#domain/access/refused.ts';
import { recordFor, underScope } from '#domain/access/scoped.server.ts';
import { asAttachment, fileHeaders, whileAllowed } from '#domain/evidence/serve.server.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { mayStillKeep, takeBundlePdf } from '#domain/tribunal/bundle/bundle-pdf.server.ts';
import { readStream } from '#server/files.ts';
import { caseScopeOf } from '../../../../../../act.ts';
import { appealHere } from '../../../../../../appeal-page.server.ts';
import type { RequestHandler } from './$types';

/** The bundle as one PDF. What may be had, and by whom, is asked and written down before the first byte leaves. */
export const GET: RequestHandler = async (event) => {
  const scope = caseScopeOf(event);
  const { person } = event.locals;
  const { appeal, pdf: target } = event.params;
  const taken = await underScope(scope, async (tx) => {
    const { appealId } = await appealHere(tx, scope, event);
    return takeBundlePdf(tx, scope, appealId, target);
  });
  if (!taken) error(404, 'Not found');
  if (isRefused(taken)) redirect(303, `/cases/${scope.caseFileId}/appeals/${appeal}/bundle?kept=no`);
  const stillMay = async () =>
    !isRefusal(await authorise(person, scope.caseFileId, 'appeal:write')) &&
    (await underScope(scope, (tx) => mayStillKeep(tx, scope, appeal, target)));
  const whenStopped = () =>
    underScope(scope, (tx) => recordFor(tx, scope, { action: 'bundle.download_stopped', target }));
  return new Response(whileAllowed(readStream(scope.councilId, target), stillMay, whenStopped), {
    headers: { ...fileHeaders('application/pdf', taken.bytes), 'content-disposition': asAttachment(taken.name) },
  });
};
