import { createServer, type AddressInfo, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readEnv } from './env.ts';
import { sendersFrom } from './mail.ts';

const message = {
  ...{ councilId: '', outboxId: '', channel: 'email' as const, to: "o'neil+x@example.org", subject: 'An update' },
  ...{ body: 'Sign in to see it.', replyTo: '', messageId: '<1@cases.meadowshire.example>', automatic: false },
};

interface Came {
  from: string;
  to: string[];
  bytes: string;
}
const came: Came[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  hideSTARTTLS: true,
  onData: (stream: SMTPServerDataStream, { envelope }, taken) =>
    void text(stream).then((bytes) => {
      const from = envelope.mailFrom ? envelope.mailFrom.address : '';
      came.push({ from, to: envelope.rcptTo.map(({ address }) => address), bytes });
      taken();
    }),
});
const emailBy = (port: number, withinMs?: number) =>
  sendersFrom(readEnv({ SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'ground@meadowshire.example' }), withinMs)
    .email!;

describe('mail', () => {
  let port: number;
  beforeAll(async () => {
    await new Promise<void>((listening) => smtp.listen(0, '127.0.0.1', listening));
    ({ port } = smtp.server.address() as AddressInfo);
  });
  afterAll(() => new Promise<void>((closed) => smtp.close(() => closed())));
  afterEach(() => void (came.length = 0));

  test('G12: goes to exactly the one address that was checked, as text', async () => {
    await emailBy(port)({ ...message, subject: 'An update\r\nBcc: evil@example.org' });
    expect(came.map(({ to }) => to)).toEqual([["o'neil+x@example.org"]]);
    expect(came[0]!.bytes).not.toMatch(/^Bcc:/im);
    expect(came[0]!.bytes).toMatch(/\r\n\r\nSign in to see it\.\r\n$/);
    expect(came[0]!.bytes).not.toMatch(/^(Reply-To|Auto-Submitted):/im);
  });

  test('MAI6: an automatic one says so, has its own id, and is answered and bounced to its case', async () => {
    const replyTo = 'bcdfghjkmnpqrstv@cases.meadowshire.example';
    await emailBy(port)({ ...message, replyTo, automatic: true });
    const [one] = came;
    expect(one).toMatchObject({ from: replyTo, to: ["o'neil+x@example.org"] });
    for (const line of [
      'From: ground@meadowshire.example',
      "To: o'neil+x@example.org",
      `Reply-To: ${replyTo}`,
      'Message-ID: <1@cases.meadowshire.example>',
      'Auto-Submitted: auto-generated',
      'X-Auto-Response-Suppress: All',
    ])
      expect(one!.bytes.split('\r\n')).toContain(line);
  });

  test('X43: a server that never speaks is given up after its time', async () => {
    const held: Socket[] = [];
    const silent = createServer((socket) => void held.push(socket));
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    const { port: deaf } = silent.address() as AddressInfo;
    await expect(emailBy(deaf, 50)(message)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    held.forEach((socket) => socket.destroy());
    silent.close();
  });

  test('with nothing configured nothing is sent', () => expect(sendersFrom(readEnv({}))).toEqual({}));
});
