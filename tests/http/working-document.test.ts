import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { PlainBrowser } from '../support/plain-browser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';
import { makeBareAppeal, type BareAppeal } from '../support/working-documents.ts';

let db: TestDatabase;
let server: RunningServer;
let it: BareAppeal;
let tess: PlainBrowser;
let dana: PlainBrowser;
let page: string;

beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl });
});
afterAll(async () => {
  await server.stop();
  await db.close();
});
const ask = (cookie: string, path: string, body?: string) =>
  fetch(server.origin + path, {
    ...(body === undefined ? {} : { method: 'POST', body }),
    redirect: 'manual',
    headers: {
      ...{ accept: 'text/html', cookie, origin: server.origin },
      'content-type': 'application/x-www-form-urlencoded',
    },
  });
const browserOf = async (who: Person) => new PlainBrowser(server, await cookieFor(db, who));
beforeEach(async () => {
  it = await makeBareAppeal(db);
  page = `/cases/${it.caseFileId}/appeals/${it.appealId}/working-document`;
  [tess, dana] = [await browserOf(it.tess), await browserOf(it.dana)];
});

const plan = 'Speech therapy as needed.\n\nA taxi to school.';
async function putIn(section = 'F', words = plan): Promise<void> {
  await tess.open(page);
  await tess.send(tess.formsFor('addSection')[0], { letter: section, plan: words });
  expect(tess.seen.status).toBe(200);
}
async function join(): Promise<void> {
  await dana.open(page);
  await dana.send(dana.formsFor('join')[0]);
}

describe('the working document without JavaScript', () => {
  test('WD1 WD5: begun, joined, proposed by both, marked in words, agreed by name, opened again', async () => {
    await putIn();
    await dana.open(page);
    expect(dana.seen.text).toContain('Work on it together?');
    expect(dana.formsFor('saveWords')).toEqual([]);
    await join();
    await dana.send(dana.formsFor('saveWords')[0], { words: 'Speech therapy every week.' }, 'propose');
    expect(dana.seen.text).toContain('Family proposes to take out: as needed (end)');
    await tess.open(page);
    expect(tess.seen.text).toContain('Family proposes to add: every week (end)');
    await tess.send(tess.formsFor('saveWords')[1], { words: 'A bus to school.' }, 'propose');
    expect(tess.seen.text).toContain('Council proposes to add: bus (end)');
    await tess.send(tess.formsFor('agree')[0]);
    expect(tess.seen.text).toMatch(/Agreed to add: every week \(end\)/);
    expect(tess.seen.text).toContain('1 of 2 agreed, 1 with words put forward');
    await dana.open(`${page}?section=F`);
    await dana.send(dana.formsFor('reopen')[0], { reason: 'a new report came' });
    expect(dana.seen.text).toContain('Opened again, because: a new report came');
    await dana.open(`${page}?view=reading`);
    expect(dana.seen.text).toMatch(/What the marks mean.*the family proposes to take out.*Section F/s);
  });

  test('WD9: a section is asked for by letter and words, what was typed is kept, and a mistake is taken away', async () => {
    await tess.open(page);
    await tess.send(tess.formsFor('addSection')[0], { letter: '', plan });
    expect(tess.seen.status).toBe(400);
    expect(tess.seen.text).toContain('Choose which section of the plan this is.');
    expect(tess.formsFor('addSection')[0]!.fields['plan']).toBe(plan);
    await tess.send(tess.formsFor('addSection')[0], { letter: 'F' });
    await putIn('B', 'Noise is hard.');
    await tess.open(`${page}?section=F`);
    await tess.send(tess.formsFor('remove')[0]);
    expect(tess.seen.text).not.toContain('Speech therapy as needed.');
    expect(tess.seen.text).toContain('Section F, paragraph 2');
    await tess.send(tess.formsFor('fromPlan')[0]);
    expect(tess.formsFor('saveWords')[0]!.fields['words']).toBe('A taxi to school.');
    await tess.send(tess.formsFor('takeOut')[0]);
    expect(tess.seen.text).toContain('Council proposes to take out: A taxi to school.');
  });

  test('WD4 A13: another parent of the case finds no such page, form or file, like an appeal that does not exist', async () => {
    await putIn();
    const cookie = await cookieFor(db, it.alex);
    const alex = new PlainBrowser(server, cookie);
    const nothing = page.replace(it.appealId, '01890000-0000-7000-8000-000000000000');
    const seen: string[] = [];
    for (const [url, body] of [page, nothing].flatMap(
      (at) => [[at], [`${at}/word`], [`${at}?/propose`, 'seed=x'], [`${at}?/join`, '']] as [string, string?][],
    )) {
      const answer = await ask(cookie, url, body);
      seen.push(`${answer.status} ${(await answer.text()).replace(/nonce="[^"]*"/g, '')}`);
    }
    expect(seen.slice(0, 4)).toEqual(seen.slice(4));
    expect(seen.every((one) => one.startsWith('404'))).toBe(true);
    await alex.open(`/cases/${it.caseFileId}/history`);
    expect(alex.seen.text).not.toMatch(/working document|appeal/i);
  });

  test('WD7: the Word file comes as a download, and names no child', async () => {
    await putIn();
    const file = await ask(await cookieFor(db, it.dana), `${page}/word`);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="working-document.docx"');
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
  });

  test('WD10 H12: a file that came back is compared, refused in plain words when it is none, and taken by ticking', async () => {
    await putIn();
    const cookie = await cookieFor(db, it.tess);
    const file = Buffer.from(await (await ask(cookie, `${page}/word`)).arrayBuffer());
    const send = async (bytes: Buffer, name: string) => {
      const body = new FormData();
      body.set('file', new File([new Uint8Array(bytes)], name));
      const headers = { accept: 'text/html', cookie, origin: server.origin };
      const answer = await fetch(`${server.origin}${page}/compare?/read`, { method: 'POST', body, headers });
      return { status: answer.status, text: (await answer.text()).replace(/<!--.*?-->/gs, '') };
    };
    const same = await send(file, 'back.docx');
    expect(same.status).toBe(200);
    expect(same.text).toContain('2 paragraphs the same');
    const broken = await send(Buffer.from('this is no Word file'), 'back.docx');
    expect(broken.status).toBe(400);
    expect(broken.text).toContain('This file is damaged and cannot be opened.');
    await tess.open(page);
    await tess.send(tess.formsFor('saveWords')[0], { words: 'Speech therapy once a month.' });
    const differs = await send(file, 'back.docx');
    expect(differs.text).toContain('1 paragraph different');
    const fields = [...differs.text.matchAll(/<input[^>]* name="((?:words|shown|take)[^"]*)"[^>]*>/g)].map(
      ([tag, name]) => [name!, /value="([^"]*)"/.exec(tag)![1]!] as [string, string],
    );
    const took = await ask(cookie, `${page}/compare?/take`, new URLSearchParams(fields).toString());
    expect([took.status, took.headers.get('location')]).toEqual([303, page]);
    await tess.open(page);
    expect(tess.formsFor('saveWords')[0]!.fields['words']).toBe('Speech therapy as needed.');
  });
});
