import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addEntry } from '../../src/domain/contact/thread/add-entry.server.ts';
import { inTransaction } from '../../src/server/db.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { mailSettings, rawMail } from '../support/mail.ts';
import { freshDataFolder, makeCase } from '../support/papers.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { until } from '../support/until.ts';

let db: TestDatabase;
let server: RunningServer;
const came: { to: string[]; from: string; bytes: string }[] = [];
const smtp = new SMTPServer({
  ...{ authOptional: true, hideSTARTTLS: true },
  onData: (stream, { envelope }, taken) =>
    void text(stream).then((bytes) => {
      const from = envelope.mailFrom ? envelope.mailFrom.address : '';
      came.push({ to: envelope.rcptTo.map(({ address }) => address), from, bytes });
      taken();
    }),
});
const secretFile = join(mkdtempSync(join(tmpdir(), 'common-ground-secret-')), 'secret');

beforeAll(async () => {
  Object.assign(process.env, mailSettings);
  db = await freshDatabase();
  await new Promise<void>((listening) => smtp.listen(0, '127.0.0.1', listening));
  const { port } = smtp.server.address() as AddressInfo;
  const sending = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'ground@meadowshire.example', SCANNER: 'off' };
  server = await startServer({ url: db.ownerUrl, dataDir: freshDataFolder(), env: { ...mailSettings, ...sending } });
  writeFileSync(secretFile, mailSettings.MAIL_IN_SECRET);
});
afterAll(async () => {
  await server.stop();
  await new Promise<void>((closed) => smtp.close(() => closed()));
  await db.close();
});

/** What the mail server's own pipe would do with a mail, by its exit code. */
const handIn = (raw: Buffer, to: string, from: string, secret = secretFile): Promise<number> =>
  new Promise((done) => {
    const env = { PATH: process.env.PATH, MAIL_IN_URL: server.origin, MAIL_IN_SECRET_FILE: secret };
    const pipe = execFile('sh', ['scripts/mail-in.sh', to, from], { env }, (error) => done(Number(error?.code ?? 0)));
    pipe.stdin!.end(raw);
  });

test('H30 G12 X43 MAI6: from our own notification, by an answer to it, to a promise in the thread', async () => {
  const { councilId, caseFileId, parent, officer } = await makeCase(db);
  const to = `${parent.personId.slice(-8)}@example.org`;
  await inTransaction({ councilId, caseFileId, personId: officer.personId }, (tx) =>
    addEntry(
      tx,
      { councilId, caseFileId, personId: officer.personId },
      {
        ...{ kind: 'message', direction: 'out', withPersonId: parent.personId, happenedAt: new Date() },
        words: 'Maya’s Board is on Tuesday.',
      },
      new Date(),
    ),
  );
  const told = await until(() => came.find((mail) => mail.to.includes(to)), 'the notification');
  expect(told.to).toEqual([to]);
  expect(told.bytes).not.toMatch(/Maya|Rowe|Board|Tuesday/);
  const said = (name: string) => new RegExp(`^${name}: (.*)\r$`, 'm').exec(told.bytes)?.[1];
  const replyTo = said('Reply-To')!;
  expect(replyTo).toMatch(/^[a-z0-9]{16}@cases\.meadowshire\.example$/);
  expect(told.from).toBe(replyTo);
  expect(said('Auto-Submitted')).toBe('auto-generated');
  expect(said('Subject')).toBe('There is an update for you');

  const answer = rawMail({
    ...{ from: `Dana Rowe <${to}>`, subject: `Re: ${said('Subject')}`, words: 'Thank you. May I bring a friend?' },
    head: [`To: ${replyTo}`, `In-Reply-To: ${said('Message-ID')}`],
  });
  expect(await handIn(answer, replyTo, to)).toBe(0);
  const [entry] =
    await db.owner`select words, author_id from contact_entry where case_file_id = ${caseFileId} and kind = 'email'`;
  expect(entry).toEqual({ words: 'Thank you. May I bring a friend?', author_id: parent.personId });
  const promised = await db.owner`select kind from promise where case_file_id = ${caseFileId} order by kind`;
  expect(promised.map(({ kind }) => kind)).toEqual(['acknowledge', 'reply']);
});

test('MAI7 MAI10: the pipe gives back what is for nobody or too large, and keeps what it was not let in with', async () => {
  const raw = rawMail({ from: 'dana@example.org', words: 'Hello' });
  expect(await handIn(raw, `nobody@${mailSettings.MAIL_DOMAIN}`, 'dana@example.org')).toBe(69);
  expect(await handIn(Buffer.alloc(49 * 1024 * 1024, 'x'), `nobody@${mailSettings.MAIL_DOMAIN}`, '')).toBe(69);
  const wrong = join(mkdtempSync(join(tmpdir(), 'common-ground-secret-')), 'secret');
  writeFileSync(wrong, 'something else');
  expect(await handIn(raw, `nobody@${mailSettings.MAIL_DOMAIN}`, 'dana@example.org', wrong)).toBe(75);
});

test('MAI7: without the secret it is answered as a page that is not there, in every way it can be asked for', async () => {
  const strangers: RequestInit[] = [
    { method: 'GET', headers: { accept: 'text/html' } },
    { method: 'GET', headers: { authorization: 'Bearer', accept: '*/*' } },
    { method: 'POST', body: 'x', headers: { 'content-type': 'message/rfc822', authorization: 'Bearer wrong' } },
    { method: 'POST', body: 'x', headers: { 'content-type': 'message/rfc822', origin: server.origin } },
    { method: 'PUT', body: 'x', headers: { origin: server.origin } },
  ];
  const noise = /nonce="[^"]*"|__sveltekit_[a-z0-9]+|nonce-[^']*/g;
  for (const init of strangers) {
    const [here, nowhere] = await Promise.all(
      ['/mail-in', `/${randomUUID()}`].map((path) => fetch(server.origin + path, init)),
    );
    expect(here!.status).toBe(nowhere!.status);
    expect((await here!.text()).replace(noise, '')).toBe((await nowhere!.text()).replace(noise, ''));
  }
});
