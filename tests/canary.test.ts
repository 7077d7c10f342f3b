import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessMap } from '../src/routes/access-map.ts';
import { addressOf, inLanes, LANES } from './support/addresses.ts';
import { seePage } from './support/attempt.ts';
import { makeCast, type Actor, type Cast } from './support/cast.ts';
import { freshDatabase, type TestDatabase } from './support/database.ts';
import { furnish } from './support/furnish.ts';
import { seedLibrary } from './support/library.ts';
import { freshDataFolder } from './support/papers.ts';
import { everyRow, shapesOf } from './support/private-rooms.ts';
import { startServer, type RunningServer } from './support/server.ts';
import { isPage } from './support/tree.ts';
import { hiddenField, visitor } from './support/visitor.ts';

const family = ['parent', 'young person', 'supporter'];
const everyone = [...family, 'case officer', 'senior manager', 'mediator'];
const desk = ['tribunal officer'];
/**
 * Something that is said in a mediation, or thought of an appeal by the council's tribunal team, and who of the cast reads
 * it: these, and nobody else. `sealed`: not even the database.
 */
const said = {
  keptNote: { readers: [...family, 'mediator'], sealed: true },
  leadNotes: { readers: ['mediator'], sealed: true },
  statement: { readers: family, sealed: false },
  needs: { readers: [...family, 'mediator'], sealed: false },
  draftOutcome: { readers: ['mediator'], sealed: false },
  unsignedClause: { readers: everyone, sealed: false },
  review: { readers: desk, sealed: false },
  bearing: { readers: desk, sealed: false },
  cause: { readers: desk, sealed: false },
} as const;
type Said = keyof typeof said;
const canaries = Object.fromEntries(
  Object.keys(said).map((what) => [what, `${what}${randomUUID().replaceAll('-', '')}`]),
) as Record<Said, string>;
const kinds = Object.keys(said) as Said[];

let db: TestDatabase;
let server: RunningServer;
let cast: Cast;
let ids: Record<string, string>;

beforeAll(async () => {
  db = await freshDatabase();
  cast = await makeCast(db);
  const dataDir = freshDataFolder();
  const furnished = await furnish(db, cast.officer, cast.caseFileId);
  const more = { caseFile: cast.caseFileId, status: '404', page: '1', what: 'paper', target: furnished.paper };
  ids = { ...furnished, ...more };
  server = await startServer({ url: db.ownerUrl, dataDir, env: { DEMO: '1', LOG_LEVEL: 'debug' } });
  await sayAll();
}, 240_000);
afterAll(async () => {
  await server.stop();
  await db.close();
});

const at = (path: string) => addressOf(`/cases/[caseFile]/mediation/[mediation]${path}`, ids);
const named = (name: string): Actor => cast.actors.find((actor) => actor.name === name)!;
const browserOf = (name: string) => visitor(server, named(name).cookie!);

async function post(name: string, path: string, fields: Record<string, string> = {}): Promise<void> {
  const answer = await browserOf(name).post(at(path), fields);
  expect([path, answer.status]).toEqual([path, 303]);
}
/** What a page's own form sends along. */
const hidden = async (name: string, path: string, field: string) =>
  hiddenField(await browserOf(name).page(at(path)), field);

/** Says each canary where it belongs, by the forms of the pages. */
async function sayAll(): Promise<void> {
  // The furnished mediation has a shared record of how it ended; here it is a draft, and that is a page of nothing.
  await db.owner`alter table outcome_record disable trigger outcome_record_once_shared`;
  await db.owner`delete from outcome_record where mediation_id = ${ids['mediation']!}`;
  await db.owner`alter table outcome_record enable trigger outcome_record_once_shared`;
  const version = (name: string) => hidden(name, '/room', 'version');
  await post('parent', '/words?/write', { issues: canaries.statement, hopedFor: '', childViews: canaries.statement });
  const [row] = await db.owner<
    { party: string }[]
  >`select party_id as party from mediation_party where mediation_id = ${ids['mediation']!} and person_id = ${named('parent').person!.personId}`;
  await post('parent', '/who?/needs', { partyId: row!.party, needs: canaries.needs });
  await post('mediator', '/clauses/[clause]?/save', {
    ...{ version: await hidden('mediator', '/clauses/[clause]', 'version'), title: canaries.unsignedClause },
    ...{ howKnown: canaries.unsignedClause, newWording: canaries.unsignedClause },
  });
  await post('mediator', '/room?/begin', { version: await version('mediator') });
  await post('parent', '/room?/minute', { version: await version('parent') });
  await post('parent', '/private/[side]?/kept');
  await post('parent', '/private/[side]?/say', { words: canaries.keptNote });
  await post('parent', '/private/[side]?/call');
  await post('mediator', '/lead?/notes', { notes: canaries.leadNotes });
  const draft = { outcome: 'none', narrowed: canaries.draftOutcome };
  await post('mediator', '/outcome?/save', { version: await hidden('mediator', '/outcome', 'version'), ...draft });
  await thinkOfTheAppeal();
  const [note] = await db.owner<{ id: string }[]>`select private_note_id as id from private_note`;
  ids = { ...ids, note: note!.id, party: row!.party };
}

