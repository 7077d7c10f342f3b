import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCase, freshDataFolder, uniquePdf } from '../support/papers.ts';
import { askSomebody, linkSentTo } from '../support/asked.ts';
import { Caller } from '../support/caller.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
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

const words = { name: 'Dr Alex Lee', job: 'Paediatrician', writtenOn: '2026-10-01' };
let count = 0;

/** A case with one expected paper, asked for through the page by its officer. Nobody here runs a script. */
async function asked() {
  const made = await makeCase(db);
  const home = `/cases/${made.caseFileId}`;
  const priya = visitor(server, await cookieFor(db, made.officer));
  const dana = visitor(server, await cookieFor(db, made.parent));
  await priya.post(`${home}/papers?/row`, { title: 'Maya’s health report', who: 'Health' });
  const row = hiddenField(await priya.page(`${home}/papers`), 'checkRowId');
  const email = `lee${(count += 1)}@clinic.example`;
  const form = { row, askedOf: 'Dr Alex Lee', email, dueOn: '2027-01-04', wishOf: 'council' };
  const answer = await priya.post(`${home}/papers/ask?/ask&row=${row}`, form);
  expect(answer.status).toBe(200);
  const link = `/p/${await linkSentTo(db, email)}`;
  const lee = new Caller(server);
  const send = (bytes: Uint8Array | null, fields: Record<string, string> = words, headers = {}) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    if (bytes) body.set('file', new File([bytes as Uint8Array<ArrayBuffer>], 'report.pdf'));
    return lee.send(`${link}?/send`, { method: 'POST', body, headers: { origin: server.origin, ...headers } });
  };
  return { ...made, home, priya, dana, row, email, link, lee, send };
}

describe('one paper by a link, without JavaScript and without an account', () => {
  test('ASK1 ASK2 ASK3: it is asked for, sent, and found on the list with where it comes from', async () => {
    const { home, priya, dana, link, lee, send, row } = await asked();
    const form = await priya.page(`${home}/papers/ask?row=${row}`);
    expect(form).toContain('regulation 8(1)');
    const landing = (await lee.get(link)).body;
    expect(landing).toContain('asks you for one paper');
    expect(landing).toContain('Monday 4 January 2027');
    expect(landing).toContain('M.');
    expect(landing).not.toContain('Maya');
    expect(landing).not.toContain('<script');
    expect((await lee.get(link)).body, 'looking spends nothing').toContain('Send the paper');
    const sent = await send(uniquePdf());
    expect([sent.status, sent.location]).toEqual([303, link]);
    expect((await lee.get(link)).body).toMatch(/Your receipt is <span class="fingerprint[^"]*">[0-9A-F]{8}</);
    for (const page of [await priya.page(`${home}/papers`), await dana.page(`${home}/papers`)]) {
      expect(page).toContain('Dr Alex Lee, Paediatrician');
      expect(page).toMatch(/Asked for on [^<]* by Priya Shah, of Dr Alex Lee\./);
      expect(page).toMatch(/Came \d/);
      expect(page).not.toContain('clinic.example');
    }
  });

  test('ASK2 G10: a link that is spent takes nothing more, however it is sent again', async () => {
    const { lee, link, send, caseFileId } = await asked();
    await send(uniquePdf());
    const again = await send(uniquePdf());
    expect([again.status, again.location]).toEqual([303, link]);
    await lee.post(`${link}?/notForMe`);
    expect((await lee.get(link)).body).toContain('We have your paper');
    const papers = await db.owner`select 1 from evidence_item where case_file_id = ${caseFileId}`;
    expect(papers.length).toBe(1);
  });

  test('ASK2: what was typed stays when something is missing, and a wrong file is said to be', async () => {
    const { send } = await asked();
    const untold = await send(uniquePdf(), { ...words, job: '', writtenOn: '2999-01-01' });
    expect(untold.status).toBe(400);
    for (const said of ['Enter your job title', 'today or earlier', 'Choose the file again', 'value="Dr Alex Lee"'])
      expect(untold.body).toContain(said);
    expect((await send(null)).body).toContain('Choose a file, or take a photo');
    expect((await send(Buffer.from('<html><script>'))).body).toMatch(/“report.pdf” is not|says it is/);
    expect((await send(uniquePdf())).status).toBe(303);
  });

  test('H01: a form from another site, or from nowhere, takes nothing', async () => {
    const { send, lee, link } = await asked();
    for (const origin of ['https://evil.example', 'null', ''])
      expect((await send(uniquePdf(), words, { origin })).status).toBe(403);
    const plain = { 'content-type': 'text/plain', origin: 'https://evil.example' };
    expect((await lee.send(`${link}?/notForMe`, { method: 'POST', body: 'x', headers: plain })).status).toBe(403);
    expect((await lee.get(link)).body).toContain('Send the paper');
  });

  test('F04: the link is in no log, and no other site is told of it', async () => {
    const { lee, link, send } = await asked();
    const answer = await lee.get(link);
    await send(null);
    expect(answer.headers.get('referrer-policy')).toBe('same-origin');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(server.log()).not.toContain(link.slice(-40));
  });

  test('G03 G05: closed by the officer while the page was open, or by whoever it did not concern', async () => {
    const first = await asked();
    const page = await first.priya.page(`${first.home}/papers/ask?row=${first.row}`);
    const adviceRequestId = hiddenField(page, 'adviceRequestId');
    await first.priya.post(`${first.home}/papers/ask?/cancel&row=${first.row}`, { adviceRequestId });
    expect((await first.send(uniquePdf())).location).toBe(first.link);
    expect((await first.lee.get(first.link)).body).toContain('This link is closed');
    const second = await asked();
    await second.lee.post(`${second.link}?/notForMe`);
    expect((await second.lee.get(second.link)).body).toContain('This link is closed');
    const kept = await db.owner`select 1 from evidence_item where case_file_id = ${second.caseFileId}`;
    expect(kept.length).toBe(0);
  });

  test('G02: too old, with the number to ring', async () => {
    const { lee, link, email, send } = await asked();
    await db.owner`update advice_request set link_ends_at = now() where email = ${email}`;
    expect((await lee.get(link)).body).toMatch(/This link is too old[\s\S]*Ring /);
    expect((await send(uniquePdf())).location).toBe(link);
  });

  test('G06: the eleventh file in an hour waits', async () => {
    const { send } = await asked();
    for (let nth = 0; nth < 10; nth++) await send(null);
    expect((await send(null)).body).toContain('Wait an hour, or ring us');
  });
});

