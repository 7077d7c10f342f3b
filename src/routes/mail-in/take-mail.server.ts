import { Readable } from 'node:stream';
import { mailLimits } from '#domain/contact/mail/mail-limits.ts';
import { caseOfAddress } from '#domain/contact/mail/arrivals.server.ts';
import { assertRoom, NoRoom, storeStream } from '#server/files.ts';
import { log } from '#server/log.ts';
import { takeArrived } from './take-arrived.server.ts';

/** What became of a mail. Whether it was held or filed is nobody's business outside. */
export type MailAnswer = 'taken' | 'no-such-address' | 'no-mail' | 'too-large' | 'busy';

let arriving = 0;

/** Takes one mail as it streams in: sealed onto the disk first, within a size, and only then read. */
export async function takeMail({ headers, body }: Request): Promise<MailAnswer> {
  const envelopeTo = headers.get('x-envelope-to');
  const envelopeFrom = headers.get('x-envelope-from');
  const isMail = /^message\/rfc822\s*(;|$)/i.test(headers.get('content-type') ?? '');
  if (!isMail || !body || envelopeTo === null || envelopeFrom === null) return 'no-mail';
  if (Number(headers.get('content-length') ?? 0) > mailLimits.mailMaxBytes) return 'too-large';
  if (arriving >= mailLimits.atOnce) return 'busy';
  arriving += 1;
  try {
    return await streamIn(upTo(mailLimits.mailMaxBytes, body), { envelopeTo, envelopeFrom: envelopeFrom.trim() });
  } catch (fault) {
    if (!(fault instanceof NoRoom)) throw fault;
    log.error('files.no-room');
    return 'busy';
  } finally {
    arriving -= 1;
  }
}

async function streamIn(
  { bytes, isOver }: ReturnType<typeof upTo>,
  { envelopeTo, envelopeFrom }: { envelopeTo: string; envelopeFrom: string },
): Promise<MailAnswer> {
  const of = await caseOfAddress(envelopeTo);
  if (!of) {
    // Taken whole like any other: what is answered, and when, says nothing about how near the address was.
    for await (const chunk of bytes) void chunk;
    return isOver() ? 'too-large' : 'no-such-address';
  }
  await assertRoom();
  const arrived = await storeStream(of.councilId, bytes, mailLimits.mailMaxBytes);
  try {
    if (isOver()) return 'too-large';
    return arrived.bytes === 0
      ? 'no-mail'
      : await takeArrived(of, arrived, { envelopeTo: envelopeTo.trim(), envelopeFrom });
  } finally {
    await arrived.discard();
  }
}

/**
 * At most so many bytes of a body. What comes after them is thrown away as it comes, because whoever hands a mail in
 * reads the answer only when they are through.
 */
function upTo(maxBytes: number, body: ReadableStream<Uint8Array>) {
  let came = 0;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const chunk of Readable.fromWeb(body as never) as AsyncIterable<Uint8Array>) {
      came += chunk.length;
      if (came <= maxBytes) yield chunk;
    }
  }
  return { bytes: bytes(), isOver: () => came > maxBytes };
}
