import type { Readable } from 'node:stream';

/**
 * What a scanner says of a file. `not-now`: it gave no answer that counts, so the file is asked about again later.
 * `unscannable`: it answered that it cannot look inside, and would say so again.
 */
export type Verdict = 'clean' | 'infected' | 'unscannable' | 'not-now';

/** Whoever looks for viruses. Nothing else may read a file before it said `clean`. */
export interface Scanner {
  /** Throws only when the bytes themselves cannot be had. */
  scan(bytes: () => Readable): Promise<Verdict>;
}

/** What nobody set up: it never says clean (EV17). */
export const denyAll: Scanner = { scan: async () => 'not-now' };

/** What an administrator switched off knowingly: `SCANNER=off`. */
export const notLooked: Scanner = { scan: async () => 'clean' };

/**
 * Lets so many look at once and so many wait; whoever comes then is told `not-now` at once and found again by the round.
 * So a scanner that hangs holds up nobody for longer than its own time, and fills no memory.
 */
export function inTurn(scanner: Scanner, atOnce: number, waitingMax: number): Scanner {
  let busy = 0;
  const waiting: (() => void)[] = [];
  return {
    async scan(bytes) {
      if (busy >= atOnce && waiting.length >= waitingMax) return 'not-now';
      if (busy >= atOnce) await new Promise<void>((go) => waiting.push(go));
      else busy += 1;
      try {
        return await scanner.scan(bytes);
      } finally {
        const next = waiting.shift();
        if (next) next();
        else busy -= 1;
      }
    },
  };
}
