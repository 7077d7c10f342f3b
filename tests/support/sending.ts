import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import * as Y from 'yjs';
import { freshDatabase, type TestDatabase } from './database.ts';
import { Wire, type Place } from './live.ts';
import { startPlaces, type Places } from './places.ts';
import { makeScene, replay, rowsIn, type Scene } from './scene.ts';
import { until } from './until.ts';
import { copyOf, textIn, updateOf } from './updates.ts';

export const typing = (says: string) => (doc: Y.Doc) => textIn(doc, 'note').insert(0, says);
export const exactly = (code: string) => new RegExp(`^${code}$`);

/** Somebody with one document open, and the means to send what they like. */
async function sender(wire: Wire, documentId: string) {
  const document = await wire.open(documentId);
  await until(() => wire.frames.some(({ type }) => type === 'state'), 'the state');
  let sent = 0;
  // What one sends oneself does not come back, so a copy is what was heard and what was saved of one's own.
  const own: Uint8Array[] = [];
  const copy = () => {
    const doc = copyOf(wire, document.number);
    for (const update of own) Y.applyUpdate(doc, update);
    return doc;
  };
  const send = (update: Uint8Array) => wire.update(document.number, ++sent, update);
  const sends = async (change: (doc: Y.Doc) => void) => {
    const update = updateOf(copy(), document.yClient, change);
    const told = await send(update);
    if (told === 'saved') own.push(update);
    return told;
  };
  return { wire, document, copy, send, sends };
}
type Sender = Awaited<ReturnType<typeof sender>>;

class Sending {
  db!: TestDatabase;
  places!: Places;
  scene!: Scene;
  readonly wires: Wire[] = [];

  get place(): Place {
    return this.places.all[0]!;
  }

  readonly opened = async (who: { cookie: string }, documentId = this.scene.documents.shared): Promise<Sender> => {
    const wire = await Wire.connect(this.place, who.cookie);
    this.wires.push(wire);
    return sender(wire, documentId);
  };

  /** Sends bytes that must be refused, and shows that nothing of them stayed: not in the log, and not in the words. */
  readonly refused = async (
    from: Sender,
    update: Uint8Array,
    code: RegExp,
    documentId = this.scene.documents.shared,
  ): Promise<void> => {
    const stored = async () => [await rowsIn(this.db, documentId), await replay(this.db, documentId, 'note')];
    const before = await stored();
    expect(await from.send(update)).toMatch(code);
    expect(await stored()).toEqual(before);
  };
}

/** For a test file: a server of its own, and a new scene with new connections for every test. */
export function sending(): Sending {
  const here = new Sending();
  beforeAll(async () => {
    here.db = await freshDatabase();
    here.places = await startPlaces(here.db, 1);
  });
  afterAll(async () => {
    await here.places.stop();
    await here.db.close();
  });
  beforeEach(async () => {
    here.scene = await makeScene(here.db);
    return () => here.wires.splice(0).forEach((wire) => wire.close());
  });
  return here;
}
