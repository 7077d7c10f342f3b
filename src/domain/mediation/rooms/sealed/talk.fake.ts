import { PrivateTalk } from './private-talk.ts';

/** One message as the server in the middle sees it, and may change it. */
export interface OnTheWay {
  from: { id: string; who: string; name: string; leads: boolean };
  to: string | null;
  bytes: Uint8Array;
}

/** A relay in memory. `meddle` is a hostile server: it gives what goes on to each receiver instead. */
export class FakeRelay {
  readonly seen: OnTheWay[] = [];
  meddle: (message: OnTheWay, receiverId: string) => Uint8Array | null = ({ bytes }) => bytes;
  readonly #here = new Map<string, { talk: PrivateTalk; from: OnTheWay['from'] }>();
  #last = 0;

  /** Somebody who comes; `name` stands for one person in however many tabs. */
  async come(name: string, lead = false, roomId = 'room'): Promise<PrivateTalk> {
    let id: string | null = null;
    const talk: PrivateTalk = new PrivateTalk({
      roomId,
      lead,
      changed: () => {},
      line: {
        enter: async () => {
          if (id) this.drop(id);
          id = `connection-${++this.#last}`;
          const from = { id, who: `who-${name}`, name, leads: lead };
          this.#here.set(id, { talk, from });
          return { ok: { id, who: from.who, name } };
        },
        send: async (to, bytes) => this.#pass(id!, to, bytes),
        leave: () => this.drop(id!),
      },
    });
    await talk.connected();
    return talk;
  }

  /** The connection of this id is gone; the others are told. */
  drop(id: string): void {
    if (this.#here.delete(id)) for (const { talk } of this.#here.values()) talk.left(id);
  }

  #pass(id: string, to: string | null, bytes: Uint8Array): { ok: null } | { because: string } {
    const sender = this.#here.get(id);
    if (!sender) return { because: 'offline' };
    const message = { from: sender.from, to, bytes };
    this.seen.push(message);
    for (const [otherId, { talk }] of this.#here) {
      if (otherId === id || (to !== null && to !== otherId)) continue;
      const given = this.meddle(message, otherId);
      if (given) talk.hear(sender.from, given);
    }
    return { ok: null };
  }
}
