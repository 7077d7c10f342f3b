import type { Side } from '#domain/access/standing.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import type { MediaType } from './intake/media.ts';

/** Where a paper is on its way to being read. Only `ready` is ever shown. */
export type PaperState = 'reading' | 'held' | 'ready' | 'refused' | 'recalled';
/** What the scanner said. Anything but `clean` stays in quarantine. */
export type ScanState = 'pending' | 'clean' | 'infected' | 'unscannable';
/** Why an officer has to look before anybody may read it. */
export type HeldBecause = 'other_child' | 'hidden_place' | 'no_match' | 'not_scanned' | 'by_email' | 'to_council';

/** One line of a page and the box it stands in, in points from the top left; `paragraph` counts from 0. */
export interface PageLine {
  text: string;
  paragraph: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One paper as a page shows it. */
export interface Paper {
  evidenceItemId: string;
  title: string;
  fileName: string;
  mediaType: MediaType;
  bytes: number;
  sha256: string;
  pages: number;
  state: PaperState;
  stateSentence: string;
  /** Why an officer had, or has, to look at it first. Null for a paper that was never held, or was released. */
  heldBecause: HeldBecause | null;
  author: string;
  writtenOn: CalendarDate | null;
  addedBy: string;
  /** What the person who added it is called. */
  addedByName: string;
  addedSide: Side;
  addedAt: Date;
  /** How it came, and when when that was not the moment it was added: a letter lies on a desk for days. */
  cameBy: CameBy;
  receivedOn: CalendarDate | null;
  /** Who asked for it, in words; empty when nobody wrote it down. */
  askedBy: string;
  version: number;
  /** The version this one took the place of. */
  replaces: string | null;
  /** What it was used for, in an officer's words. */
  usedFor: string;
  withdrawnAt: Date | null;
  /** The hash of the copy in which something is hidden. When it is set, that copy is the paper: `mediaType`, `bytes` and `sha256` are its own. */
  redactedSha256: string | null;
}

export type CameBy = 'page' | 'invitation' | 'guest_link' | 'post' | 'email' | 'letter' | 'sms';

/** A paper that can be opened and counts as there. */
export const isHere = (paper: Pick<Paper, 'state' | 'withdrawnAt'> | null): boolean =>
  paper !== null && (paper.state === 'ready' || paper.state === 'reading') && paper.withdrawnAt === null;

/** Whether nothing of a paper but that it exists is for everybody: an officer checks it, turned it down, or recalled it (GUARD5). */
export const isKept = ({ state, heldBecause }: Pick<Paper, 'state' | 'heldBecause'>): boolean =>
  state === 'held' || state === 'recalled' || (state === 'refused' && heldBecause !== null);

/** A paper as those see it who may not check it: of one that is kept, not even what somebody called it. */
export const asOthersSee = <
  P extends Pick<Paper, 'state' | 'heldBecause' | 'title' | 'fileName' | 'author' | 'writtenOn'>,
>(
  paper: P,
): P =>
  isKept(paper)
    ? {
        ...paper,
        ...{ fileName: '', author: '', writtenOn: null },
        title: paper.state === 'held' ? 'A paper an officer is checking' : 'A paper that does not belong here',
      }
    : paper;

/** The day it came to us: the day on its stamp, or the day it was added. */
export const cameOn = ({ receivedOn, addedAt }: Pick<Paper, 'receivedOn' | 'addedAt'>): CalendarDate =>
  receivedOn ?? dateOf(addedAt);

/** "1 page", "12 pages". */
export const pagesInWords = (pages: number): string => (pages === 1 ? '1 page' : `${pages} pages`);
