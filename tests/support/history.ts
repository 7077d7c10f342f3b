/** What a writer knows of one thing they wrote. `unknown` may or may not have happened: that is not the same as failed. */
export type Outcome = 'invoked' | 'ok' | 'failed' | 'unknown';

export interface Written {
  writer: string;
  /** Unique in the run, such as ⟦c3-000127⟧. */
  token: string;
  outcome: Outcome;
}

/** A promise that was not kept, with the least that shows it. */
export interface Broken {
  invariant: 'INV1' | 'INV2' | 'INV3';
  says: string;
}

/** The final read: what a fresh reader, each node and the replayed log say one text is. */
export type FinalRead = Readonly<Record<string, string>>;

const TOKEN = /⟦[^⟦⟧]*⟧/g;

/** Remembers everything every writer wrote and what they were told became of it. */
export class History {
  readonly #written: Written[] = [];
  readonly #byWriter = new Map<string, Written[]>();

  /** A new token for a writer, from now on "invoked". */
  invoke(writer: string): string {
    const mine = this.#byWriter.get(writer) ?? [];
    const written: Written = {
      writer,
      token: `⟦${writer}-${String(mine.length).padStart(6, '0')}⟧`,
      outcome: 'invoked',
    };
    mine.push(written);
    this.#byWriter.set(writer, mine);
    this.#written.push(written);
    return written.token;
  }

  /** A writer was told that all but their last `waiting` changes are saved. What was once said saved stays so. */
  allBut(writer: string, waiting: number): void {
    const mine = this.#byWriter.get(writer) ?? [];
    for (const written of mine.slice(0, mine.length - waiting))
      if (written.outcome === 'invoked') written.outcome = 'ok';
  }

  /** What a writer was not told about by now will never be known: they crashed, or the run is over. */
  giveUp(writer: string, outcome: 'failed' | 'unknown' = 'unknown'): void {
    for (const written of this.#byWriter.get(writer) ?? [])
      if (written.outcome === 'invoked') written.outcome = outcome;
  }

  get written(): readonly Written[] {
    return this.#written;
  }

  count(outcome: Outcome): number {
    return this.#written.filter((written) => written.outcome === outcome).length;
  }

  /** The invariants of a finished run. An empty list is a pass. */
  check(read: FinalRead): Broken[] {
    const reads = Object.entries(read);
    return [
      ...reads.flatMap(([who, text]) => [...this.#lost(who, text), ...this.#invented(who, text)]),
      ...parted(reads),
    ];
  }

  /** INV1: what was said to be saved is there exactly once. */
  *#lost(who: string, text: string): Iterable<Broken> {
    const times = countsOf(text);
    for (const { token, outcome } of this.#written) {
      if (outcome === 'ok' && !times.has(token))
        yield { invariant: 'INV1', says: `${token} was said to be saved and is not in what ${who} reads` };
    }
  }

  /** INV3: nothing is there that nobody wrote, that was refused for good, or that is there twice. */
  *#invented(who: string, text: string): Iterable<Broken> {
    const outcomes = new Map(this.#written.map(({ token, outcome }) => [token, outcome]));
    for (const [token, times] of countsOf(text)) {
      const outcome = outcomes.get(token);
      if (!outcome) yield { invariant: 'INV3', says: `${token} is in what ${who} reads and nobody wrote it` };
      else if (times > 1) yield { invariant: 'INV3', says: `${token} is ${times} times in what ${who} reads` };
      else if (outcome === 'failed')
        yield { invariant: 'INV3', says: `${token} was refused and is in what ${who} reads` };
    }
  }
}

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [token] of text.matchAll(TOKEN)) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}

/** INV2: everybody reads the same. Says where the first difference is, not the whole text. */
function* parted(reads: [string, string][]): Iterable<Broken> {
  const [first, ...others] = reads;
  if (!first) return;
  for (const [who, text] of others) {
    if (text === first[1]) continue;
    let at = 0;
    while (text[at] === first[1][at]) at++;
    const near = (whole: string) => JSON.stringify(whole.slice(Math.max(0, at - 20), at + 20));
    yield { invariant: 'INV2', says: `${first[0]} reads ${near(first[1])} where ${who} reads ${near(text)}, at ${at}` };
  }
}
