/** Runs one job at a time; asked again meanwhile, it runs once more afterwards. Ten changes at once ask the page twice. */
export class Refresher {
  readonly #job: () => Promise<unknown>;
  #running: Promise<void> | null = null;
  #again = false;

  constructor(job: () => Promise<unknown>) {
    this.#job = job;
  }

  /** Resolves when what was true at the time of asking is on the page. A failed run is left to the next one. */
  run(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#runAll().finally(() => (this.#running = null));
    return this.#running;
  }

  async #runAll(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      await this.#job().catch(() => {});
    }
  }
}
