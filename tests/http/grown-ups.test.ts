import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { aGuardedCase, status } from '../support/guarded.ts';
import { freshDataFolder, pdfAbout, unique, uniquePdf } from '../support/papers.ts';
import { giveStanding, makePerson } from '../support/people.ts';
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
const aCase = () => aGuardedCase(db, server);

const given = {
  ...{
    adultId: '',
    fullName: 'Rob Rowe',
    relation: 'her father',
    responsibility: 'held',
    checkedHow: 'Birth certificate',
  },
  ...{ checkedOn: '2026-09-01', holdsUntil: '', restriction: 'none', restrictionWords: '', address: '' },
  ...{ addressShown: 'no', schoolShown: 'yes' },
};

describe('sending, without JavaScript', () => {
  async function withRob(change: Record<string, string> = {}) {
    const made = await aCase();
    const paper = await made.give(uniquePdf());
    const id = paper.split('/').at(-1)!;
    const typed = { ...given, ...change };
    expect(await status(made.priya.post(`${made.home}/adults?/check`, typed))).toBe(303);
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

  test('J04 GUARD14: a paper that tells a hidden address waits; the other parent gets the address nowhere', async () => {
    const { home, dana, priya, councilId, caseFileId, give } = await withRob();
    const [own] =
      await db.owner`select adult_id from adult where case_file_id = ${caseFileId} and full_name = 'Dana Rowe'`;
    const change = { address: '9 Canary Lane, RA7 3QZ', addressShown: 'no', adultId: own!.adult_id as string };
    expect(await status(priya.post(`${home}/adults?/check`, { ...given, fullName: 'Dana Rowe', ...change }))).toBe(303);
    const paper = await give(unique(await pdfAbout('Maya Rowe, of 9 Canary Lane')));
    expect(await dana.page(paper)).toContain('You did nothing wrong. Your address is in this paper');
    const rob = await makePerson(db, councilId, 'family', 'Rob Rowe');
    await giveStanding(db, councilId, caseFileId, rob.personId, 'parent');
    const other = visitor(server, await cookieFor(db, { councilId, personId: rob.personId, kind: 'family' }));
    for (const address of [paper, `${paper}?page=2`, `${home}/papers`, home, `${home}/history`, `${paper}/file`])
      for (const way of [address, address.replace(/(\?|$)/, '/__data.json$1')])
        expect([way, /Canary|RA7|You did nothing/.exec(await (await other.get(way)).text())]).toEqual([way, null]);
    const held = await priya.page(`${home}/papers/held`);
    expect(held).toMatch(/Page 1 holds[^]*an address[^]*\/redact\?page=1/);
    expect(await status(priya.get(`${paper}/redact`))).toBe(200);
    const evidenceItemId = hiddenField(held, 'evidenceItemId');
    const release = (reason: string) => priya.post(`${home}/papers/held?/release`, { evidenceItemId, reason });
    expect([await status(release('')), await status(release('It was her old address'))]).toEqual([400, 303]);
    expect(await other.page(paper)).toContain('Page 1 of 9');
  });
});
