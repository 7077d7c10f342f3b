import type { Told } from '#domain/spaces/happened.server.ts';

/** Keeps up with what has been told to this person, so that nothing is announced twice and nothing missed is lost. */
export class Telling {
  /** What happened while they were away, until they put it aside. */
  missed = $state.raw<string[]>([]);
  #newest: number;
  #away = false;

  constructor(told: readonly Told[]) {
    this.#newest = newestOf(told);
  }

  /** The connection was lost, or the page is not looked at. */
  leave(): void {
    this.#away = true;
  }

  comeBack(): void {
    this.#away = false;
  }

  putAside(): void {
    this.missed = [];
  }

  /** Takes in the list as it now is. Returns what to announce: what others did, while this person was here. */
  hear(told: readonly Told[]): string[] {
    const fresh = told.filter(({ sequence, mine }) => sequence > this.#newest && !mine).map(({ sentence }) => sentence);
    this.#newest = Math.max(this.#newest, newestOf(told));
    if (!this.#away) return fresh;
    this.missed = [...this.missed.filter((sentence) => !fresh.includes(sentence)), ...fresh];
    return [];
  }
}

const newestOf = (told: readonly Told[]): number => told.at(-1)?.sequence ?? 0;
