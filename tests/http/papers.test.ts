import { randomBytes } from 'node:crypto';
import { request, type IncomingMessage } from 'node:http';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { fixtureBytes, freshDataFolder, makeCase, uniquePdf } from '../support/papers.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';
import { hiddenField, visitor } from '../support/visitor.ts';

let db: TestDatabase;
let server: RunningServer;
beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl, dataDir: freshDataFolder() });
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const words = { title: 'Speech and language report', author: 'Dr Lee', writtenOn: '2026-03-01', answers: 'family_own' };

async function family() {
  const made = await makeCase(db);
  const cookie = await cookieFor(db, made.parent);
  const home = `/cases/${made.caseFileId}`;
  const dana = visitor(server, cookie);
  const give = async (name: string, bytes: Uint8Array) => {
    const answer = await dana.send(`${home}/papers/add`, words, { name, bytes });
    return { answer, paper: answer.headers.get('location')?.split('?')[0] ?? '' };
  };
  return { ...made, cookie, home, dana, give, priya: visitor(server, await cookieFor(db, made.officer)) };
}

describe('a paper, without JavaScript', () => {
  test('EV8 EV11: it is sent, read page by page as picture and as text, and found on the list', async () => {
    const { dana, give, home } = await family();
    const { answer, paper } = await give('nested.pdf', uniquePdf());
    expect(answer.status).toBe(303);
    const page = await dana.page(`${paper}?page=2`);
    expect(page).toContain('Page 2 of 9');
    expect(page).toMatch(/<p class="govuk-body[^"]*"[^>]*dir="auto">[^<]*Content for/);
    expect(page).toMatch(/rel="prev" href="\?page=1"/);
    const early = (await dana.get(`${paper}?page=2`)).headers.get('link')?.split(', ') ?? [];
    const scripts = early.filter((one) => one.includes('modulepreload'));
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((one) => !one.includes('fetchpriority="low"'))).toEqual([]);
    expect(await dana.page(`${home}/papers`)).toContain('Speech and language report</a> (9 pages)');
    const picture = await dana.get(`${paper}/pages/2`);
    expect(picture.headers.get('content-type')).toBe('image/webp');
    expect((await sharp(await picture.arrayBuffer()).metadata()).width).toBe(1100);
  });

  test('EV8: a refused file is named, and the words that came with it are kept', async () => {
    const { give, dana, home } = await family();
    const { answer } = await give('report.html', Buffer.from('<html>not a paper</html>'));
    expect(answer.status).toBe(400);
    const html = await answer.text();
    expect(html).toContain('“report.html” is not a PDF, Word document, photo or text file');
    expect(html).toContain('value="Speech and language report"');
    const untitled = await dana.send(
      `${home}/papers/add`,
      { ...words, title: '' },
      { name: 'a.pdf', bytes: uniquePdf() },
    );
    expect(await untitled.text()).toContain('A browser cannot keep the file, so choose it again.');
    expect(await (await dana.send(`${home}/papers/add`, words, null)).text()).toContain(
      'Choose a file, or take a photo',
    );
  });

  test('EV10 H06: a locked PDF shows its name and what to do, and the list goes on', async () => {
    const { give, dana, home } = await family();
    const { paper } = await give('locked.pdf', fixtureBytes('issue6010_1.pdf'));
    expect(await dana.page(paper)).toContain('“locked.pdf” needs a password to open.');
    expect((await dana.get(`${paper}/pages/1`)).status).toBe(404);
    expect(await dana.page(`${home}/papers`)).toContain('“locked.pdf” needs a password to open.');
  });

  test('H19: a file that says it is far too large is refused before it is sent', async () => {
    const { home, cookie } = await family();
    const head =
      '--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nKept words\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n';
    const answer = await new Promise<{ status: number; html: string }>((done, fail) => {
      const headers = {
        cookie,
        origin: server.origin,
        accept: 'text/html',
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': 45 * 1024 * 1024,
      };
      const sending = request(`${server.origin}${home}/papers/add`, { method: 'POST', headers }, (response) => {
        let html = '';
        response
          .on('data', (chunk) => (html += chunk))
          .on('end', () => (sending.destroy(), done({ status: response.statusCode!, html })));
      });
      sending.on('error', fail).write(`${head}%PDF-1.7`);
    });
    expect(answer.status).toBe(413);
    expect(answer.html).toContain('larger than 25 MB');
    expect(answer.html).toContain('value="Kept words"');
  });
});

