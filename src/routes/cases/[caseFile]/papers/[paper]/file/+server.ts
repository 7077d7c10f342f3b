import { error } from '@sveltejs/kit';
import { isRefusal } from '#domain/access/decide.ts';
import { recordFor, underScope } from '#domain/access/scoped.server.ts';
import { findOpen } from '#domain/evidence/open-paper.server.ts';
import { paperBytes } from '#domain/evidence/paper-bytes.server.ts';
import { asAttachment, fileHeaders, whileAllowed } from '#domain/evidence/serve.server.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { caseScopeOf } from '../../../../../act.ts';
import type { RequestHandler } from './$types';

/** The paper as it was received, to keep. Recorded before the first byte leaves. */
export const GET: RequestHandler = async (event) => {
  const scope = caseScopeOf(event);
  const { person } = event.locals;
  const target = event.params.paper;
  const open = await underScope(scope, async (tx) => {
    const found = await findOpen(tx, scope, target);
    if (found?.mayRead) await recordFor(tx, scope, { action: 'paper.downloaded', target });
    return found;
  });
  if (!open?.mayRead) error(404, 'Not found');
  const { mediaType, bytes, fileName } = open.paper;
  // Also when the paper was recalled meanwhile (I17): what has not left yet does not leave.
  const stillMay = async () =>
    !isRefusal(await authorise(person, scope.caseFileId, 'paper:see')) &&
    ((await underScope(scope, (tx) => findOpen(tx, scope, target)))?.mayRead ?? false);
  const whenStopped = () =>
    underScope(scope, (tx) => recordFor(tx, scope, { action: 'paper.download_stopped', target }));
  return new Response(whileAllowed(await paperBytes(scope, open.paper), stillMay, whenStopped), {
    headers: { ...fileHeaders(mediaType, bytes), 'content-disposition': asAttachment(fileName) },
  });
};
