import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { asAttachment } from '#domain/evidence/serve.server.ts';
import { businessCaseDocx } from '#domain/insight/pilot/business-case.server.ts';
import { reportOf } from '#domain/insight/pilot/report.server.ts';
import { councilById } from '#domain/people/councils.server.ts';
import { now } from '#server/clock.ts';
import type { RequestHandler } from './$types';

/** The measures as a Word file for whoever decides about the pilot. */
export const GET: RequestHandler = async ({ locals: { scope } }) => {
  const on = today(now);
  const { name: council } = await councilById(scope.councilId);
  const sections = await underScope(scope, (tx) => reportOf(tx, scope, on));
  const file = await businessCaseDocx({ council, on, sections });
  return new Response(new Uint8Array(file), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'content-disposition': asAttachment(`Business case for the pilot ${on}.docx`),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
};
