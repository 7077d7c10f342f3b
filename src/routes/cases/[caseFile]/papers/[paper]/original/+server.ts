import { error } from '@sveltejs/kit';
import { isRefusal } from '#domain/access/decide.ts';
import { recordFor, underScope } from '#domain/access/scoped.server.ts';
import { paperToMark } from '#domain/evidence/redaction/redaction.server.ts';
import { asAttachment, fileHeaders, whileAllowed } from '#domain/evidence/serve.server.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { readStream } from '#server/files.ts';
import { caseScopeOf } from '../../../../../act.ts';
import type { RequestHandler } from './$types';

/** The paper as it was sent, with nothing hidden: for those who hide things in it. Recorded before the first byte leaves. */
export const GET: RequestHandler = async (event) => {
  const scope = caseScopeOf(event);
  const { person } = event.locals;
  const target = event.params.paper;
  const paper = await underScope(scope, async (tx) => {
    const found = await paperToMark(tx, scope, target);
    if (found) await recordFor(tx, scope, { action: 'paper.original_opened', target });
    return found;
  });
  if (!paper) error(404, 'Not found');
  const stillMay = async () => !isRefusal(await authorise(person, scope.caseFileId, 'paper:redact'));
  const whenStopped = () =>
    underScope(scope, (tx) => recordFor(tx, scope, { action: 'paper.download_stopped', target }));
  return new Response(whileAllowed(readStream(scope.councilId, target), stillMay, whenStopped), {
    headers: { ...fileHeaders(paper.mediaType, paper.bytes), 'content-disposition': asAttachment(paper.fileName) },
  });
};
