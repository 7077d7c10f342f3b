import { error } from '@sveltejs/kit';
import { underScope } from '#domain/access/scoped.server.ts';
import { findOpen } from '#domain/evidence/open-paper.server.ts';
import { pictureOf } from '#domain/evidence/pictures.server.ts';
import { fileHeaders } from '#domain/evidence/serve.server.ts';
import { caseScopeOf } from '../../../../../../act.ts';
import type { RequestHandler } from './$types';

/** The picture of one page. The page that shows it recorded the reading; this only draws. */
export const GET: RequestHandler = async (event) => {
  const scope = caseScopeOf(event);
  const page = Number(event.params.page);
  const open = await underScope(scope, (tx) => findOpen(tx, scope, event.params.paper));
  if (!open?.mayRead || !Number.isInteger(page) || page < 1 || page > open.paper.pages) error(404, 'Not found');
  const picture = await pictureOf(scope, open.paper, page, event.url.searchParams.has('small') ? 'small' : 'full');
  if (!picture) error(404, 'Not found');
  return new Response(picture, { headers: fileHeaders('image/webp', picture.length) });
};
