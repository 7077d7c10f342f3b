import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { freshDataFolder, makeCase, stillArriving, uniquePdf } from '../support/papers.ts';
import { freshFolder, startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';
import { visitor } from '../support/visitor.ts';

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
  return { ...made, cookie, home, dana, give };
}

describe('what must not come in, over HTTP', () => {
  const everything = 'tests/fixtures/pdfs';
  const pdfs = readdirSync(everything).filter((name) => name.endsWith('.pdf'));

  test.each(pdfs)('EV10 H06: %s is shown, held for an officer or refused in plain words', async (name) => {
    const { give, dana } = await family();
    const { answer, paper } = await give(name, readFileSync(join(everything, name)));
    expect(answer.status).toBe(303);
    const page = await dana.page(paper);
    expect(page).toMatch(/Page 1 of \d|An officer is checking this paper|“[^”]+” [^<]+\.|officer/);
    expect(page).not.toContain('We are still reading this paper.');
  });

  test.each([0.1, 0.5, 0.99])(
    'X36 I08: cut off at %f of the way nothing is there, and sent again it is',
    async (part) => {
      const { home, cookie, give, councilId } = await family();
      const bytes = uniquePdf();
      const body = `--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nReport\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n${bytes.toString('latin1')}\r\n--x--\r\n`;
      const headers = {
        ...{ cookie, origin: server.origin, accept: 'text/html', 'content-type': 'multipart/form-data; boundary=x' },
        'content-length': Buffer.byteLength(body, 'latin1'),
      };
      const sending = request(`${server.origin}${home}/papers/add`, { method: 'POST', headers });
      const gone = new Promise((closed) => sending.on('error', () => {}).on('close', closed));
      const cut = Math.floor(body.length * part);
      await new Promise((sent) => sending.write(body.slice(0, cut), 'latin1', sent));
      sending.destroy();
      await gone;
      await vi.waitFor(() => expect(stillArriving(councilId)).toEqual([]));
      expect(await db.owner`select 1 from evidence_item where council_id = ${councilId}`).toHaveLength(0);
      expect((await give('a.pdf', bytes)).answer.status).toBe(303);
    },
  );

  test('I06: a photo is downloaded without where it was taken, whatever it came as', async () => {
    const { give, dana } = await family();
    const withPlace = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#123' } })
      .withExif({ IFD3: { GPSLatitude: '51/1 14/1 0/1' } })
      .jpeg()
      .toBuffer();
    for (const [name, bytes] of [
      ['kitchen.jpg', withPlace],
      ['IMG_41.heic', readFileSync('tests/fixtures/photos/phone.heic')],
    ] as const) {
      const { paper } = await give(name, bytes);
      await dana.page(paper);
      const answer = await dana.get(`${paper}/file`);
      const got = Buffer.from(await answer.arrayBuffer());
      expect(answer.headers.get('content-length')).toBe(String(got.length));
      expect(answer.headers.get('content-type')).toBe('image/jpeg');
      expect(answer.headers.get('content-disposition')).toMatch(/\.jpg"/);
      const { exif, format } = await sharp(got).metadata();
      expect({ exif, format }).toEqual({ exif: undefined, format: 'jpeg' });
    }
  });
});

test('X22: a full disk is said in plain words with 507, and nothing half is left', async () => {
  const small = freshFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', small]).status === 0;
  if (!mounted) return console.warn('X22 was not tried: this machine lets nobody mount a small disk.');
  const node = await startServer({ url: db.ownerUrl, dataDir: small });
  try {
    const { home, parent, councilId } = await family();
    writeFileSync(join(small, 'ballast'), Buffer.alloc(3_900_000));
    const there = visitor(node, await cookieFor(db, parent));
    const answer = await there.send(`${home}/papers/add`, words, { name: 'a.pdf', bytes: uniquePdf() });
    expect(answer.status).toBe(507);
    const html = await answer.text();
    expect(html).toContain('We have no room to keep this file just now.');
    expect(html).toContain('value="Speech and language report"');
    expect(await db.owner`select 1 from evidence_item where council_id = ${councilId}`).toHaveLength(0);
    rmSync(join(small, 'ballast'));
    expect((await there.send(`${home}/papers/add`, words, { name: 'a.pdf', bytes: uniquePdf() })).status).toBe(303);
  } finally {
    await node.stop();
    spawnSync('umount', [small]);
  }
});
