import type { Here } from '../define.ts';

/** All that a browser may say of its person: coarse places, never words and never a caret. */
export interface At {
  /** The point or box they are in, by its id. */
  place: string | null;
  typing: boolean;
  /** The page they look at in follow mode, as "paper:4". */
  page: string | null;
}

/** The server takes five a second; one every quarter of a second leaves room for coming and going. */
const TELL_EVERY_MS = 250;
/** Nobody types for ever: after this long without a key they are reading. */
const TYPING_ENDS_MS = 4_000;

const same = (one: At, other: At) =>
  one.place === other.place && one.typing === other.typing && one.page === other.page;

/** Who is here, as the server says, and where this person is, as they move. */
export class Presence {
  here = $state.raw<readonly Here[]>([]);
  readonly #tell: (at: At) => void;
  #at: At = { place: null, typing: false, page: null };
  #told: At = this.#at;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #stillTyping: ReturnType<typeof setTimeout> | undefined;

  constructor(tell: (at: At) => void) {
    this.#tell = tell;
  }

  /** Where this person now is. What is left out stays as it was. */
  at(moved: Partial<At>): void {
    this.#at = { ...this.#at, ...moved };
    clearTimeout(this.#stillTyping);
    if (this.#at.typing) this.#stillTyping = setTimeout(() => this.at({ typing: false }), TYPING_ENDS_MS);
    if (!this.#pause) this.#say();
  }

  /** A new connection knows nothing of where this person is. */
  again(): void {
    this.#told = { place: null, typing: false, page: null };
    if (!this.#pause) this.#say();
  }

  leave(): void {
    clearTimeout(this.#pause);
    clearTimeout(this.#stillTyping);
    this.#pause = this.#stillTyping = undefined;
    this.here = [];
  }

  /** Says the latest only, and then no more for a while. */
  #say(): void {
    this.#pause = undefined;
    if (same(this.#at, this.#told)) return;
    this.#told = this.#at;
    this.#tell(this.#at);
    this.#pause = setTimeout(() => this.#say(), TELL_EVERY_MS);
  }
}
