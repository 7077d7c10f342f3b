import { dateOf, timeInWords } from '#domain/calendar/today.ts';
import { csvRow } from '#domain/cases/csv.ts';
import { endedInWords, type Ended } from '#domain/people/cover/leaving.server.ts';
import { leaversHere } from '../leavers-page.server.ts';
import type { RequestHandler } from './$types';

const names = Object.keys(endedInWords) as (keyof Ended)[];

export const GET: RequestHandler = async ({ locals: { scope } }) => {
  const rows = (await leaversHere(scope)).map(({ name, job, at, by, ended }) =>
    csvRow([name, job ?? '', dateOf(at), timeInWords(at), by, ...names.map((one) => String(ended[one]))]),
  );
  const head = csvRow(['Name', 'Job', 'Day', 'Time', 'Closed by', ...names.map((one) => endedInWords[one][1])]);
  return new Response(head + rows.join(''), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="who left.csv"',
    },
  });
};
