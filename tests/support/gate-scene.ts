import * as Y from 'yjs';
import { limits, type Limits } from '#realtime/limits.ts';
import { judge, type Held, type Verdict } from '#realtime/server/byte-gate.ts';
import { DocumentWords } from '#realtime/server/document.ts';

/** A document with texts `p1` and `p2` and two people in it, as the byte gate sees them; nothing but memory. */
export class GateScene {
  readonly words = new DocumentWords();
  readonly authors = new Map<number, string>();
  readonly server = new Y.Doc();
  locked = new Set<string>();
  #nextClient = 1_000;

  constructor() {
    for (const name of ['p1', 'p2']) this.server.getMap('texts').set(name, new Y.Text());
    this.words.apply([Y.encodeStateAsUpdate(this.server)]);
  }

  /** A browser of this person, with everything that is committed and a client id of its own. */
  browser(person: string): Browser {
    const client = this.#nextClient++;
    this.authors.set(client, person);
    return new Browser(this, person, client);
  }

  held(person: string, more: Partial<Held> = {}): Held {
    const { words } = this;
    return {
      canWrite: true,
      locked: this.locked,
      bytes: 0,
      isTheirs: (client) => this.authors.get(client) === person,
      nextClock: (client) => words.nextClock(client),
      textOfCharacter: (client, clock) => words.textOfCharacter(client, clock),
      textStartedBy: (client, clock) => words.textStartedBy(client, clock),
      pieces: (client, from, to) => words.pieces(client, from, to),
      ...more,
    };
  }

  /** Judges and, when it may be taken, commits. */
  send(person: string, update: Uint8Array, more: Partial<Held> = {}): Verdict {
    const verdict = judge(update, this.held(person, more), limits satisfies Limits);
    if (verdict.says === 'take') this.words.apply([update]);
    return verdict;
  }

  get state(): string {
    return Buffer.from(Y.encodeStateAsUpdate(this.words.doc)).toString('base64');
  }

  wordsOf(name: string): string {
    return this.words.wordsOf(name) ?? '';
  }
}

export class Browser {
  readonly doc = new Y.Doc();
  readonly person: string;
  readonly made: Uint8Array[] = [];
  readonly #scene: GateScene;

  constructor(scene: GateScene, person: string, client: number) {
    this.#scene = scene;
    this.person = person;
    this.catchUp();
    this.doc.clientID = client;
    this.doc.on(
      'update',
      (update: Uint8Array, origin: unknown) => void (origin !== 'server' && this.made.push(update)),
    );
  }

  catchUp(): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(this.#scene.words.doc), 'server');
  }

  text(name: string): Y.Text {
    return this.doc.getMap<Y.Text>('texts').get(name)!;
  }

  /** What one change sends. */
  change(work: () => void): Uint8Array {
    this.made.length = 0;
    this.doc.transact(work);
    return this.made.length === 1 ? this.made[0]! : Y.mergeUpdates(this.made);
  }

  /** Changes and sends; the gate's verdict. */
  does(work: () => void, more: Partial<Held> = {}): Verdict {
    return this.#scene.send(this.person, this.change(work), more);
  }

  types(name: string, words: string, at = this.text(name).length): Verdict {
    return this.does(() => this.text(name).insert(at, words));
  }
}
