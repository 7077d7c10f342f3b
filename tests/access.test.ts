import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { isId } from '../src/server/ids.ts';
import { accessMap, type RouteNeeds } from '../src/routes/access-map.ts';
import { addressOf, inLanes, LANES } from './support/addresses.ts';
import { askAs, everyAsk, type Asked } from './support/asking.ts';
import { roomsOf } from './support/private-rooms.ts';
import { callEndpoint, postEnhanced, postForm, seeData, seePage, type Attempt } from './support/attempt.ts';
import { makeCast, type Actor, type Cast } from './support/cast.ts';
import { furnish } from './support/furnish.ts';
import { freshDataFolder } from './support/papers.ts';
import { freshDatabase, type TestDatabase } from './support/database.ts';
import { cookieFor } from './support/sign-in.ts';
import { readMatrix, type MatrixRow, type Verdict } from './support/matrix.ts';
import { isPage } from './support/tree.ts';
import { startServer, type RunningServer } from './support/server.ts';

let db: TestDatabase;
let server: RunningServer;
let cast: Cast;
let ids: Record<string, string>;
const matrix = readMatrix();
const overHttp = matrix.filter(({ what }) => !what.startsWith('ask '));
const map = Object.entries(accessMap as Record<string, RouteNeeds | null>).filter(
  (entry): entry is [string, RouteNeeds] => entry[1] !== null,
);

