import { saidFirst, saidUnder, type MailHeader } from './mail-headers.ts';

/** What only programs write into a mail's head. */
const ONLY_PROGRAMS = ['x-auto-response-suppress', 'x-autoreply', 'x-autorespond', 'list-id', 'x-loop'];
const BULK = new Set(['bulk', 'junk', 'list', 'auto_reply']);

/**
 * MAI5. Whether no person sent this: it says so (RFC 3834), it is a list's or a robot's, or nobody is to be told when it
 * cannot be delivered. Such a mail starts no clock and is answered by nothing.
 */
export function isAutomatic(headers: readonly MailHeader[], envelopeFrom: string): boolean {
  const submitted = saidFirst(headers, 'auto-submitted').toLowerCase();
  return (
    envelopeFrom === '' ||
    (submitted !== '' && !/^no\b/.test(submitted)) ||
    BULK.has(saidFirst(headers, 'precedence').toLowerCase()) ||
    isReport(headers) ||
    ONLY_PROGRAMS.some((key) => saidUnder(headers, key).length > 0)
  );
}

/** A report of a mail server about a message. */
const isReport = (headers: readonly MailHeader[]): boolean =>
  /^multipart\/report\b/i.test(saidFirst(headers, 'content-type'));

/** What a report says, for whoever asks which message it is about. */
export interface Report {
  headers: readonly MailHeader[];
  envelopeFrom: string;
  /** The words of its parts, with the message that came back. */
  words: string;
}

/**
 * The ids of our own messages that this mail says could not be delivered: `outbox` ids. Null when it is no such report.
 * That it is late, or that somebody is away, is none.
 */
export function bouncedIn({ headers, envelopeFrom, words }: Report, mailDomain: string): string[] | null {
  const robot = /^"?(mail delivery|mailer-daemon|postmaster)|<?(mailer-daemon|postmaster)@/i;
  const failed = isReport(headers) && /^action:\s*failed/im.test(words);
  const plainOne = envelopeFrom === '' && !isReport(headers) && robot.test(saidFirst(headers, 'from'));
  if (!failed && !plainOne) return null;
  return [...new Set([...words.matchAll(ourId(mailDomain))].map(([, id]) => id!.toLowerCase()))];
}

/** Whether this is a message of ours that came back to us: it bears an id we gave. */
export const isOurOwn = (headers: readonly MailHeader[], mailDomain: string): boolean =>
  ourId(mailDomain).test(saidFirst(headers, 'message-id'));

const ourId = (mailDomain: string): RegExp =>
  new RegExp(`<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@${mailDomain.replaceAll('.', '\\.')}>`, 'gi');
