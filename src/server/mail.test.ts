import { createServer as createHttp } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { json, text } from 'node:stream/consumers';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
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

describe('GOV.UK Notify', () => {
  const asked: { path: string; body: Record<string, unknown> }[] = [];
  const notify = createHttp((request, response) => {
    void json(request).then((body) => {
      asked.push({ path: request.url ?? '', body: body as Record<string, unknown> });
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"1"}');
    });
  });
  const KEY = `test-${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}-${'1'.repeat(8)}-0000-4000-8000-${'1'.repeat(12)}`;
  const letter = {
    ...message,
    channel: 'letter' as const,
    outboxId: 'letter-1',
    to: 'Dana Rowe\n1 High Street\nMeadow\nMD1 1AA',
  };
  let url: string;
  beforeAll(async () => {
    await new Promise<void>((listening) => notify.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(notify.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((closed) => notify.close(closed)));
  afterEach(() => void (asked.length = 0));

  test('MAI11: a letter is printed there, with its address in the window and its fonts in the file', async () => {
    const { letter: post } = sendersFrom(readEnv({ NOTIFY_API_KEY: KEY, NOTIFY_LETTERS: '1' }), 10_000, url);
    await post!({ ...letter, body: 'Dear Dana Rowe,\n\nЗдравствуйте. We will write again.' });
    const [{ path, body }] = asked as [(typeof asked)[number]];
    expect(path).toBe('/v2/notifications/letter');
    expect(body.reference).toBe('letter-1');
    const pdf = await getDocument({ data: new Uint8Array(Buffer.from(String(body.content), 'base64')) }).promise;
    const { items } = await (await pdf.getPage(1)).getTextContent();
    const placed = items.flatMap((item) =>
      'str' in item && item.str.trim() ? [{ words: item.str, at: item.transform as number[] }] : [],
    );
    expect(placed.map(({ words }) => words).join(' ')).toContain('Здравствуйте. We will write again.');
    const postcode = placed.find(({ words }) => words === 'MD1 1AA')!.at;
    const fromTopMm = ((841.89 - postcode[5]!) * 25.4) / 72;
    expect(fromTopMm).toBeGreaterThan(39.5);
    expect(fromTopMm).toBeLessThan(66.3);
  });

  test('MAI11: an address that the window cannot show is not posted, and nothing is where letters are not set', async () => {
    const { letter: post, sms } = sendersFrom(readEnv({ NOTIFY_API_KEY: KEY, NOTIFY_LETTERS: '1' }), 10_000, url);
    await expect(post!({ ...letter, to: Array.from({ length: 8 }, () => 'A line').join('\n') })).rejects.toMatchObject({
      code: 'EADDRESS',
    });
    expect(sms).toBeUndefined();
    expect(sendersFrom(readEnv({ NOTIFY_API_KEY: KEY }))).toEqual({});
    expect(asked).toEqual([]);
  });

  test('H30: a text message holds the words it was given and no more', async () => {
    const { sms } = sendersFrom(readEnv({ NOTIFY_API_KEY: KEY, NOTIFY_SMS_TEMPLATE: 'template' }), 10_000, url);
    await sms!({ ...message, channel: 'sms', to: '+447700900123', body: 'There is an update for you.' });
    expect(asked).toMatchObject([
      {
        path: '/v2/notifications/sms',
        body: { phone_number: '+447700900123', personalisation: { text: 'There is an update for you.' } },
      },
    ]);
  });
});
