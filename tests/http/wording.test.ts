import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { giveDuty, makeCouncil, makePerson } from '../support/people.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';
import { visitor, type Visitor } from '../support/visitor.ts';

let db: TestDatabase;
let server: RunningServer;
let dana: Visitor;
let priya: Visitor;
let sam: Visitor;
beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl });
  const { councilId } = await makeCouncil(db);
  const as = async (kind: 'staff' | 'family', name: string, panel = false) => {
    const person = await makePerson(db, councilId, kind, name);
    if (panel) await giveDuty(db, person, 'parent_panel');
    return visitor(server, await cookieFor(db, person));
  };
  [dana, priya, sam] = [
    await as('family', 'Dana Rowe', true),
    await as('staff', 'Priya Shah'),
    await as('family', 'Sam Rowe'),
  ];
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const page = '/council/wording';
const terms = async () =>
  ((await (await priya.get(`${page}/terms`)).json()) as { term: string }[]).map(({ term }) => term);

describe('the list of words', () => {
  test('WRD2: a parent of the panel adds to it and takes from it, without JavaScript; both are kept in the history', async () => {
    const added = await dana.post(`${page}?/add`, {
      term: '  Hard  Work ',
      fault: 'labels',
      instead: 'Say what happened.',
    });
    expect(added.status).toBe(200);
    expect(await terms()).toContain('hard work');
    await dana.post(`${page}?/end`, { term: 'hard work' });
    await dana.post(`${page}?/end`, { term: 'mum' });
    expect(await terms()).not.toContain('hard work');
    expect(await terms()).not.toContain('mum');
    await dana.post(`${page}?/add`, { term: 'mum', fault: 'called', instead: '' });
    expect(await terms()).toContain('mum');
    const kept = await db.owner<
      { action: string }[]
    >`select action from history where action like 'wording.%' order by sequence`;
    expect(kept.map(({ action }) => action)).toEqual([
      'wording.added',
      'wording.ended',
      'wording.ended',
      'wording.added',
    ]);
  });

  test('WRD2: staff read it and change nothing; another parent finds no such page', async () => {
    const read = await priya.get(page);
    expect(await read.text()).toContain('service user');
    expect((await priya.post(`${page}?/add`, { term: 'x', fault: 'labels', instead: '' })).status).toBe(404);
    expect((await sam.get(page)).status).toBe(404);
    expect((await sam.post(`${page}?/end`, { term: 'mum' })).status).toBe(404);
    expect((await dana.get(`${page}/terms`)).status).toBe(404);
  });

  test('WRD2: what cannot be taken says why and keeps what was typed', async () => {
    const answer = await dana.post(`${page}?/add`, { term: '...', fault: 'labels', instead: 'Say it kindly' });
    const html = await answer.text();
    expect(answer.status).toBe(400);
    expect(html).toContain('Write a word or a few words');
    expect(html).toContain('Say it kindly');
  });
});
