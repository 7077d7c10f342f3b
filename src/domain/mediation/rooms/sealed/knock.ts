const FIRST_MS = 1_500;
const LONGEST_MS = 15_000;

/** Does something after a while unless it is called off, and each time after a longer one: for asking again for keys. */
export class Knock {
  readonly #run: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pauseMs = FIRST_MS;

  constructor(run: () => void) {
    this.#run = run;
  }

  /** From the start: the pauses are short again. */
  first(afterMs = FIRST_MS): void {
    this.stop();
    this.#pauseMs = FIRST_MS;
    this.#timer = setTimeout(this.#run, afterMs);
  }

  again(): void {
    this.stop();
    this.#timer = setTimeout(this.#run, this.#pauseMs);
    this.#pauseMs = Math.min(LONGEST_MS, this.#pauseMs * 1.5);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
