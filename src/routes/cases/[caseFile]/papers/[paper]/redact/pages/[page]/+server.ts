import { error } from '@sveltejs/kit';
import { underScope } from '#domain/access/scoped.server.ts';
import { pictureOf } from '#domain/evidence/pictures.server.ts';
import { paperToMark } from '#domain/evidence/redaction/redaction.server.ts';
import { fileHeaders } from '#domain/evidence/serve.server.ts';
import { caseScopeOf } from '../../../../../../../act.ts';
import type { RequestHandler } from './$types';

/** The picture of one page as it was sent. The page that shows it recorded that it was looked at. */
export const GET: RequestHandler = async (event) => {
  const scope = caseScopeOf(event);
  const page = Number(event.params.page);
  const paper = await underScope(scope, (tx) => paperToMark(tx, scope, event.params.paper));
  if (!paper || !Number.isInteger(page) || page < 1 || page > paper.pages) error(404, 'Not found');
  const picture = await pictureOf(scope, paper, page);
  if (!picture) error(404, 'Not found');
  return new Response(picture, { headers: fileHeaders('image/webp', picture.length) });
};
