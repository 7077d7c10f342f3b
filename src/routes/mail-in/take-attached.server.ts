import { Readable } from 'node:stream';
import type { CaseScope } from '#domain/access/scope.ts';
import { dateOf } from '#domain/calendar/today.ts';
import type { Attached, ReadMail } from '#domain/contact/mail/read-mail.ts';
import { isRefused } from '#domain/evidence/begin.server.ts';
import { receivePaper } from '#domain/evidence/intake/intake.server.ts';
import { inMegabytes, plainFileName } from '#domain/evidence/intake/media.ts';
import { paperLimits } from '#domain/evidence/limits.ts';
import { now } from '#server/clock.ts';
import { assertRoom, storeStream } from '#server/files.ts';

/** What became of the files of a mail: the papers they are now, and a sentence for each that was not kept. */
export interface TakenIn {
  papers: string[];
  notKept: string[];
}

/**
 * MAI9. Takes the files of a mail in as papers are: by what they are, sealed, looked at for viruses and for other
 * children's names. `author` is whose mail it is. Throws when there is no room at all: then the mail comes again later.
 */
export async function takeAttached(
  scope: CaseScope,
  { attached, tooMany }: Pick<ReadMail, 'attached' | 'tooMany'>,
  author: string,
): Promise<TakenIn> {
  const files = attached.filter(({ decoration }) => !decoration);
  const outcomes = await Promise.all(files.map((file) => takeOne(scope, file, author)));
  return {
    papers: outcomes.flatMap((outcome) => ('paper' in outcome ? [outcome.paper] : [])),
    notKept: [
      ...outcomes.flatMap((outcome) => ('because' in outcome ? [`Not kept: ${outcome.because}`] : [])),
      ...(tooMany > 0 ? [`Not kept: ${tooMany} more files. Send them in another e-mail.`] : []),
      ...(files.length < attached.length ? ['Small pictures between the words were left out.'] : []),
    ],
  };
}

async function takeOne(
  scope: CaseScope,
  { name: given, bytes }: Attached,
  author: string,
): Promise<{ paper: string } | { because: string }> {
  const name = plainFileName(given);
  if (bytes.byteLength > paperLimits.fileMaxBytes)
    return { because: `“${name}” is larger than ${inMegabytes(paperLimits.fileMaxBytes)}. Send it in parts.` };
  await assertRoom();
  const arrived = await storeStream(scope.councilId, Readable.from([bytes]), paperLimits.fileMaxBytes);
  const taken = await receivePaper(
    scope,
    { name, arrived },
    {
      ...{ title: name.replace(/\.\w{1,5}$/, ''), author, writtenOn: null, answers: { kind: 'family_own' } },
      ...{ cameBy: 'email', receivedOn: dateOf(now()) },
    },
  );
  if (!isRefused(taken)) return { paper: taken.evidenceItemId };
  return { because: taken.refused.includes(name) ? taken.refused : `“${name}”. ${taken.refused}` };
}
