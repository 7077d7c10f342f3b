import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { v7 } from 'uuid';
import * as Y from 'yjs';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { jointDocument } from '../../src/domain/mediation/rooms/joint-document.server.ts';
import { addAgreedClause, giveAuthority } from '../support/agreements.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { Wire } from '../support/live.ts';
import { makeMediation, type TestMediation } from '../support/mediations.ts';
import { scopeFor } from '../support/papers.ts';
import { hiddenField, visitor } from '../support/visitor.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { copyOf, textIn, updateOf } from '../support/updates.ts';

let db: TestDatabase;
let servers: RunningServer[];
let made: TestMediation;
let clauses: { agreed: string; draft: string };
let parent: Typist;
let manager: Typist;

beforeAll(async () => {
  db = await freshDatabase();
  servers = [await startServer({ url: db.ownerUrl }), await startServer({ url: db.ownerUrl })];
});
afterAll(async () => {
  for (const server of servers) await server.stop();
  await db.close();
});
beforeEach(async () => {
  made = await makeMediation(db);
  const { councilId, caseFileId, mediationId } = made;
  await db.owner`update mediation set started_at = now(), phase = 'together' where mediation_id = ${mediationId}`;
  await db.owner`update mediation_party set agreed_to_mediate_at = now() where mediation_id = ${mediationId}`;
  await giveAuthority(db, made, { change: { may: 'yes', limits: '' } });
  clauses = { agreed: await addAgreedClause(db, made), draft: v7() };
  await db.owner`insert into clause (council_id, case_file_id, clause_id, mediation_id, number, title, added_by)
    values (${councilId}, ${caseFileId}, ${clauses.draft}, ${mediationId}, 2, 'Transport', ${made.parent.personId})`;
  [parent, manager] = [await Typist.sit(made.parent, servers[0]!), await Typist.sit(made.manager, servers[1]!)];
  return () => [parent, manager].forEach(({ wire }) => wire.close());
});

/** Somebody with everyone's room open, who types one letter at a time into a text of it. */
class Typist {
  readonly wire: Wire;
  readonly #opened: { number: number; yClient: number };
  readonly #saved: Uint8Array[] = [];
  #sent = 0;

  private constructor(wire: Wire, opened: { number: number; yClient: number }) {
    this.wire = wire;
    this.#opened = opened;
  }
  static async sit(person: Person, server: RunningServer): Promise<Typist> {
    const scope = await scopeFor(person, made.caseFileId, 'mediation:join');
    const documentId = await underScope(scope, (tx) => jointDocument(tx, scope, made.mediationId));
    const wire = await Wire.connect(server, await cookieFor(db, person));
    const opened = await wire.open(documentId);
    await until(() => wire.frames.some(({ type }) => type === 'state'), 'the words of the room');
    return new Typist(wire, opened);
  }
  /** "saved", or why it was refused. */
  async types(name: string): Promise<string> {
    const { number, yClient } = this.#opened;
    const doc = copyOf(this.wire, number);
    for (const update of this.#saved) Y.applyUpdate(doc, update);
    const update = updateOf(doc, yClient, () => textIn(doc, name).insert(0, 'x'));
    const answer = await this.wire.update(number, ++this.#sent, update);
    if (answer === 'saved') this.#saved.push(update);
    return answer;
  }
  /** Resolves once this browser was told that exactly these may not be typed into. */
  told(names: string[]): Promise<boolean> {
    const last = () => this.wire.news.filter(({ name }) => name === 'locked').at(-1)?.data as { names: string[] };
    const wanted = names.toSorted().join();
    return until(() => last()?.names.toSorted().join() === wanted, 'the browser to be told what is locked');
  }
}

const at = (path: string) => `/cases/${made.caseFileId}/mediation/${made.mediationId}${path}`;
const browserOf = async (person: Person) => visitor(servers[0]!, await cookieFor(db, person));
async function post(person: Person, path: string, fields: Record<string, string> = {}) {
  const answer = await (await browserOf(person)).post(at(path), fields);
  expect([path, answer.status]).toEqual([path, 303]);
}
/** The mediator draws up what is agreed. Returns what a form of the signing page says it is about. */
async function drawnUp() {
  await post(made.mediator, '/sign?/draw');
  const [row] = await db.owner<{ agreementId: string; sha256: string }[]>`
    select agreement_id as "agreementId", sha256 from agreement where mediation_id = ${made.mediationId} order by number desc limit 1`;
  return { ...row! };
}

test('CL13: from drawing up until it is put aside or refused, no browser with the room open types into a clause', async () => {
  const { agreed, draft } = clauses;
  expect([await parent.types(draft), await parent.types(agreed)]).toEqual(['saved', 'locked']);
  for (const [who, path, fields] of [
    [made.mediator, '/sign?/setAside', {}],
    [made.parent, '/sign?/choose', { choice: 'not' }],
  ] as const) {
    const shown = await drawnUp();
    for (const one of [parent, manager]) {
      await one.told([agreed, draft]);
      expect([await one.types(draft), await one.types(agreed), await one.types('note')]).toEqual([
        'locked',
        'locked',
        'saved',
      ]);
    }
    await post(who, path, { ...shown, ...fields });
    for (const one of [parent, manager]) {
      await one.told([agreed]);
      expect([await one.types(draft), await one.types(agreed)]).toEqual(['saved', 'locked']);
    }
  }
});

test('SIG3 CL13: that somebody chose to sign tomorrow is told to no browser', async () => {
  const shown = await drawnUp();
  await manager.told([clauses.agreed, clauses.draft]);
  const before = manager.wire.tapped.length;
  await post(made.parent, '/sign?/choose', { ...shown, choice: 'tomorrow' });
  // Put aside after it: what is told of that comes later on the same line, and it comes first.
  await post(made.mediator, '/sign?/setAside', shown);
  await manager.told([clauses.agreed]);
  const locks = manager.wire.tapped.slice(before).filter((said) => said.includes('"names"'));
  expect(locks).toHaveLength(1);
});

test('E13 OUT5: once the mediation is closed, the next letter of a browser that has the room open is refused', async () => {
  expect([await parent.types('note'), await manager.types('note')]).toEqual(['saved', 'saved']);
  const sam = await browserOf(made.mediator);
  const version = hiddenField(await sam.page(at('/outcome')), 'version');
  await post(made.mediator, '/outcome?/save', { version, outcome: 'none', narrowed: 'How often' });
  await post(made.mediator, '/outcome?/close', { shown: hiddenField(await sam.page(at('/outcome')), 'shown') });
  for (const one of [parent, manager])
    for (const name of ['note', clauses.draft]) expect([name, await one.types(name)]).toEqual([name, 'closed']);
});
