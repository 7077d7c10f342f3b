import { error, type RequestHandler } from '@sveltejs/kit';
import { csvRow } from '#domain/cases/csv.ts';
import { listOf, rejectedOf } from '#domain/tribunal/register/import/lists.server.ts';
import { atDesk } from '../../../at-desk.server.ts';

// A spreadsheet takes a CSV for UTF-8 only with this in front.
const BYTE_ORDER_MARK = '\ufeff';

/** The rows that were not taken as they stood in the list, with their place and why, for putting right. */
export const GET: RequestHandler = async ({ params, locals: { scope } }) => {
  const { columns, rows } = await atDesk(scope, async (tx) => {
    const list = (await listOf(tx, scope, params.import ?? '')) ?? error(404, 'Not found');
    return { columns: list.columns, rows: await rejectedOf(tx, scope, list.appealImportId) };
  });
  const why = (errors: { column: string; because: string }[]) =>
    errors.map(({ column, because }) => (column ? `${column}: ${because}` : because)).join('. ');
  const lines = rows.map(({ row, cells, errors }) =>
    csvRow([...columns.map((_, place) => cells[place] ?? ''), String(row), why(errors)]),
  );
  return new Response([BYTE_ORDER_MARK, csvRow([...columns, 'Row', 'What is wrong']), ...lines].join(''), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="rejected rows.csv"',
    },
  });
};
