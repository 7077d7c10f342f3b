import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordFor, underScope } from '../../src/domain/access/scoped.server.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { newsFor } from '../../src/domain/spaces/events.ts';
import { propose } from '../../src/domain/spaces/point-commands.server.ts';
import { FakeTextarea } from '../../src/realtime/client/text.fake.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { Live, Wire } from '../support/live.ts';
import { startPlace } from '../support/node.ts';
import { scopeFor } from '../support/papers.ts';
import { replay } from '../support/scene.ts';
import { cookieFor } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { makeWorkingDocument, type MadeWorkingDocument } from '../support/working-documents.ts';

let db: TestDatabase;
let nodes: Awaited<ReturnType<typeof startPlace>>[];
let it: MadeWorkingDocument;
const wires: { close(): void }[] = [];

beforeAll(async () => {
  db = await freshDatabase();
  nodes = [await startPlace(db, {}, { newsFor }), await startPlace(db, {}, { newsFor })];
});
afterAll(async () => {
  for (const node of nodes) await node.stop();
  await db.close();
});
beforeEach(async () => {
  it = await makeWorkingDocument(db);
  return () => wires.splice(0).forEach((wire) => wire.close());
});

async function arrive(who: Person, node = 0): Promise<Wire> {
  const wire = await Wire.connect(nodes[node]!, await cookieFor(db, who));
  wires.push(wire);
  return wire;
}
async function sit(who: Person, node = 0): Promise<Live> {
  const live = new Live(nodes[node]!, await cookieFor(db, who));
  wires.push(live);
  return live;
}
const enter = (wire: Wire) => wire.ask('presence.enter', { caseFileId: it.caseFileId, spaceId: it.spaceId });
const named = (wire: Wire, name: string) => wire.news.filter((one) => one.name === name).map(({ data }) => data);
const changes = (wire: Wire) => named(wire, 'changed').map((data) => (data as { action: string }).action);

/** Types into a paragraph of that side's words and waits until it is on disk. */
async function type(live: Live, side: 'family' | 'council', words: string): Promise<void> {
  const document = await live.open(it.documents[side]);
  const box = new FakeTextarea();
  const release = document.text(it.pointIds[0]!).bind(box.element);
  box.type(0, words);
  await until(() => document.waiting === 0, 'it to be saved');
  release();
}
const kept = (side: 'family' | 'council') => replay(db, it.documents[side], it.pointIds[0]!);

describe('the working document over the socket', () => {
  test('WD5: family and council write side by side, each its own words, once the family has joined', async () => {
    await it.joins();
    const [dana, tess] = [await sit(it.dana), await sit(it.tess, 1)];
    await type(dana, 'family', 'Every week');
    await type(tess, 'council', 'Once a month');
    expect([await kept('family'), await kept('council')]).toEqual(['Every week', 'Once a month']);
    const theirs = await dana.open(it.documents.council);
    await until(() => theirs.text(it.pointIds[0]!).words === 'Once a month', 'the family to read the council’s words');
    expect([theirs.canWrite, (await tess.open(it.documents.family)).canWrite]).toEqual([false, false]);
  });

  test('WD5: before it has joined the family reads and cannot write, and the council works alone', async () => {
    const [dana, tess] = [await arrive(it.dana), await sit(it.tess, 1)];
    for (const documentId of Object.values(it.documents))
      expect((await dana.open(documentId)).canWrite, documentId).toBe(false);
    await type(tess, 'council', 'Once a month');
    const early = await scopeFor(it.dana, it.caseFileId, 'appeal:decide');
    const form = { ...it.once(), pointId: it.pointIds[0]!, version: 1 };
    await expect(propose(early, form)).rejects.toMatchObject({ code: 'not-joined' });
    await it.joins();
    expect((await dana.open(it.documents.family)).canWrite).toBe(true);
  });

  test('WD4 A13: another parent of the case, and a practitioner on it, ask for it as for an id of nothing', async () => {
    const nothing = '01890000-0000-7000-8000-000000000000';
    for (const who of [it.alex, it.lee]) {
      const outside = await arrive(who);
      expect(await enter(outside)).toEqual({ because: 'unknown' });
      for (const documentId of [...Object.values(it.documents), nothing])
        expect(await outside.ask('document.open', { documentId })).toEqual({ because: 'unknown' });
    }
  });

  test('WD4: another parent who has the case open is told nothing of what happens in it, nor who is there', async () => {
    await it.joins();
    const [alex, dana, tess] = [await arrive(it.alex), await arrive(it.dana), await sit(it.tess, 1)];
    await enter(dana);
    for (const wire of [alex, dana]) await wire.ask('case.watch', { caseFileId: it.caseFileId });
    await type(tess, 'council', 'KNRY once a month');
    const council = await scopeFor(it.tess, it.caseFileId, 'appeal:decide');
    await propose(council, { ...it.once(), pointId: it.pointIds[0]!, version: 1 });
    await until(() => changes(dana).includes('working.proposed'), 'the family in it to be told');
    await underScope(council, (tx) => recordFor(tx, council, { action: 'child.written', target: it.caseFileId }));
    await until(() => changes(alex).includes('child.written'), 'the case’s own news to be told');
    expect(changes(alex)).toEqual(['child.written']);
    expect(named(alex, 'presence')).toEqual([]);
    for (const known of ['KNRY', it.spaceId, it.appealId, 'working.']) expect(alex.tapped.join()).not.toContain(known);
  });

  test('WD6: once the appeal has ended nobody writes any more, in a page that was open or a new one', async () => {
    await it.joins();
    const tess = await sit(it.tess);
    await type(tess, 'council', 'Once a month');
    await db.owner`update appeal set stage = 'closed', outcome = 'consent_order', ended_on = '2026-11-01' where appeal_id = ${it.appealId}`;
    const document = await tess.open(it.documents.council);
    const box = new FakeTextarea();
    document.text(it.pointIds[0]!).bind(box.element);
    box.type(0, 'too late ');
    await until(() => document.refused !== null || !document.canWrite, 'the next letter to be refused');
    expect(await kept('council')).toBe('Once a month');
    for (const who of [it.dana, it.tess]) {
      const late = await arrive(who, 1);
      for (const documentId of Object.values(it.documents)) expect((await late.open(documentId)).canWrite).toBe(false);
    }
    const council = await scopeFor(it.tess, it.caseFileId, 'appeal:decide');
    const form = { ...it.once(), pointId: it.pointIds[0]!, version: 1 };
    await expect(propose(council, form)).rejects.toMatchObject({ code: 'closed' });
  });

  test('WD4 B06: whoever leaves the appeal hears no more of it, and is not let in again', async () => {
    await it.joins();
    const [jo, tess] = [await sit(it.jo), await sit(it.tess, 1)];
    await jo.open(it.documents.council);
    await db.owner`update appeal_party set ended_at = now() where appeal_id = ${it.appealId} and person_id = ${it.jo.personId}`;
    await until(() => jo.wire.ended === 'access-changed', 'the connection to end');
    jo.wire.socket.connect();
    await until(() => jo.accessEnded, 'not to be let in again');
    await type(tess, 'council', 'KNRY-after-leaving');
    expect(jo.wire.tapped.join()).not.toContain('KNRY-after-leaving');
  });
});
