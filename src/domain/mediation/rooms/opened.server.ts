import { log } from '#server/log.ts';
import { unseal } from '#server/seal.ts';

/** Which row something lies sealed in, for whoever has to look at it. */
interface Row {
  councilId: string;
  caseFileId: string;
  target: string;
}

/**
 * The words of a sealed row; null when it does not open, because it was changed or is not where it was written (J11). One
 * such row must not take the page of everything else with it: the log says which it is, and the page that there is one.
 */
export function wordsIn(sealed: Uint8Array, owner: string, row: Row): string | null {
  try {
    return Buffer.from(unseal(sealed, owner)).toString('utf8');
  } catch {
    log.error('note.not-opened', row);
    return null;
  }
}
