import { pagesInWords } from '../paper.ts';

/** One PDF of a pack as pages show it. */
export interface Book {
  packBookId: string;
  state: 'waiting' | 'building' | 'ready' | 'cancelled' | 'failed';
  pagesDone: number;
  pagesTotal: number;
  sentence: string;
  bytes: number | null;
  /** The papers of its supplement. */
  late: string[];
  askedAt: Date;
  finishedAt: Date | null;
}

const MEGABYTE = 1_000_000;
/** "0.4 MB", "12 MB": people on a phone want to know before they press. */
const sizeOf = (bytes: number): string =>
  `${bytes < 10 * MEGABYTE ? (Math.max(bytes, 100_000) / MEGABYTE).toFixed(1) : Math.round(bytes / MEGABYTE)} MB`;

/** Where a book is, in a sentence, and what can be done with it. */
export function bookView({ packBookId, state, pagesDone, pagesTotal, sentence, bytes }: Book) {
  const at = {
    waiting: 'Waiting to be made.',
    building: `${pagesDone} of ${pagesInWords(pagesTotal)} done.`,
    ready: `One PDF, ${pagesInWords(pagesTotal)}, ${sizeOf(bytes ?? 0)}.`,
    cancelled: sentence,
    failed: sentence,
  };
  const isMaking = state === 'waiting' || state === 'building';
  return { packBookId, sentence: at[state], isMaking, isReady: state === 'ready', pagesDone, pagesTotal };
}
export type BookView = ReturnType<typeof bookView>;
