import { error, type RequestHandler } from '@sveltejs/kit';
import { listOf, rejectedOf } from '#domain/tribunal/register/import/lists.server.ts';
import { rejectedFile } from '#domain/tribunal/register/import/rejected-file.ts';
import { atDesk } from '../../../at-desk.server.ts';

/** The rows that were not taken as they stood in the list, with their place and why, for putting right. */
export const GET: RequestHandler = async ({ params, locals: { scope } }) => {
  const file = await atDesk(scope, async (tx) => {
    const list = (await listOf(tx, scope, params.import ?? '')) ?? error(404, 'Not found');
    return rejectedFile(list.columns, await rejectedOf(tx, scope, list.appealImportId), list.rejected);
  });
  return new Response(file, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="rejected rows.csv"',
    },
  });
};
