import { expect } from 'vitest';
import { verify } from '../../src/server/verify.ts';
import type { TestDatabase } from './database.ts';
import { History } from './history.ts';
import { Live, type LiveOptions, type Place, type Writer } from './live.ts';
import { replay, someone, type Scene } from './scene.ts';
import { freshFolder } from './server.ts';
import { until } from './until.ts';

/** Several people typing into one text of a scene, and everything they were told about it. */
export class Meeting {
  readonly history = new History();
  readonly lives: Live[] = [];
  readonly writers: Writer[] = [];
  readonly #db: TestDatabase;
  readonly #scene: Scene;
  #typing: NodeJS.Timeout | undefined;

  constructor(db: TestDatabase, scene: Scene) {
    this.#db = db;
    this.#scene = scene;
  }

  /** Lets so many people of the council in, each with a connection of their own. `places` are used in turn. */
  async gather(places: readonly Place[], people: number, options: LiveOptions = {}): Promise<void> {
    const { councilId, caseFileId, documents } = this.#scene;
    const joining = Array.from({ length: people }, async (_, nth) => {
      const { cookie } = await someone(this.#db, councilId, caseFileId, 'case_officer', `Officer ${nth}`);
      this.lives[nth] = new Live(places[nth % places.length]!, cookie, options);
      this.writers[nth] = await this.lives[nth].writer(documents.shared, 'note', this.history, `c${nth}`);
    });
    await Promise.all(joining);
  }

  /** Everybody types until `stop`, each about fifty times a second. */
  type(): void {
    this.#typing = setInterval(() => this.writers.forEach((writer) => writer.write()), 20);
  }
  stop(): void {
    clearInterval(this.#typing);
  }

  get waiting(): number {
    return this.writers.reduce((sum, { document }) => sum + document.waiting, 0);
  }

  /** Everyone is told that all is saved, and reads the same: INV2 gives fifteen seconds for it. */
  async settle(withinMs = 15_000): Promise<void> {
    this.stop();
    for (const writer of this.writers) await writer.saved(withinMs);
    await until(
      () => new Set(this.writers.map(({ words }) => words)).size === 1,
      'everyone to read the same',
      withinMs,
    );
  }

  /** INV1, INV2 and INV3, as every writer, a newcomer and the log alone read it; and what is stored agrees with itself. */
  async holds(place: Place): Promise<void> {
    const { documents, parent } = this.#scene;
    const newcomer = new Live(place, parent.cookie);
    const read: Record<string, string> = {
      newcomer: (await newcomer.open(documents.shared)).text('note').words,
      log: await replay(this.#db, documents.shared, 'note'),
    };
    for (const { who, words } of this.writers) read[who] = words;
    expect(this.history.check(read)).toEqual([]);
    newcomer.close();
    const { faults } = await verify(this.#db.ownerUrl, freshFolder());
    expect(faults).toEqual([]);
  }

  leave(): void {
    this.stop();
    this.lives.forEach((live) => live.close());
  }
}
