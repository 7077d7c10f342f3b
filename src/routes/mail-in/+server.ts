import { text } from '@sveltejs/kit';
import { takeMail, type MailAnswer } from './take-mail.server.ts';
import type { RequestHandler } from './$types';

/** What each outcome is to a mail server: 2xx done with, 4xx give it back to whoever sent it, 5xx try again. */
const answers: Record<MailAnswer, { status: number; words: string }> = {
  taken: { status: 202, words: 'Taken.' },
  'no-such-address': { status: 422, words: 'There is no such address.' },
  'no-mail': { status: 415, words: 'This is not one mail as message/rfc822, with x-envelope-to and x-envelope-from.' },
  'too-large': { status: 413, words: 'This e-mail is too large. Send what is attached in parts.' },
  busy: { status: 503, words: 'Try again later.' },
};

/** One mail, handed in by the council's own mail server. How to connect one: docs/mail-in.md. */
export const POST: RequestHandler = async ({ request }) => {
  const { status, words } = answers[await takeMail(request)];
  return text(`${words}\n`, { status });
};
