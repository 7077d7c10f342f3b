import { randomBytes } from 'node:crypto';
import { request, type IncomingMessage } from 'node:http';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { freshDataFolder, makeCase, pdfAbout, unique, uniquePdf } from '../support/papers.ts';
import { giveStanding, makeCaseFile, makePerson } from '../support/people.ts';
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

const words = { title: 'Letter KNRY-TITLE', author: 'Dr KNRY-AUTHOR', writtenOn: '2026-03-01', answers: 'family_own' };

async function aCase() {
  const made = await makeCase(db);
  const home = `/cases/${made.caseFileId}`;
  const dana = visitor(server, await cookieFor(db, made.parent));
  const priya = visitor(server, await cookieFor(db, made.officer));
  const give = async (bytes: Uint8Array, name = 'KNRY-FILE.pdf') => {
    const answer = await dana.send(`${home}/papers/add`, words, { name, bytes });
    return answer.headers.get('location')?.split('?')[0] ?? '';
  };
  const freeze = async () => {
    const shownSha256 = hiddenField(await priya.page(`${home}/pack`), 'shownSha256');
    return (await priya.post(`${home}/pack?/freeze`, { shownSha256 })).headers.get('location')!;
  };
  return { ...made, home, dana, priya, give, freeze };
}

const status = async (answer: Promise<Response>) => (await answer).status;

describe('a paper about another child', () => {
  test('I17 GUARD5 GUARD6: it waits for an officer, who lets it through with a reason, all without JavaScript', async () => {
    const { home, dana, priya, give, councilId, teamId } = await aCase();
    await makeCaseFile(db, councilId, teamId, 'Tom');
    const paper = await give(unique(await pdfAbout('Tom Rowe')));
    for (const seen of [
      await dana.page(paper),
      await dana.page(`${home}/papers`),
      await dana.page(`${paper}/__data.json`),
    ]) {
      expect(seen).toContain('An officer is checking this paper before anyone reads it');
      expect(seen).not.toMatch(/KNRY|Tom/);
    }
    expect([await status(dana.get(`${paper}/file`)), await status(dana.get(`${paper}/pages/1`))]).toEqual([404, 404]);
    expect([await status(priya.get(`${paper}/file`)), await status(dana.get(`${home}/papers/held`))]).toEqual([
      404, 403,
    ]);
    const held = await priya.page(`${home}/papers/held`);
    for (const seen of ['Maya Rowe', 'Tom Rowe', 'the name on page 1', 'KNRY-TITLE', 'About: Tom Rowe'])
      expect(held).toContain(seen);
    const evidenceItemId = hiddenField(held, 'evidenceItemId');
    const refused = await priya.post(`${home}/papers/held?/release`, { evidenceItemId, reason: '' });
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('Say why it belongs here')]);
    expect(await status(dana.post(`${home}/papers/held?/release`, { evidenceItemId, reason: 'x' }))).toBe(403);
    expect(await status(priya.post(`${home}/papers/held?/release`, { evidenceItemId, reason: 'His brother' }))).toBe(
      303,
    );
    expect(await dana.page(paper)).toContain('Page 1 of 9');
  });

  test('I17 GUARD7: recalled, it is gone from every page, pack and receipt, and everybody who saw it is listed', async () => {
    const { home, dana, priya, give, freeze } = await aCase();
    const paper = await give(uniquePdf());
    await dana.page(paper);
    await (await dana.get(`${paper}/file`)).arrayBuffer();
    const contentSha256 = hiddenField(await dana.page(`${home}/papers`), 'contentSha256');
    await dana.post(`${home}/papers?/confirm`, { says: 'everything', words: '', contentSha256 });
    const pack = await freeze();
    expect(await dana.page(pack)).toContain('KNRY-TITLE');

    expect(await status(dana.post(`${paper}/wrong-child?/recall`, { words: 'x' }))).toBe(403);
    const unsaid = await priya.post(`${paper}/wrong-child?/recall`, { words: '' });
    expect([unsaid.status, await unsaid.text()]).toEqual([400, expect.stringContaining('Say what is wrong')]);
    expect(await status(priya.post(`${paper}/wrong-child?/recall`, { words: 'Another child’s report' }))).toBe(303);

    for (const address of [
      paper,
      `${paper}?page=2`,
      `${paper}/__data.json`,
      `${home}/papers`,
      pack,
      `${pack}/__data.json`,
      `${home}/pack`,
      `${home}/space`,
      home,
      `${home}/history`,
    ]) {
      const seen = await dana.page(address);
      expect([address, /KNRY|Content for/.exec(seen)]).toEqual([address, null]);
    }
    for (const rest of ['/file', '/pages/1'])
      for (const who of [dana, priya]) expect(await status(who.get(`${paper}${rest}`))).toBe(404);
    const shown = await dana.page(pack);
    expect(shown).toMatch(/D3 to D11[^]*Recalled on [^<]*: not part of this pack any more/);
    expect(shown).not.toContain(`href="${paper}"`);
    const receipt = await (await dana.get(`${pack}/download`)).text();
    expect([/KNRY/.exec(receipt), receipt.includes('Recalled on')]).toEqual([null, true]);
    expect(await dana.page(`${home}/papers`)).toContain('Something has changed since then, so this no longer counts.');

    const breach = await priya.page(`${paper}/wrong-child`);
    expect(breach).toMatch(
      /Dana Rowe, parent or carer, opened a paper[^]*Dana Rowe, parent or carer, downloaded a paper/,
    );
    expect(breach).toMatch(/Decide whether to tell the regulator by [^<]*: 7[12] hours left/);
    expect(await priya.page('/home')).toContain('hours left');
    expect(await priya.page(home)).toContain('hours left');
    expect(await dana.page(home)).not.toContain('hours left');
    const close = (outcomeWords: string, who = priya) =>
      who.post(`${paper}/wrong-child?/close`, { outcome: 'reported', outcomeWords });
    expect([
      await status(close('')),
      await status(close('x', dana)),
      await status(close('Told the ICO, ref 12')),
    ]).toEqual([400, 403, 303]);
    expect(await priya.page('/home')).not.toContain('hours left');
    expect(await priya.page(`${paper}/wrong-child`)).toContain('Told the ICO, ref 12');
    expect(await status(close('again'))).toBe(404);
  });

  test('I17 GUARD7: a download under way is broken off when the paper is recalled', async () => {
    const { priya, give, parent } = await aCase();
    const raw = { width: 2_700, height: 2_700, channels: 3 } as const;
    const noise = await sharp(randomBytes(raw.width * raw.height * 3), { raw })
      .png({ compressionLevel: 0 })
      .toBuffer();
    const paper = await give(noise, 'photo.png');
    const cookie = await cookieFor(db, parent);
    const response = await new Promise<IncomingMessage>((answered, fail) => {
      request(`${server.origin}${paper}/file`, { headers: { cookie } }, answered).on('error', fail).end();
    });
    let bytes = 0;
    await new Promise<void>((begun) =>
      response.once('data', (chunk: Buffer) => ((bytes += chunk.length), response.pause(), begun())),
    );
    await priya.post(`${paper}/wrong-child?/recall`, { words: 'Another child’s photo' });
    const stopped = () =>
      db.owner`select 1 from history where actor_id = ${parent.personId} and action = 'paper.download_stopped'`;
    await vi.waitFor(async () => expect(await stopped()).toHaveLength(1), { timeout: 5_000, interval: 20 });
    const broken = new Promise((done) => response.on('error', done));
    response.on('data', (chunk: Buffer) => (bytes += chunk.length)).resume();
    expect(await broken).toMatchObject({ code: 'ECONNRESET' });
    expect(bytes).toBeLessThan(noise.length);
  });
});

