import { createTransport } from 'nodemailer';
import { NotifyClient } from 'notifications-node-client';
import type { Env } from './env.ts';
import type { Sender, Senders } from './outbox.ts';

/** The senders this installation is set up with: mail by SMTP, text messages by GOV.UK Notify. Either may be missing. */
export function sendersFrom(env: Env): Senders {
  const { SMTP_URL, MAIL_FROM, NOTIFY_API_KEY, NOTIFY_SMS_TEMPLATE } = env;
  return {
    ...(SMTP_URL && MAIL_FROM ? { email: bySmtp(SMTP_URL, MAIL_FROM) } : {}),
    ...(NOTIFY_API_KEY && NOTIFY_SMS_TEMPLATE ? { sms: byNotify(NOTIFY_API_KEY, NOTIFY_SMS_TEMPLATE) } : {}),
  };
}

function bySmtp(url: string, from: string): Sender {
  const transport = createTransport(url);
  return async ({ to, subject, body }) => {
    // As a finished address and not as text: nothing is left for a second parser to read differently.
    await transport.sendMail({
      from,
      to: { name: '', address: to },
      subject,
      text: body,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  };
}

/** The template holds one field, ((text)): the words are ours and are tested here. */
function byNotify(key: string, template: string): Sender {
  const client = new NotifyClient(key);
  return async ({ to, body }) => {
    await client.sendSms(template, to, { personalisation: { text: body } });
  };
}
