import { error } from '@sveltejs/kit';
import { recordFor, underScope } from '#domain/access/scoped.server.ts';
import { packOf } from '#domain/evidence/pack/packs.server.ts';
import { receiptHtml } from '#domain/evidence/pack/receipt.ts';
import { asAttachment, fileHeaders } from '#domain/evidence/serve.server.ts';
import { caseScopeOf } from '../../../../../act.ts';
import type { RequestHandler } from './$types';

/** The receipt as one file to keep and to print. */
export const GET: RequestHandler = async (event) => {
  const scope = caseScopeOf(event);
  const pack = await underScope(scope, async (tx) => {
    const found = await packOf(tx, scope, event.params.pack);
    if (found) await recordFor(tx, scope, { action: 'pack.downloaded', target: found.packId });
    return found;
  });
  if (!pack) error(404, 'Not found');
  const html = Buffer.from(receiptHtml(pack.manifest, pack.manifestText, pack.sha256), 'utf8');
  const name = `What the Board will see, number ${pack.number}, ${pack.manifest.reference}.html`;
  return new Response(html, {
    headers: { ...fileHeaders('text/html; charset=utf-8', html.length), 'content-disposition': asAttachment(name) },
  });
};
