/** A bucket that fills evenly. In the same turn as the message and without a promise: it stands on every keystroke's way. */
export class Bucket {
  readonly #perMs: number;
  readonly #most: number;
  #left: number;
  #atMs = performance.now();

  constructor(perSecond: number, most: number) {
    this.#perMs = perSecond / 1000;
    this.#most = most;
    this.#left = most;
  }

  /** Takes one, if there is one. */
  take(): boolean {
    if (this.#left >= 1) {
      this.#left--;
      return true;
    }
    const now = performance.now();
    this.#left = Math.min(this.#most, this.#left + (now - this.#atMs) * this.#perMs);
    this.#atMs = now;
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}
