import { error } from '@sveltejs/kit';
import { underScope } from '#domain/access/scoped.server.ts';
import { asAttachment, fileHeaders } from '#domain/evidence/serve.server.ts';
import { calendarFile } from '#domain/mediation/ready/calendar-file.server.ts';
import { env } from '#server/env.ts';
import { caseScopeOf } from '../../../../../act.ts';
import { mediationHere } from '../../in-mediation.server.ts';
import type { RequestHandler } from './$types';

/** The meeting for one's own calendar: a day and hours. There is none before the day is fixed. */
export const GET: RequestHandler = async (event) => {
  const scope = caseScopeOf(event);
  const { mediation } = await underScope(scope, (tx) => mediationHere(tx, scope, event));
  if (!mediation.meetsOn) error(404, 'Not found');
  const file = Buffer.from(calendarFile(mediation, env().ORIGIN), 'utf8');
  return new Response(file, {
    headers: {
      ...fileHeaders('text/calendar; charset=utf-8', file.length),
      'content-disposition': asAttachment(`Meeting ${mediation.meetsOn}.ics`),
    },
  });
};
