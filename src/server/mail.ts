import { createTransport } from 'nodemailer';
import { NotifyClient } from 'notifications-node-client';
import type { Env } from './env.ts';
import { letterPdf } from './letter.ts';
import type { Sender, Senders } from './outbox.ts';

/** A provider that has not taken a message by then is asked again later. */
const SEND_WITHIN_MS = 60_000;

const NOTIFY_URL = 'https://api.notifications.service.gov.uk';

/**
 * The senders this installation is set up with: mail by SMTP, text messages and letters by GOV.UK Notify. Any may be
 * missing; where letters are, each waits until somebody says that they posted it.
 */
export function sendersFrom(env: Env, withinMs = SEND_WITHIN_MS, notifyUrl = NOTIFY_URL): Senders {
  const { SMTP_URL, MAIL_FROM, NOTIFY_API_KEY, NOTIFY_SMS_TEMPLATE, NOTIFY_LETTERS } = env;
  const notify = NOTIFY_API_KEY && new NotifyClient(notifyUrl, NOTIFY_API_KEY);
  return {
    ...(SMTP_URL && MAIL_FROM ? { email: within(withinMs, bySmtp(SMTP_URL, MAIL_FROM, withinMs)) } : {}),
    ...(notify && NOTIFY_SMS_TEMPLATE ? { sms: within(withinMs, byText(notify, NOTIFY_SMS_TEMPLATE)) } : {}),
    ...(notify && NOTIFY_LETTERS === '1' ? { letter: within(withinMs, byPost(notify)) } : {}),
  };
}

/** Gives up on a sender that neither sends nor fails. Should it send after all, the message's own id makes the two one. */
const within =
  (withinMs: number, send: Sender): Sender =>
  async (message) => {
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => reject(Object.assign(new Error('It took too long.'), { code: 'ETIMEDOUT' })),
      withinMs,
    );
    await Promise.race([send(message), promise]).finally(() => clearTimeout(timer));
  };

/** As a finished address and not as text: nothing is left for a second parser to read differently. */
const exactly = (address: string) => ({ name: '', address });

function bySmtp(url: string, from: string, withinMs: number): Sender {
  const transport = createTransport({
    url,
    ...{ connectionTimeout: withinMs, greetingTimeout: withinMs, socketTimeout: withinMs },
  });
  return async ({ to, subject, body, replyTo, messageId, automatic }) => {
    await transport.sendMail({
      ...{ from, to: exactly(to), subject, text: body, messageId },
      // What cannot be delivered comes back to the case it was about, and not to an inbox nobody reads.
      ...(replyTo ? { replyTo: exactly(replyTo), envelope: { from: replyTo, to } } : {}),
      ...{ disableFileAccess: true, disableUrlAccess: true },
      headers: automatic ? { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } : {},
    });
  };
}

/** The template holds one field, ((text)): the words are ours and are tested here. */
const byText =
  (client: NotifyClient, template: string): Sender =>
  async ({ to, body }) => {
    await client.sendSms(template, to, { personalisation: { text: body } });
  };

/** Printed and posted there. Its reference is the message's own id, by which Notify's own list can be compared with ours. */
const byPost =
  (client: NotifyClient): Sender =>
  async (letter) => {
    await client.sendPrecompiledLetter(letter.outboxId, await letterPdf(letter));
  };
