import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { momentOf } from '#domain/calendar/moment.ts';
import { holdMail, type Arrival } from '#domain/contact/mail/arrivals.server.ts';
import { fileMail } from '#domain/contact/mail/file-mail.server.ts';
import { workingDayUpTo } from '#domain/contact/updates/due.ts';
import { keepFile, storeStream } from '#server/files.ts';
import type { People } from './enter.ts';

/** One e-mail of Dana's that came in, and one that only says it is hers and waits for an officer. */
export async function mailAboutMaya(
  caseFileId: string,
  { dana: { councilId, personId } }: People,
  today: CalendarDate,
): Promise<void> {
  const of = { councilId, caseFileId };
  const came = (daysAgo: number, subject: string, words: string): Arrival => ({
    ...{ once: randomUUID(), fromAddress: 'dana.rowe@example.org', subject, words, attached: [], proven: true },
    at: momentOf(workingDayUpTo(addDays(today, -daysAgo)), '10:20'),
  });
  const asked = came(1, 'The visit', 'Is the visit still on Thursday?\n\nDana');
  await fileMail(of, asked, { personId, by: null, automatic: false, papers: [], notKept: [] }, asked.at);

  const words = 'Please send the letters about Maya to my new address from now on: 4 Mill Lane, Thornbury.';
  const unsure = { ...came(1, 'New address', words), proven: false };
  const raw = `From: Dana Rowe <${unsure.fromAddress}>\r\nSubject: ${unsure.subject}\r\n\r\n${words}\r\n`;
  const arrived = await storeStream(councilId, Readable.from([Buffer.from(raw)]), Buffer.byteLength(raw));
  await holdMail(of, unsure, 'not_proven', (mailArrivalId) => keepFile(arrived, councilId, mailArrivalId));
}
