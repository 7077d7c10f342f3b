import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { agreeAll } from '../support/meetings.ts';
import { makeMediation } from '../support/mediations.ts';
import { InRoom, roomsOf } from '../support/private-rooms.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { hiddenField, visitor, type Visitor } from '../support/visitor.ts';

let db: TestDatabase;
let server: RunningServer;

beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl });
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

/** A meeting in which the two sides are apart at the family's asking, and everybody's browser. */
async function apart() {
  const it = await makeMediation(db);
  await agreeAll(db, it.mediationId);
  const comes = async (person: Person) => visitor(server, await cookieFor(db, person));
  const [parent, supporter] = [await comes(it.parent), await comes(it.supporter)];
  const [officer, manager, mediator] = [await comes(it.officer), await comes(it.manager), await comes(it.mediator)];
  const at = (path: string) => `/cases/${it.caseFileId}/mediation/${it.mediationId}${path}`;
  const post = async (who: Visitor, path: string, fields: Record<string, string> = {}) =>
    expect([path, (await who.post(at(path), fields)).status]).toEqual([path, 303]);
  const version = async (who: Visitor) => ({ version: hiddenField(await who.page(at('/room')), 'version') });
  await post(mediator, '/room?/begin', await version(mediator));
  await post(parent, '/room?/minute', await version(parent));
  await parent.page(at('/private/family'));
  return { ...it, at, post, by: { parent, supporter, officer, manager, mediator } };
}
type Apart = Awaited<ReturnType<typeof apart>>;

const ofTheCase = ['', '/people', '/dates', '/disputes', '/promises', '/papers', '/plan', '/history'];
const ofTheMeeting = [
  '',
  '/room',
  '/private/council',
  '/private/family',
  '/lead',
  '/who',
  '/words',
  '/clauses',
  '/sign',
];
const ownHeaders = ['date', 'x-request-id', 'content-length'];

/** Every answer the council's two people get, to the letter, with ids, nonces and times of day put aside. */
async function everyAnswer({ by, at, caseFileId, disputeId }: Apart): Promise<string[]> {
  const pages = ['/home', ...ofTheCase.map((path) => `/cases/${caseFileId}${path}`)];
  pages.push(`/cases/${caseFileId}/disputes/${disputeId}`, ...ofTheMeeting.map(at), at('/outcome'));
  const answers: string[] = [];
  for (const who of [by.officer, by.manager])
    for (const path of [...pages, ...pages.map((page) => `${page}/__data.json`), at('/calendar')]) {
      const answer = await who.get(path);
      const headers = [...answer.headers].filter(([name]) => !ownHeaders.includes(name));
      answers.push(normal([path, answer.status, JSON.stringify(headers), await answer.text()].join('\n')));
    }
  return answers;
}
const normal = (answer: string) =>
  answer
    .replace(/\r\n /g, '')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
    .replace(/MC-[0-9a-f]{6}/g, 'MC')
    .replace(/nonce="[^"]*"|nonce-[^']*/g, 'nonce')
    .replace(/__sveltekit_\w+|servedTo:"\w+"|"[0-9a-f]{16}"/g, 'page')
    .replace(/\d{1,2}\.\d\d[ap]m|DTSTAMP:\w+/g, 'time');

/** The family and the one who leads use the sealed room: they come, write, keep a note and go. */
async function talkSealed(it: Apart): Promise<void> {
  const about = { caseFileId: it.caseFileId, roomId: (await roomsOf(db, it.mediationId)).family };
  const come = (person: Person, lead = false) => InRoom.come({ db, place: server, person }, { ...about, lead });
  const inside = [await come(it.mediator, true), await come(it.parent), await come(it.supporter)];
  for (const one of inside) await one.open();
  for (let nth = 0; nth < 20; nth++) inside[nth % 3]!.type(`said ${nth} `);
  inside[1]!.say('a note');
  await until(() => inside.every(({ words, notes }) => words.includes('said 19') && notes.length === 1), 'all to hear');
  inside.forEach((one) => one.close());
}

/** Then they keep twenty notes on the server and call the mediator, who answers and writes notes. */
async function keepNotes({ by, at, post }: Apart): Promise<void> {
  await post(by.parent, '/private/family?/kept');
  for (let nth = 0; nth < 20; nth++)
    await post(nth % 2 ? by.parent : by.supporter, '/private/family?/say', { words: `We would settle for ${nth}.` });
  await post(by.parent, '/private/family?/call');
  await post(by.mediator, '/lead?/askBack', { side: 'family' });
  await post(by.supporter, '/private/family?/back', { answer: 'not_yet' });
  await post(by.mediator, '/lead?/notes', { notes: 'They would settle.' });
  expect(await by.mediator.page(at('/lead'))).toContain('asked you to come');
  expect(await by.supporter.page(at('/private/family'))).toContain('We would settle for 19.');
}

test('E02 E11 SEAL9: no page, data or header of the council differs by a letter, whether the family’s private room is silent or busy', async () => {
  const [quiet, loud] = [await apart(), await apart()];
  // Those who look at a page of the case leave a line there, as anybody does: so they look in the silent meeting, too.
  for (const who of [quiet.by.supporter, quiet.by.mediator]) await who.page(quiet.at('/room'));
  for (const who of [loud.by.supporter, loud.by.mediator]) await who.page(loud.at('/room'));
  await talkSealed(loud);
  await keepNotes(loud);
  const [silent, busy] = [await everyAnswer(quiet), await everyAnswer(loud)];
  for (const [nth, answer] of busy.entries()) expect(answer).toBe(silent[nth]);
  const happened = ({ caseFileId }: Apart) =>
    db.owner`select sequence, action from history where chain_id = ${caseFileId} order by sequence`;
  expect(await happened(loud)).toEqual(await happened(quiet));
  expect(busy.length).toBeGreaterThan(60);
  expect(busy.filter((answer) => /^[^\n]*\n200\n/.test(answer)).length).toBeGreaterThan(50);
  console.log(`silent or busy: ${busy.length} answers of the council compared, to the letter`);
}, 240_000);
