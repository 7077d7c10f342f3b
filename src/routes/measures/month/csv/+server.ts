import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { momentInWords } from '#domain/calendar/words.ts';
import { asAttachment } from '#domain/evidence/serve.server.ts';
import { monthCsv } from '#domain/insight/month/month-csv.ts';
import { monthReport } from '#domain/insight/month/report.server.ts';
import { now } from '#server/clock.ts';
import { askedOf, titleOf } from '../asked.ts';
import type { RequestHandler } from './$types';

/** Exactly the numbers of the page, for a spreadsheet. */
export const GET: RequestHandler = async ({ locals: { scope }, url }) => {
  const todaysDate = today(now);
  const asked = askedOf(url, todaysDate);
  const report = await underScope(scope, (tx) => monthReport(tx, scope, { ...asked, today: todaysDate }));
  const at = (moment: Date | null) => momentInWords(moment ?? now());
  const { month, running } = report.known;
  const about = { month: titleOf(month, running), counted: at(report.countedAt), stood: at(report.stoodAt) };
  return new Response(monthCsv(report.sections, about), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': asAttachment(`The month ${month}.csv`),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
};
