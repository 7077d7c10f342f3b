import { calendarFile } from '#domain/board/meeting/calendar-file.server.ts';
import { asAttachment, fileHeaders } from '#domain/evidence/serve.server.ts';
import { env } from '#server/env.ts';
import { meetingHere } from '../view.server.ts';
import type { RequestHandler } from './$types';

/** The meeting for one's own calendar: a day, hours and a place, and nothing of any case. */
export const GET: RequestHandler = async (event) => {
  const meeting = await meetingHere(event);
  const file = Buffer.from(calendarFile(meeting, env().ORIGIN), 'utf8');
  return new Response(file, {
    headers: {
      ...fileHeaders('text/calendar; charset=utf-8', file.length),
      'content-disposition': asAttachment(`Board ${meeting.meetsOn}.ics`),
    },
  });
};