describe('the bytes of a paper', () => {
  test('A04 H21 I10: they leave as what they are, whole, to be kept by nobody on the way', async () => {
    const { give, dana } = await family();
    const bytes = uniquePdf();
    const { paper } = await give('Zoë’s "report".pdf', bytes);
    for (const headers of [{ accept: '*/*' }, { accept: '*/*', range: 'bytes=0-10' }] as Record<string, string>[]) {
      const answer = await dana.get(`${paper}/file`, { headers });
      expect(answer.status).toBe(200);
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'application/pdf',
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
        'accept-ranges': 'none',
        'content-disposition': expect.stringMatching(/^attachment; filename="[^"]*"; filename\*=UTF-8''Zo%C3%AB/),
        'content-security-policy': expect.stringContaining('sandbox'),
      });
      expect(answer.headers.get('etag')).toBeNull();
    }
    const head = await dana.get(`${paper}/file`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
  });

  test('A03 A04 A14 A23: another case’s papers and packs are not there, by any address', async () => {
    const mine = await family();
    const theirs = await family();
    const { paper } = await theirs.give('a.pdf', uniquePdf());
    const id = paper.split('/').at(-1)!;
    for (const rest of ['', '/file', '/pages/1', '?page=2', '/__data.json'])
      for (const address of [
        `${paper}${rest}`,
        `${mine.home}/papers/${id}${rest}`,
        `${mine.home}/papers/${mine.caseFileId}${rest}`,
      ])
        for (const method of rest.includes('data') ? ['GET'] : ['GET', 'HEAD']) {
          const answer = await mine.dana.get(address, { method, headers: { range: 'bytes=0-3' } });
          const text = await answer.text();
          const said = text.includes('"type":"error"') ? /"status":(\d+)/.exec(text)?.[1] : String(answer.status);
          expect([method, address, said]).toEqual([method, address, '404']);
          expect(answer.headers.get('etag')).toBeNull();
        }
  });

  test('A33: access taken away while a file is on its way out breaks it off within two seconds', async () => {
    const { give, dana, cookie, parent } = await family();
    const raw = { width: 2_700, height: 2_700, channels: 3 } as const;
    const noise = await sharp(randomBytes(raw.width * raw.height * 3), { raw })
      .png({ compressionLevel: 0 })
      .toBuffer();
    const { paper } = await give('photo.png', noise);
    expect(await dana.page(paper)).toContain('Page 1 of 1');

    const response = await new Promise<IncomingMessage>((answered, fail) => {
      request(`${server.origin}${paper}/file`, { headers: { cookie } }, answered).on('error', fail).end();
    });
    let bytes = 0;
    await new Promise<void>((begun) =>
      response.once('data', (chunk: Buffer) => ((bytes += chunk.length), response.pause(), begun())),
    );
    await db.owner`update standing set ended_at = now(), epoch = epoch + 1 where person_id = ${parent.personId}`;
    const endedAt = Date.now();
    const stopped = () =>
      db.owner`select 1 from history where actor_id = ${parent.personId} and action = 'paper.download_stopped'`;
    await vi.waitFor(async () => expect(await stopped()).toHaveLength(1), { timeout: 30_000, interval: 20 });
    expect(Date.now() - endedAt).toBeLessThan(2_000);
    const broken = new Promise((done) => response.on('error', done));
    response.on('data', (chunk: Buffer) => (bytes += chunk.length)).resume();
    expect(await broken).toMatchObject({ code: 'ECONNRESET' });
    expect(bytes).toBeLessThan(noise.length);
  });
});

describe('from the list to the receipt, without JavaScript', () => {
  test('EV4 EV6 EV9 J09: both sides answer, one confirms, the other changes something, and the page says so', async () => {
    const { dana, priya, give, home } = await family();
    await give('a.pdf', uniquePdf());
    const list = await dana.page(`${home}/papers`);
    const checkRowId = hiddenField(list, 'checkRowId');
    const refused = await priya.post(`${home}/papers?/answer`, { checkRowId, answer: 'not_needed', note: '' });
    expect([refused.status, (await refused.text()).includes('Say why it is not needed')]).toEqual([400, true]);
    const contentSha256 = hiddenField(list, 'contentSha256');
    const said = await dana.post(`${home}/papers?/confirm`, { says: 'everything', words: '', contentSha256 });
    expect(await said.text()).toContain('Thank you.');
    expect(await priya.page(`${home}/papers`)).toContain('Dana said “That’s everything”');
    await priya.post(`${home}/papers?/answer`, { checkRowId, answer: 'not_needed', note: 'the school sent one' });
    await dana.post(`${home}/papers?/answer`, { checkRowId, answer: 'there', note: '' });
    const after = await dana.page(`${home}/papers`);
    expect(after).toContain('Something has changed since then, so this no longer counts.');
    expect(after).toContain('Council: not needed, because the school sent one');
    expect(after).toContain('You see this differently');
    const late = await dana.post(`${home}/papers?/confirm`, { says: 'everything', words: '', contentSha256 });
    expect(await late.text()).toContain('Something changed while you were reading');
  });

  test('PACK3 PACK5 PACK6: an officer freezes it, and both sides have the same receipt to keep', async () => {
    const { dana, priya, give, home } = await family();
    await give('a.pdf', uniquePdf());
    const preview = await priya.page(`${home}/pack`);
    expect(preview).toContain('It is not frozen yet');
    expect(await dana.page(`${home}/pack`)).not.toContain('?/freeze');
    const shownSha256 = hiddenField(preview, 'shownSha256');
    expect((await dana.post(`${home}/pack?/freeze`, { shownSha256 })).status).toBe(403);
    const receipt = (await priya.post(`${home}/pack?/freeze`, { shownSha256 })).headers.get('location')!;
    const [hers, his] = [await dana.page(receipt), await priya.page(receipt)];
    const fingerprint = /<p class="fingerprint[^"]*">([0-9A-F ]+)</.exec(hers)?.[1];
    expect(fingerprint).toMatch(/^([0-9A-F]{4} ){15}[0-9A-F]{4}$/);
    expect(his).toContain(fingerprint);
    const kept = await dana.get(`${receipt}/download`);
    expect(kept.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(await kept.text()).toContain(fingerprint);
    await give('late.pdf', uniquePdf());
    expect(await dana.page(`${home}/pack`)).toContain('came after the freeze. It is D');
  });
});