describe('sending, without JavaScript', () => {
  async function withRob(change: Record<string, string> = {}) {
    const made = await aCase();
    const paper = await made.give(uniquePdf());
    const id = paper.split('/').at(-1)!;
    const given = {
      ...{
        adultId: '',
        fullName: 'Rob Rowe',
        relation: 'her father',
        responsibility: 'held',
        checkedHow: 'Birth certificate',
      },
      ...{ checkedOn: '2026-09-01', holdsUntil: '', restriction: 'none', restrictionWords: '', address: '' },
      ...{ addressShown: 'no', schoolShown: 'yes', ...change },
    };
    expect(await status(made.priya.post(`${made.home}/adults?/check`, given))).toBe(303);
    const [row] = await db.owner<{ adult_id: string }[]>`
      select adult_id from adult where case_file_id = ${made.caseFileId} and full_name = 'Rob Rowe'`;
    const send = `${made.home}/send/paper/${id}`;
    const to = (fields: Record<string, string> = {}) =>
      made.priya.post(send, { adultId: row!.adult_id, confirmed: 'yes', asked: '', ...fields });
    const sent = async () => (await db.owner`select 1 from sending where case_file_id = ${made.caseFileId}`).length;
    return { ...made, paper, id, send, to, sent, adultId: row!.adult_id };
  }

  test('J04 GUARD9: each recipient is shown with what was checked, and confirmed by a person', async () => {
    const { priya, dana, send, to, sent } = await withRob();
    const page = await priya.page(send);
    for (const seen of ['Rob Rowe', 'her father', 'Birth certificate, by Priya Shah, 1 September 2026', 'Dana Rowe'])
      expect(page).toContain(seen);
    expect(await status(dana.get(send))).toBe(403);
    expect(await status(to({ confirmed: '' }))).toBe(400);
    expect(await sent()).toBe(0);
    const done = await to();
    expect([done.status, done.headers.get('location')]).toEqual([303, `${send}?sent=print`]);
    expect(await priya.page(send)).toContain('Sent before');
  });

  test('J04 GUARD9: whoever signs in is told that there is an update; nothing is attached and nothing is said', async () => {
    const { caseFileId, councilId, to, parent } = await withRob();
    const [dana] =
      await db.owner`select adult_id from adult where case_file_id = ${caseFileId} and person_id = ${parent.personId}`;
    expect((await to({ adultId: dana!.adult_id as string })).headers.get('location')).toContain('sent=told');
    const [mail] =
      await db.owner`select subject, body from outbox where council_id = ${councilId} order by created_at desc limit 1`;
    expect(mail!.body).toMatch(/^There is an update for you at Common Ground. Sign in to see it: http\S+\/home$/);
  });

  test.each([
    ['unverified', { responsibility: 'not_checked' }],
    ['expired', { holdsUntil: '2026-09-02' }],
    ['restricted', { restriction: 'send_nothing', restrictionWords: 'Court order.' }],
  ])('J04: an adult who is %s cannot be sent to by posting straight to the action', async (_, change) => {
    const { to, sent } = await withRob(change);
    expect([await status(to()), await sent()]).toEqual([400, 0]);
  });

  test('J04 A23: nor somebody taken off, another case’s adult, another case’s paper or an address made up', async () => {
    const { home, priya, to, sent, adultId, id } = await withRob();
    const theirs = await withRob();
    expect([await status(to({ adultId: theirs.adultId })), await sent()]).toEqual([400, 0]);
    const other = `${home}/send/paper/${theirs.id}`;
    expect([await status(priya.get(other)), await status(priya.post(other, { adultId, confirmed: 'yes' }))]).toEqual([
      404, 404,
    ]);
    for (const what of ['decision', 'case', 'adult']) {
      const path = `${home}/send/${what}/${id}`;
      expect([await status(priya.get(path)), await status(priya.post(path, { adultId, confirmed: 'yes' }))]).toEqual([
        404, 404,
      ]);
    }
    expect(await status(priya.post(`${home}/adults?/end`, { adultId }))).toBe(303);
    expect([await status(to()), await sent()]).toEqual([400, 0]);
  });

  test('A28 GUARD11: nothing one parent can fetch holds where the other lives, nor the school', async () => {
    const { home, priya, councilId, caseFileId, id, paper, freeze } = await withRob({
      address: '9 KNRY-ADDRESS Lane, RA7 3QZ',
    });
    await priya.post(`${home}/adults?/child`, { upn: '', nhsNumber: '943 476 5919', school: 'KNRY-SCHOOL Primary' });
    const pack = await freeze();
    const rob = await makePerson(db, councilId, 'family', 'Rob Rowe');
    await giveStanding(db, councilId, caseFileId, rob.personId, 'parent');
    for (const person of [
      rob,
      (
        await db.owner`select person_id as "personId" from person where full_name = 'Dana Rowe' and council_id = ${councilId}`
      )[0]!,
    ]) {
      const parent = visitor(
        server,
        await cookieFor(db, { councilId, personId: person.personId as string, kind: 'family' }),
      );
      const addresses = [
        '',
        '/papers',
        '/papers/add',
        '/child',
        '/plan',
        '/people',
        '/history',
        '/space',
        '/pack',
        '/board',
        '/dates',
        '/decision',
        '/adults',
        '/papers/held',
        `/send/paper/${id}`,
      ].map((rest) => home + rest);
      let fetched = 0;
      for (const address of [
        ...addresses,
        paper,
        `${paper}/wrong-child`,
        pack,
        `${pack}/download`,
        '/home',
        '/account',
      ])
        for (const way of [address, `${address}/__data.json`]) {
          const answer = await parent.get(way);
          expect([way, /KNRY-(ADDRESS|SCHOOL)|RA7 3QZ|9434765919/.exec(await answer.text())]).toEqual([way, null]);
          fetched += answer.status === 200 ? 1 : 0;
        }
      expect(fetched).toBeGreaterThan(15);
    }
    expect(await priya.page(`${home}/adults`)).toContain('KNRY-ADDRESS');
  });
});
