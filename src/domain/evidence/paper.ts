import type { Side } from '#domain/access/standing.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { MediaType } from './media.ts';

/** One paper as a page shows it. */
export interface Paper {
  evidenceItemId: string;
  title: string;
  fileName: string;
  mediaType: MediaType;
  bytes: number;
  sha256: string;
  pages: number;
  state: 'reading' | 'ready' | 'refused';
  stateSentence: string;
  author: string;
  writtenOn: CalendarDate | null;
  addedBy: string;
  /** What the person who added it is called. */
  addedByName: string;
  addedSide: Side;
  addedAt: Date;
  withdrawnAt: Date | null;
}

/** A paper that can be opened and counts as there. */
export const isHere = (paper: Pick<Paper, 'state' | 'withdrawnAt'> | null): boolean =>
  paper !== null && paper.state !== 'refused' && paper.withdrawnAt === null;

/** "1 page", "12 pages". */
export const pagesInWords = (pages: number): string => (pages === 1 ? '1 page' : `${pages} pages`);
