import { buffer } from 'node:stream/consumers';
import { isRefused, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { familyOf, heldMail, putAside, sortMail } from '#domain/contact/mail/held-mail.server.ts';
import { readMail } from '#domain/contact/mail/read-mail.server.ts';
import { now } from '#server/clock.ts';
import { dropFile, NoSuchFile, readStream } from '#server/files.ts';
import { takeAttached, type TakenIn } from '../../../../mail-in/take-attached.server.ts';

/** Files a mail that waited as from this person, with its files; they come in as the officer's, because nobody proved whose they are. */
export async function fileAs(
  scope: CaseScope,
  { mailArrivalId, personId }: { mailArrivalId: string; personId: string },
): Promise<Refused | 'sorted'> {
  const [mail, family] = await underScope(scope, async (tx) => [
    await heldMail(tx, scope, mailArrivalId),
    await familyOf(tx, scope),
  ]);
  const from = family.find((each) => each.personId === personId);
  const taken = mail && from ? await itsFiles(scope, mailArrivalId, from.name) : { papers: [], notKept: [] };
  const done = await underScope(scope, (tx) => sortMail(tx, scope, { mailArrivalId, personId, ...taken }, now()));
  if (!isRefused(done)) await dropFile(scope.councilId, mailArrivalId);
  return done;
}

async function itsFiles(scope: CaseScope, mailArrivalId: string, author: string): Promise<TakenIn> {
  const bytes = await buffer(readStream(scope.councilId, mailArrivalId)).catch(goneMeanwhile);
  const read = bytes && (await readMail(new Uint8Array(bytes)));
  if (!read) return { papers: [], notKept: ['Not kept: what was attached, because the e-mail could not be read.'] };
  return takeAttached(scope, read, author);
}

/** Somebody else is just sorting it: then nothing is written of this try. */
function goneMeanwhile(fault: unknown): null {
  if (fault instanceof NoSuchFile) return null;
  throw fault;
}

/** Puts a mail aside that is nobody's on this case. Its words stay for whoever asks later; its files go. */
export async function setAside(
  scope: CaseScope,
  asked: { mailArrivalId: string; reason: string },
): Promise<Refused | 'put-aside'> {
  const done = await underScope(scope, (tx) => putAside(tx, scope, asked, now()));
  if (!isRefused(done)) await dropFile(scope.councilId, asked.mailArrivalId);
  return done;
}