beforeAll(async () => {
  db = await freshDatabase();
  cast = await makeCast(db);
  const dataDir = freshDataFolder();
  const furnished = await furnish(db, cast.officer, cast.caseFileId);
  ids = { ...furnished, status: '404', page: '1', what: 'paper', target: furnished.paper };
  server = await startServer({ url: db.ownerUrl, dataDir, env: { DEMO: '1' } });
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

test('AM1: every route, action and ask has its row, and every row is of something that exists', () => {
  const known = map.flatMap(([route, { actions = {} }]) => [
    `see ${route}`,
    ...Object.keys(actions).map((name) => (/^[A-Z]+$/.test(name) ? `do ${name} ${route}` : `do ${route}?/${name}`)),
  ]);
  expect(matrix.map((row) => row.what).sort()).toEqual([...known, ...everyAsk()].sort());
});

test('AM2: a case one may not know of, and what lies in it, looks like one that does not exist', async () => {
  const wrong: string[] = [];
  const ofTheCase = matrix.find(({ what }) => what === 'see /cases/[caseFile]')!.expected;
  for (const { row, actor, expected } of cellsOf(matrix, cast.actors)) {
    if (expected !== '404' || !row.what.startsWith('see ') || !row.what.includes('[caseFile]')) continue;
    const route = row.what.slice('see '.length);
    const hidden = await seePage(server, fill(route, cast.caseFileId), actor.cookie);
    // Somebody with a place on the case is compared with an id of nothing inside it; anybody else with no such case.
    const inside = ofTheCase.get(actor.name) !== '404';
    const absent = await seePage(server, inside ? fillUnknown(route) : fill(route, v7()), actor.cookie);
    if (hidden.body !== absent.body) wrong.push(`${row.what} as ${actor.name}`);
  }
  expect(wrong).toEqual([]);
});

test('A01 A02 A05 A25 AM1 AM3 AM4: every cell holds, over every way to ask', { timeout: 900_000 }, async () => {
  const wrong: string[] = [];
  let cells = 0;
  // First what is refused, then what is only looked at, then what is done: nothing done has changed the case before.
  for (const pass of ['refused', 'seen', 'done'] as const) {
    const attempts = [...cellsOf(overHttp, cast.actors)]
      .filter(({ row, expected }) => passOf(row, expected) === pass)
      .map((cell) => () => tryCell(cell, pass === 'done'));
    for (const found of await inLanes(attempts, pass === 'done' ? 1 : LANES)) {
      cells += found.tried;
      wrong.push(...found.wrong);
    }
  }
  console.log(`access matrix: ${cells} cells, ${wrong.length} wrong`);
  expect(wrong).toEqual([]);
});

test('AM1 AM3: every ask is answered as the tables say, and a connection that may ask nothing is refused', async () => {
  const rows = matrix.filter(({ what }) => what.startsWith('ask '));
  const kinds = await db.owner<{ kind: 'shared' | 'family' | 'council'; document_id: string }[]>`
    select kind, document_id from document where subject_id = ${ids.spaceId!}`;
  const documents = Object.fromEntries(kinds.map(({ kind, document_id }) => [kind, document_id])) as Asked['documents'];
  const rooms = await roomsOf(db, ids.mediation!);
  const about = { caseFileId: cast.caseFileId, spaceId: ids.spaceId!, documents, rooms };
  const asks = rows.map(({ what }) => what);
  const wrong: string[] = [];
  for (const actor of cast.actors) {
    const answers = await askAs(server, await freshCookie(actor), asks, about);
    for (const { what, expected } of rows) {
      const wanted = expected.get(actor.name)!;
      const verdict = answers?.get(what) ?? 'refused';
      const refusedRightly = verdict === 'refused' && (wanted === 'in' || wanted === 'code');
      if (verdict !== wanted && !refusedRightly) wrong.push(`${what} as ${actor.name}: ${verdict}, not ${wanted}`);
    }
  }
  console.log(`access matrix: ${rows.length * cast.actors.length} cells over the socket, ${wrong.length} wrong`);
  expect(wrong).toEqual([]);
});

/** Every way to ask for one cell. What is done has a sign-in of its own each time. */
async function tryCell({ row, actor, expected }: Cell, done: boolean): Promise<{ tried: number; wrong: string[] }> {
  const wrong: string[] = [];
  const ways = waysOf(row.what);
  for (const [way, ask] of ways) {
    const { verdict } = await ask(done ? await freshCookie(actor) : actor.cookie);
    if (verdict !== expected) wrong.push(`${row.what} as ${actor.name} by ${way}: ${verdict}, not ${expected}`);
  }
  return { tried: ways.length, wrong };
}

const passOf = (row: MatrixRow, expected: Verdict) =>
  expected !== 'yes' ? 'refused' : row.what.startsWith('see ') ? 'seen' : 'done';

/** A sign-in of its own, because some of what may be done ends sign-ins. */
const freshCookie = async ({ name, person }: Actor): Promise<string | null> =>
  person && (await cookieFor(db, person, name === 'half' ? 'half' : undefined));

interface Cell {
  row: MatrixRow;
  actor: Actor;
  expected: Verdict;
}

function* cellsOf(rows: MatrixRow[], actors: Actor[]): Generator<Cell> {
  for (const row of rows)
    for (const actor of actors) {
      const expected = row.expected.get(actor.name);
      if (!expected) throw new Error(`The matrix has no column for ${actor.name}`);
      yield { row, actor, expected };
    }
}

/** The address of a route on one case file, with what that case was furnished with. */
const fill = (route: string, caseFileId: string): string => addressOf(route, { ...ids, caseFile: caseFileId });
/** The same on that case file, with ids of nothing for what lies in it. */
const fillUnknown = (route: string): string =>
  fill(
    route.replace(/\[(\w+)\]/g, (param, name: string) => (isId(ids[name] ?? '') ? v7() : param)),
    cast.caseFileId,
  );

type Way = [name: string, ask: (cookie: string | null) => Promise<Attempt>];

/** Every way a browser can ask for one thing. */
function waysOf(what: string): Way[] {
  const [verb, ...rest] = what.split(' ');
  const target = fill(rest.at(-1)!, cast.caseFileId);
  if (verb === 'see') {
    const page: Way = ['page', (cookie) => seePage(server, target, cookie)];
    return isPage(rest[0]!) ? [page, ['data', (cookie) => seeData(server, target, cookie)]] : [page];
  }
  if (rest.length === 2) return [['endpoint', (cookie) => callEndpoint(server, rest[0]!, target, cookie)]];
  const path = target.replace('?/default', '');
  return [
    ['form', (cookie) => postForm(server, path, cookie)],
    ['enhanced form', (cookie) => postEnhanced(server, path, cookie)],
  ];
}
