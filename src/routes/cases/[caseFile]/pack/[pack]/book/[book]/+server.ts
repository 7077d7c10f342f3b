import { error } from '@sveltejs/kit';
import { isRefusal } from '#domain/access/decide.ts';
import { recordFor, underScope } from '#domain/access/scoped.server.ts';
import { bookToKeep } from '#domain/evidence/book/books.server.ts';
import { packOf } from '#domain/evidence/pack/packs.server.ts';
import { asAttachment, fileHeaders, whileAllowed } from '#domain/evidence/serve.server.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { readStream } from '#server/files.ts';
import { caseScopeOf } from '../../../../../../act.ts';
import type { RequestHandler } from './$types';

/** The one PDF of a pack, to keep. Recorded before the first byte leaves, and broken off when access ends on the way. */
export const GET: RequestHandler = async (event) => {
  const scope = caseScopeOf(event);
  const { person } = event.locals;
  const { pack: packId, book: target } = event.params;
  const found = await underScope(scope, async (tx) => {
    const book = await bookToKeep(tx, scope, packId, target);
    const pack = book && (await packOf(tx, scope, packId));
    if (!pack) return null;
    await recordFor(tx, scope, { action: 'book.downloaded', target });
    return {
      bytes: book.bytes,
      name: `${pack.manifest.reference}, what the Board will see, number ${pack.number}.pdf`,
    };
  });
  if (!found) error(404, 'Not found');
  const stillMay = async () =>
    !isRefusal(await authorise(person, scope.caseFileId, 'pack:bind')) &&
    (await underScope(scope, (tx) => bookToKeep(tx, scope, packId, target))) !== null;
  const whenStopped = () =>
    underScope(scope, (tx) => recordFor(tx, scope, { action: 'book.download_stopped', target }));
  return new Response(whileAllowed(readStream(scope.councilId, target), stillMay, whenStopped), {
    headers: { ...fileHeaders('application/pdf', found.bytes), 'content-disposition': asAttachment(found.name) },
  });
};
