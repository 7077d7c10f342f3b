import type { RelaySelf } from '#realtime/define.ts';
import { writeOuter, type Outer } from './messages.ts';
import type { TalkLine } from './talk.ts';

const TOO_FAST_PAUSE_MS = 200;

interface About {
  line: TalkLine;
  /** How this browser is known in the room now; null while it is not in it. */
  self(): RelaySelf | null;
  /** The server does not let this person speak here any more. */
  refused(): void;
}

/** Sends a room's messages one after the other. What cannot be sent is let go: whoever comes back is told everything. */
export class Outgoing {
  readonly #about: About;
  #last: Promise<void> = Promise.resolve();

  constructor(about: About) {
    this.#about = about;
  }

  send(to: string | null, message: Outer | (() => Promise<Outer | null>)): void {
    this.all(to, async function* () {
      const made = typeof message === 'function' ? await message() : message;
      if (made) yield made;
    });
  }

  /** `messages` is asked for them when their turn comes. */
  all(to: string | null, messages: (self: RelaySelf) => AsyncGenerator<Outer>): void {
    const run = async () => {
      const self = this.#about.self();
      if (self) for await (const message of messages(self)) await this.#deliver(self, to, message);
    };
    this.#last = this.#last.then(run).catch(() => {});
  }

  async #deliver(self: RelaySelf, to: string | null, message: Outer): Promise<void> {
    const bytes = writeOuter(message);
    while (this.#about.self() === self) {
      const sent = await this.#about.line.send(to, bytes);
      if (!('because' in sent)) return;
      if (sent.because === 'unknown' || sent.because === 'forbidden') return this.#about.refused();
      if (sent.because !== 'too-fast') return;
      await new Promise((pause) => setTimeout(pause, TOO_FAST_PAUSE_MS));
    }
  }
}