/** What only the tribunal team may know of an appeal that both sides see. */
async function thinkOfTheAppeal(): Promise<void> {
  const [officer, appealId] = [named('tribunal officer').person!, ids['appeal']!];
  const { councilId, personId } = officer;
  await seedLibrary(db);
  await db.owner`insert into appeal_review (council_id, appeal_review_id, appeal_id, "when", answers, path, reason, by, look_again_on)
    values (${councilId}, ${v7()}, ${appealId}, 'officer', ${db.owner.json({ sameToday: 'no', canShow: 'no', wouldSettle: canaries.review })}, 'contest', ${canaries.review}, ${personId}, current_date + 14)`;
  await db.owner`insert into bearing_said (council_id, bearing_said_id, appeal_id, slug, says, reason, by)
    values (${councilId}, ${v7()}, ${appealId}, 'east-sussex-v-tw-2016', 'bears', ${canaries.bearing}, ${personId})`;
  await db.owner`insert into appeal_cause (council_id, appeal_id, cause, note, by)
    values (${councilId}, ${appealId}, 'late_advice', ${canaries.cause}, ${personId})`;
}

/** Every page and endpoint, and every page as the router asks for its data; those of the rooms also as a link asks for more. */
function addresses(): string[] {
  const routes = Object.entries(accessMap).flatMap(([route, needs]) => (needs ? [route] : []));
  const asking = ['/lead?only=family', '/private/[side]?share=[note]', '/who?person=[party]', '/outcome?shared=1'];
  const all = [...routes, ...asking.map((path) => `/cases/[caseFile]/mediation/[mediation]${path}`)];
  return all.flatMap((address) => {
    const [route, query] = address.split('?') as [string, string?];
    const data = `${route === '/' ? '' : route}/__data.json${query ? `?${query}` : ''}`;
    return (isPage(route) ? [address, data] : [address]).map((path) => addressOf(path, ids));
  });
}

const holds = (text: string, what: Said) => shapesOf(canaries[what]).some((shape) => text.includes(shape));

test('A10 A11 A12 A15 E01 E07 E10: what is said in a mediation, or thought of an appeal, is found by those it is for, and on no page or data of anybody else', async () => {
  const paths = addresses();
  const asks = cast.actors.flatMap((actor) => paths.map((path) => ({ actor, path })));
  const found = await inLanes(
    asks.map(({ actor, path }) => async () => {
      const { body } = await seePage(server, path, actor.cookie);
      return kinds.filter((what) => holds(body, what)).map((what) => ({ what, who: actor.name, path }));
    }),
    LANES,
  );
  const hits = found.flat();
  console.log(
    `canaries: ${kinds.length} looked for in ${asks.length} answers, ${hits.length} found by those they are for`,
  );
  const strangers = hits.filter(({ what, who }) => !(said[what].readers as readonly string[]).includes(who));
  expect(strangers).toEqual([]);
  const readersOf = (what: Said) => [...new Set(hits.filter((hit) => hit.what === what).map(({ who }) => who))].sort();
  for (const what of kinds) expect([what, readersOf(what)]).toEqual([what, [...said[what].readers].sort()]);
}, 240_000);

test('E01 E09: nor in the log, a message, the history or what verify prints; and what is sealed is in no row of the database', async () => {
  const { DATABASE_URL: _, ...env } = process.env;
  const printed = spawnSync(process.execPath, ['src/server/verify.ts'], {
    env: { ...env, DATABASE_URL: db.ownerUrl, DATA_DIR: server.dataDir },
    encoding: 'utf8',
  });
  expect(printed.stdout).toContain('Looked at');
  expect(server.log()).toContain('READY');
  const rowsOf = async (table: string) =>
    (await db.owner.unsafe<{ t: string }[]>(`select t::text as t from ${table} t`)).map(({ t }) => t).join('\n');
  const told: Record<string, string> = { log: server.log(), verify: printed.stdout + printed.stderr };
  for (const table of ['history', 'history_detail', 'outbox']) told[table] = await rowsOf(table);
  for (const [where, text] of Object.entries(told)) {
    expect([where, text.length > 0]).toEqual([where, true]);
    expect([where, kinds.filter((what) => holds(text, what))]).toEqual([where, []]);
  }
  const rows = await everyRow(db);
  // What is not sealed is found, so that looking there finds what lies there.
  expect(kinds.filter((what) => holds(rows, what))).toEqual(kinds.filter((what) => !said[what].sealed));
});
