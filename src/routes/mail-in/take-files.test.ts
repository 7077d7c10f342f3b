import fc from 'fast-check';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailLimits } from '#domain/contact/mail/mail-limits.ts';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { mailSettings, rawMail } from '../../../tests/support/mail.ts';
import { openMailCase, requestOf } from '../../../tests/support/mail-case.ts';
import { freshDataFolder, stillArriving, uniquePdf } from '../../../tests/support/papers.ts';
import { takeMail } from './take-mail.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  Object.assign(process.env, mailSettings, { SCANNER: 'off' });
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

describe('what a mail carries', () => {
  test('MAI9 I05: files come in as papers that an officer looks at first; what is refused is named, with why', async () => {
    const { hand, dana, entries, caseFileId } = await openMailCase(db);
    const files = [
      { name: 'report.pdf', type: 'application/pdf', bytes: uniquePdf() },
      { name: 'winmail.dat', bytes: Buffer.from('TNEF\0\x01') },
      { name: 'invite.ics', type: 'text/calendar', bytes: Buffer.from('BEGIN:VCALENDAR') },
    ];
    await hand(rawMail({ from: dana, words: 'Here it is.', files }));
    const papers = await db.owner`select i.title, i.came_by, i.state, i.held_because, i.author from contact_attachment a
      join evidence_item i using (council_id, case_file_id, evidence_item_id) where a.case_file_id = ${caseFileId}`;
    expect(papers).toMatchObject([
      { title: 'report', came_by: 'email', state: 'held', held_because: 'by_email', author: 'Dana Rowe' },
    ]);
    const { words } = (await entries())[0]!;
    expect(words).toContain('Not kept: “winmail.dat” is not a PDF, Word document, photo or text file');
    expect(words).toContain('Not kept: “invite.ics” is not a PDF');
  });

  test(
    'MAI9: 30 MB of files pass; one that is larger than a paper may be is named, and the words are there',
    { timeout: 60_000 },
    async () => {
      const { hand, dana, entries, councilId } = await openMailCase(db);
      const bytes = Buffer.alloc(30 * 1024 * 1024, 7);
      await hand(rawMail({ from: dana, words: 'A film.', files: [{ name: 'film.pdf', bytes }] }));
      expect((await entries())[0]!.words).toBe(
        'A question\n\nA film.\n\n[Not kept: “film.pdf” is larger than 25 MB. Send it in parts.]',
      );
      expect(stillArriving(councilId)).toEqual([]);
    },
  );

  test(
    'MAI10: what is too large is given back, by what is declared and by what comes',
    { timeout: 60_000 },
    async () => {
      const { address, dana, arrivals, councilId } = await openMailCase(db);
      const declared = requestOf(Buffer.from('x'), address, dana, {
        'content-length': String(mailLimits.mailMaxBytes + 1),
      });
      expect(await takeMail(declared)).toBe('too-large');
      const megabyte = Buffer.alloc(1024 * 1024, 'x');
      const body = Readable.toWeb(
        Readable.from(Array.from({ length: mailLimits.mailMaxBytes / megabyte.length + 1 }, () => megabyte)),
      );
      const headers = { 'content-type': 'message/rfc822', 'x-envelope-to': address, 'x-envelope-from': dana };
      const streamed = new Request('http://localhost/mail-in', {
        method: 'POST',
        headers,
        body: body as never,
        duplex: 'half',
      } as RequestInit);
      expect(await takeMail(streamed)).toBe('too-large');
      expect(await arrivals()).toEqual([]);
      expect(stillArriving(councilId)).toEqual([]);
    },
  );

  test('MAI10: what is no mail, or has no envelope, is given back', async () => {
    const { address, dana } = await openMailCase(db);
    const wrong = requestOf(Buffer.from('x'), address, dana, { 'content-type': 'application/json' });
    expect(await takeMail(wrong)).toBe('no-mail');
    const bare = new Request('http://localhost/mail-in', {
      method: 'POST',
      headers: { 'content-type': 'message/rfc822' },
      body: 'x',
    });
    expect(await takeMail(bare)).toBe('no-mail');
    expect(await takeMail(requestOf(Buffer.alloc(0), address, dana))).toBe('no-mail');
  });

  test('MAI10: a mail with broken parts is filed by what can be read, and nested without end is held', async () => {
    const { hand, dana, entries, arrivals } = await openMailCase(db);
    const broken = rawMail({ from: dana, words: 'Still readable' }).toString().replace('--the-end--', '');
    await hand(Buffer.from(broken));
    expect((await entries())[0]!.words).toContain('Still readable');
    const deep = Array.from(
      { length: 60 },
      (_, n) => `--b${n}\r\nContent-Type: multipart/mixed; boundary=b${n + 1}\r\n\r\n`,
    ).join('');
    const head = rawMail({ from: dana, words: '' }).toString().split('MIME-Version')[0]!;
    await hand(Buffer.from(`${head}Content-Type: multipart/mixed; boundary=b0\r\n\r\n${deep}`));
    expect((await arrivals()).map(({ because }) => because)).toEqual(['', 'unreadable']);
  });

  test('MAI10: a page of HTML becomes words, and nothing of it runs or is fetched', async () => {
    const { hand, dana, entries } = await openMailCase(db);
    const head = rawMail({ from: dana, words: '' }).toString().split('MIME-Version')[0]!;
    const page =
      '<p>Dear Priya,<br>thank you &amp; all the best.</p><script>alert(1)</script><img src="https://evil.example/x.png">';
    await hand(Buffer.from(`${head}Content-Type: text/html; charset=utf-8\r\n\r\n${page}\r\n`));
    const { words } = (await entries())[0]!;
    expect(words).toContain('Dear Priya,\nthank you & all the best.');
    expect(words).not.toMatch(/<|alert|evil/);
  });

  test(
    'MAI10: any bytes whatever are answered without a fault, and never become somebody’s words',
    { timeout: 120_000 },
    async () => {
      const { hand, entries, dana } = await openMailCase(db);
      const sound = rawMail({ from: dana, words: 'Hello', proven: false });
      const damaged = fc
        .tuple(fc.nat(sound.length - 1), fc.uint8Array({ minLength: 1, maxLength: 30 }))
        .map(([at, bytes]) => Buffer.concat([sound.subarray(0, at), bytes, sound.subarray(at + bytes.length)]));
      const anything = fc.oneof(
        fc.uint8Array({ minLength: 1, maxLength: 500 }).map((bytes) => Buffer.from(bytes)),
        damaged,
      );
      await fc.assert(
        fc.asyncProperty(anything, async (raw) => {
          expect(await hand(raw)).toMatch(/taken|busy/);
        }),
        { numRuns: 60 },
      );
      expect(await entries()).toEqual([]);
    },
  );
});