describe('on the list, without JavaScript', () => {
  test('ASK4 ASK5: the family asks for a chase, the officer chases with one press, both see it', async () => {
    const { home, priya, dana, row, link, lee, email } = await asked();
    expect(await dana.page(`${home}/papers`)).toContain('Ask the council to chase this');
    await dana.post(`${home}/papers?/wishChase`, { checkRowId: row });
    const list = await priya.page(`${home}/papers`);
    expect(list).toContain('The family asked the council to chase this');
    await priya.post(`${home}/papers?/chase`, { adviceRequestId: hiddenField(list, 'adviceRequestId') });
    expect(await dana.page(`${home}/papers`)).toMatch(/Chased on \d/);
    expect((await lee.get(link)).body).toContain('There is a newer link');
    expect((await lee.get(`/p/${await linkSentTo(db, email)}`)).body).toContain('Send the paper');
  });

  test('A01 A23: who may not ask, may not; and another case’s rows and askings are not there', async () => {
    const mine = await asked();
    const theirs = await asked();
    expect((await mine.dana.get(`${mine.home}/papers/ask`)).status).toBe(403);
    expect((await mine.dana.get(`${theirs.home}/papers/ask`)).status).toBe(404);
    const page = await theirs.priya.page(`${theirs.home}/papers`);
    const adviceRequestId = hiddenField(page, 'adviceRequestId');
    expect((await mine.priya.post(`${mine.home}/papers?/chase`, { adviceRequestId })).status).toBe(404);
    expect((await mine.priya.post(`${mine.home}/papers/ask?/cancel`, { adviceRequestId })).status).toBe(404);
    const form = { row: theirs.row, askedOf: 'X', email: 'x@clinic.example', dueOn: '2027-01-04', wishOf: 'council' };
    expect((await mine.priya.post(`${mine.home}/papers/ask?/ask`, form)).status).toBe(404);
    expect((await mine.dana.post(`${mine.home}/papers?/wishChase`, { checkRowId: theirs.row })).status).toBe(404);
  });

  test('G12 G14: one plain address, and nobody who is excluded from the case', async () => {
    const { priya, home, row, councilId, caseFileId, officer } = await asked();
    const form = { row, askedOf: 'Uncle Bob', dueOn: '2027-01-04', wishOf: 'council' };
    const ask = async (email: string) =>
      (await priya.post(`${home}/papers/ask?/ask&row=${row}`, { ...form, email })).text();
    for (const wrong of ['a@ok.example,b@evil.example', 'a@ok.example\r\nbcc: x@evil.example', ''])
      expect(await ask(wrong)).toContain('Enter one e-mail address');
    const [bob] = await db.owner<{ id: string }[]>`
      insert into person (council_id, person_id, kind, full_name, email)
      values (${councilId}, gen_random_uuid(), 'practitioner', 'Uncle Bob', 'bob@clinic.example') returning person_id as id`;
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by)
      values (${councilId}, ${caseFileId}, ${bob!.id}, 'Family', ${officer.personId})`;
    expect(await ask('bob@clinic.example')).toContain('may have no part in this case');
  });

  test('ASK3 H02: words of the one who sends are shown as words', async () => {
    const { send, dana, home } = await asked();
    await send(uniquePdf(), { ...words, name: '<img src=x onerror=window.__xss=1>' });
    const page = await dana.page(`${home}/papers`);
    expect(page).toContain('onerror');
    expect(page).not.toMatch(/<img src=x/);
  });

  test('ASK1: the same person is not asked twice for the same paper while it is open', async () => {
    const { officer, caseFileId, row } = await asked();
    await expect(askSomebody(db, officer, caseFileId, { checkRowId: row })).rejects.toThrow(
      'asked them for this already',
    );
  });
});
