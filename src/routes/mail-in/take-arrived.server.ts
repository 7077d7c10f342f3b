import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { AccessEnded } from '#domain/access/scoped.server.ts';
import { isRefusal } from '#domain/access/decide.ts';
import { holdMail, latelyOf, type Arrival, type Sender } from '#domain/contact/mail/arrivals.server.ts';
import { bouncedIn, isAutomatic, isOurOwn } from '#domain/contact/mail/automatic.ts';
import { fileMail, noteBounce } from '#domain/contact/mail/file-mail.server.ts';
import { whyHeld, type HeldBecause } from '#domain/contact/mail/judge.ts';
import { bodyOf, readHeaders, saidFirst, saidUnder, type MailHeader } from '#domain/contact/mail/mail-headers.ts';
import { mailLimits } from '#domain/contact/mail/mail-limits.ts';
import { plainWords } from '#domain/contact/mail/mail-words.ts';
import { isProven } from '#domain/contact/mail/proof.ts';
import { readMail } from '#domain/contact/mail/read-mail.server.ts';
import type { ReadMail } from '#domain/contact/mail/read-mail.ts';
import { isAddressedTo, readSender } from '#domain/contact/mail/sender.ts';
import { plainFileName } from '#domain/evidence/intake/media.ts';
import { nameAnotherChild } from '#domain/evidence/guard/words-name.server.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { now } from '#server/clock.ts';
import { env } from '#server/env.ts';
import { keepFile, type Arrived } from '#server/files.ts';
import { takeAttached } from './take-attached.server.ts';

interface OfCase {
  councilId: string;
  caseFileId: string;
}

/** What is known of a mail before it is judged. */
interface Looked {
  headers: MailHeader[];
  envelopeFrom: string;
  sender: string | null;
  once: string;
  proven: boolean;
}

/** Reads a mail that arrived whole, and puts it where it belongs: into the thread, before an officer, or beside what it bounced. */
export async function takeArrived(
  of: OfCase,
  arrived: Arrived,
  { envelopeTo, envelopeFrom }: { envelopeTo: string; envelopeFrom: string },
): Promise<'taken' | 'busy'> {
  const bytes = new Uint8Array(await buffer(arrived.read()));
  const looked = lookAt(bytes, arrived.sha256, envelopeFrom);
  const { headers, sender } = looked;
  const lately = await latelyOf(of, looked);
  if (lately.came) return 'taken';
  // Whoever floods a case does not keep its own family out: for them there is a limit of their own.
  const isFamilys = looked.proven && lately.people.length === 1;
  if (lately.toCase >= mailLimits.toOneCaseAnHour && !isFamilys) return 'busy';
  const read = await readMail(bytes);
  const arrival = arrivalOf(looked, read);
  const domain = env().MAIL_DOMAIN!;
  const bounced = read && bouncedIn({ headers, envelopeFrom, words: read.report }, domain);
  if (bounced && (await noteBounce(of, arrival, bounced))) return 'taken';
  const automatic = isAutomatic(headers, envelopeFrom);
  const because = whyHeld({
    ...{ sender, readable: read !== null, proven: looked.proven, automatic, people: lately.people.length },
    ...{ ours: isOurOwn(headers, domain) || isOurAddress(sender), lately: lately.fromThem },
    addressed: isAddressedTo(headers, envelopeTo),
    namesAnotherChild: await nameAnotherChild(of, `${arrival.subject}\n${arrival.words}`),
  });
  const hold = (why: HeldBecause) => holdMail(of, arrival, why, (id) => keepFile(arrived, of.councilId, id));
  if (because !== null) await hold(because);
  else if ((await file(of, arrival, { read: read!, sender: lately.people[0]!, automatic })) === 'ended')
    await hold('not_of_case');
  return 'taken';
}

/** From ourselves: the address mail goes out from, or one of a case. */
const isOurAddress = (sender: string | null): boolean => {
  const { MAIL_FROM, MAIL_DOMAIN } = env();
  return sender !== null && (sender.endsWith(`@${MAIL_DOMAIN}`) || sender.toLowerCase() === MAIL_FROM?.toLowerCase());
};

function lookAt(bytes: Uint8Array, wholeSha256: string, envelopeFrom: string): Looked {
  const headers = readHeaders(bytes);
  const sender = readSender(headers);
  const messageId = saidFirst(headers, 'message-id');
  const hash = createHash('sha256');
  // A mail that is delivered again has other lines on its way, but one id, one sender and the same body.
  const same =
    messageId && sender ? hash.update(`${sender}\n${messageId}\n`).update(bodyOf(bytes)) : hash.update(wholeSha256);
  const proven = sender !== null && isProven(headers, sender, env().MAIL_TRUSTS);
  return { headers, envelopeFrom, sender, proven, once: same.digest('hex') };
}

const arrivalOf = ({ once, sender, headers, proven }: Looked, read: ReadMail | null): Arrival => ({
  once,
  // Where it can be read in two ways, an officer sees all that is said.
  fromAddress: sender ?? plainWords(saidUnder(headers, 'from').join(' | '), mailLimits.subjectMaxCharacters),
  subject: plainWords(read?.subject ?? '', mailLimits.subjectMaxCharacters).replaceAll('\n', ' '),
  words: plainWords(read?.words ?? ''),
  attached: read?.attached.filter(({ decoration }) => !decoration).map(({ name }) => plainFileName(name)) ?? [],
  proven,
  at: now(),
});

interface ToFile {
  read: ReadMail;
  sender: Sender;
  automatic: boolean;
}

async function file(of: OfCase, arrival: Arrival, { read, sender, automatic }: ToFile): Promise<'filed' | 'ended'> {
  const scope = await authorise(sender, of.caseFileId, 'paper:add');
  if (isRefusal(scope)) return 'ended';
  try {
    const { papers, notKept } = await takeAttached(scope, read, sender.fullName);
    const filed = { personId: sender.personId, by: null, automatic, papers, notKept };
    return await fileMail(of, arrival, filed, arrival.at);
  } catch (thrown) {
    if (thrown instanceof AccessEnded) return 'ended';
    throw thrown;
  }
}
