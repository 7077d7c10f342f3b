/** Screen readers hear what happened at most this often: a busy room must not talk over the person in it. */
export const batchEveryMs = 15_000;

/**
 * Gathers what happened into one sentence every fifteen seconds, and lets through at once what must not wait
 * (connection lost, moved to another room, the room is closing). The page shows it through `Status`.
 */
export class Announcer {
  polite = $state('');
  urgent = $state('');
  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastSaidMs = -Infinity;
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Something happened that can wait for its turn. Saying the same thing twice in one batch says it once. */
  say(sentence: string): void {
    if (!this.#waiting.includes(sentence)) this.#waiting.push(sentence);
    const dueInMs = Math.max(0, this.#lastSaidMs + batchEveryMs - this.#now());
    this.#timer ??= setTimeout(() => this.#flush(), dueInMs);
  }

  /** Something that must be heard now. */
  interrupt(sentence: string): void {
    this.urgent = sentence;
  }

  /** Drops what has not been said, as quiet mode and leaving a room do. */
  hush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
  }

  #flush(): void {
    this.#timer = undefined;
    this.#lastSaidMs = this.#now();
    this.polite = this.#waiting.join(' ');
    this.#waiting = [];
  }
}
