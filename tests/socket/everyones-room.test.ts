import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordFor, underScope } from '../../src/domain/access/scoped.server.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { jointDocument } from '../../src/domain/mediation/rooms/joint-document.server.ts';
import { newsFor } from '../../src/domain/spaces/events.ts';
import { FakeTextarea } from '../../src/realtime/client/text.fake.ts';
import type { Here } from '../../src/realtime/define.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { History } from '../support/history.ts';
import { Live, Wire } from '../support/live.ts';
import { makeMediation, type TestMediation } from '../support/mediations.ts';
import { startPlace } from '../support/node.ts';
import { scopeFor } from '../support/papers.ts';
import { replay } from '../support/scene.ts';
import { cookieFor } from '../support/sign-in.ts';
import { until } from '../support/until.ts';

let db: TestDatabase;
let nodes: Awaited<ReturnType<typeof startPlace>>[];
let it: TestMediation;
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
  it = await makeMediation(db);
  return () => wires.splice(0).forEach((wire) => wire.close());
});

async function arrive(who: Person, node = 0): Promise<Wire> {
  const wire = await Wire.connect(nodes[node]!, await cookieFor(db, who));
  wires.push(wire);
  return wire;
}
const enter = (wire: Wire) => wire.ask('presence.enter', { caseFileId: it.caseFileId, spaceId: it.mediationId });
const document = async () => {
  const scope = await scopeFor(it.parent, it.caseFileId, 'mediation:join');
  return underScope(scope, (tx) => jointDocument(tx, scope, it.mediationId));
};
const here = (wire: Wire): Here[] =>
  (wire.news.filter(({ name }) => name === 'presence').at(-1)?.data as { here: Here[] } | undefined)?.here ?? [];
const changes = (wire: Wire) =>
  wire.news.filter(({ name }) => name === 'changed').map(({ data }) => (data as { action: string }).action);

/** Somebody on the case's council side who has no place in the mediation. */
async function outsider(): Promise<Person> {
  await db.owner`update mediation_party set left_at = now() where party_id = ${it.parties.officer}`;
  return it.officer;
}

describe('everyone’s room over the socket', () => {
  test('SEAL1 A09: who has no place in a mediation cannot enter it or open its words, like an id of nothing', async () => {
    const documentId = await document();
    const outside = await arrive(await outsider());
    const nothing = '01890000-0000-7000-8000-000000000000';
    const unknown = await outside.ask('presence.enter', { caseFileId: it.caseFileId, spaceId: nothing });
    expect([await enter(outside), unknown]).toEqual([{ because: 'unknown' }, { because: 'unknown' }]);
    expect(await outside.ask('document.open', { documentId })).toEqual({ because: 'unknown' });
  });

  test('SEAL1: people are shown by their place, with no page, and the mediator as the mediator', async () => {
    const [parent, mediator] = [await arrive(it.parent), await arrive(it.mediator, 1)];
    expect([await enter(parent), await enter(mediator)]).toMatchObject([{ ok: {} }, { ok: {} }]);
    await parent.ask('presence.at', { place: 'note', typing: false, page: `${it.mediationId}:4` });
    await until(() => here(mediator).length === 2 && here(mediator).some(({ place }) => place), 'both to be seen');
    const shown = here(mediator).map(({ roleInWords, side, page }) => ({ roleInWords, side, page }));
    expect(shown).toEqual([
      { roleInWords: 'Parent or carer', side: 'family', page: null },
      { roleInWords: 'Mediator', side: 'neutral', page: null },
    ]);
  });

  test('SEAL2: what happens in the meeting is told at once to those in it, and to nobody else on the case', async () => {
    const [parent, officer] = [await arrive(it.parent), await arrive(await outsider(), 1)];
    await enter(parent);
    for (const wire of [parent, officer]) await wire.ask('case.watch', { caseFileId: it.caseFileId });
    const scope = await scopeFor(it.mediator, it.caseFileId, 'mediation:lead');
    await underScope(scope, async (tx) => {
      await recordFor(tx, scope, { action: 'mediation.break', target: it.mediationId });
      await recordFor(tx, scope, { action: 'child.written', target: it.caseFileId });
    });
    await until(() => changes(officer).includes('child.written'), 'the case’s own news to be told');
    await until(() => changes(parent).length >= 2, 'the meeting’s news to be told');
    expect(changes(parent)).toEqual(['mediation.break', 'child.written']);
    expect(changes(officer)).toEqual(['child.written']);
  });

  test('X28: two nodes, everybody types in everyone’s room, and it is one text, in the log', async () => {
    const documentId = await document();
    const lives = await Promise.all(
      [it.parent, it.officer, it.manager, it.mediator].map(
        async (who, nth) => new Live(nodes[nth % 2]!, await cookieFor(db, who)),
      ),
    );
    wires.push(...lives);
    const history = new History();
    const writers = await Promise.all(lives.map((live, nth) => live.writer(documentId, 'note', history, `w${nth}`)));
    for (let nth = 0; nth < 25; nth++) for (const writer of writers) writer.write();
    for (const writer of writers) await writer.saved();
    await until(() => new Set(writers.map(({ words }) => words)).size === 1, 'all to read the same');
    expect(history.check({ one: writers[0]!.words, log: await replay(db, documentId, 'note') })).toEqual([]);
  });

  test('X13: one side is away with 300 changes while the other writes in everyone’s room, and nothing is lost', async () => {
    const documentId = await document();
    const history = new History();
    const [away, stays] = [
      new Live(nodes[0]!, await cookieFor(db, it.parent), { comesBack: false }),
      new Live(nodes[1]!, await cookieFor(db, it.officer)),
    ];
    wires.push(away, stays);
    const [theirs, ours] = [
      await away.writer(documentId, 'note', history, 'away'),
      await stays.writer(documentId, 'note', history, 'stays'),
    ];
    theirs.write();
    await until(() => ours.words === theirs.words, 'both to have begun');
    away.wire.socket.disconnect();
    for (let nth = 0; nth < 300; nth++) theirs.write();
    for (let nth = 0; nth < 50; nth++) ours.write();
    await ours.saved();
    away.wire.socket.connect();
    await theirs.saved();
    await until(() => ours.words === theirs.words, 'both to read the same again');
    expect(history.check({ one: ours.words, log: await replay(db, documentId, 'note') })).toEqual([]);
  });

  test('B06: whoever leaves the mediation hears no more of everyone’s room, and is not let in again', async () => {
    const documentId = await document();
    const officer = new Live(nodes[0]!, await cookieFor(db, it.officer));
    const parent = new Live(nodes[1]!, await cookieFor(db, it.parent));
    wires.push(officer, parent);
    await officer.open(documentId);
    const theirs = await parent.open(documentId);
    await db.owner`update mediation_party set left_at = now() where party_id = ${it.parties.officer}`;
    await until(() => officer.wire.ended === 'access-changed', 'the connection to end', 2_000);
    const box = new FakeTextarea();
    theirs.text('note').bind(box.element);
    box.type(0, 'KNRY-after-leaving');
    await until(() => theirs.waiting === 0, 'it to be saved');
    officer.wire.socket.connect();
    await until(() => officer.accessEnded, 'not to be let in again');
    expect(officer.wire.tapped.join()).not.toContain('KNRY-after-leaving');
  });

  test('E13: a mediation that is closed can be read and not written', async () => {
    const documentId = await document();
    await db.owner`update mediation set closed_at = now() where mediation_id = ${it.mediationId}`;
    const parent = await arrive(it.parent);
    expect(await parent.open(documentId)).toMatchObject({ canWrite: false });
  });
});
