/** How long a meeting waits for somebody who dropped out. */
export const waitForMs = 5 * 60_000;
/** Going from one page to the next, or a phone that changes from wifi to its own line, is not dropping out. */
const noticedAfterMs = 12_000;

/** Who was here and is not any more, since when. Fed with who is here; tells nothing of anybody who was never here. */
export class Gone {
  readonly #since = new Map<string, number>();
  #here = new Set<string>();

  /** Who is here now, at that moment in milliseconds. */
  see(names: readonly string[], nowMs: number): void {
    const here = new Set(names);
    for (const name of this.#here) if (!here.has(name)) this.#since.set(name, nowMs);
    for (const name of here) this.#since.delete(name);
    this.#here = here;
  }

  /** One sentence for each who dropped out, to be shown until they are back. */
  inWords(nowMs: number): string[] {
    return [...this.#since].flatMap(([name, since]) => {
      const goneForMs = nowMs - since;
      if (goneForMs < noticedAfterMs) return [];
      return goneForMs < waitForMs
        ? `${name} has lost the connection. We wait 5 minutes.`
        : `${name} is not back yet. Go on together, take a break, or finish another day: that’s fine.`;
    });
  }
}
