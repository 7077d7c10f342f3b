import type { ConfidentialityClass } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Confirmed } from '../list/confirm.server.ts';
import type { AnsweringSide } from '../list/check.ts';
import type { PaperKind } from '../list/expected.ts';
import type { Arrived } from './pack.ts';

/** The only classes a pack for the Board may hold (PACK7). Anything else does not compile. */
export type PackClass = Extract<ConfidentialityClass, 'case'>;

export interface PackChild {
  readonly class: PackClass;
  readonly name: string;
  readonly ownWords: string | null;
  readonly goodDay: string | null;
  readonly wantGrownUpsToKnow: string | null;
  readonly helpedBy: string | null;
  readonly askedOn: CalendarDate | null;
}

export interface PackSummary {
  readonly class: PackClass;
  /** The family's own words, to the letter. */
  readonly words: string;
}

export interface PackPoint {
  readonly class: PackClass;
  readonly pointId: string;
  readonly number: number;
  readonly title: string;
  readonly stateInWords: string;
  readonly agreed: string | null;
  readonly family: string;
  readonly council: string;
  readonly pages: readonly { readonly evidenceItemId: string; readonly page: number }[];
}

/** What other folders bring to a pack; the page composes it. */
export interface PackParts {
  readonly child: PackChild;
  readonly summary: PackSummary;
  readonly points: readonly PackPoint[];
}

export interface PackPaper {
  readonly class: PackClass;
  readonly evidenceItemId: string;
  readonly kind: PaperKind;
  readonly title: string;
  readonly author: string;
  readonly writtenOn: CalendarDate | null;
  readonly pages: number;
  readonly sha256: string;
  readonly addedOn: CalendarDate;
  /** The day it was due, when it came after it. */
  readonly lateFor: CalendarDate | null;
}

/** A row of the list with no paper behind it, and what each side said of it. */
export interface PackMissing {
  readonly checkRowId: string;
  readonly title: string;
  readonly family: string;
  readonly council: string;
}

export type PackConfirmed = Pick<Confirmed, 'says' | 'words' | 'byName' | 'contentSha256'> & {
  readonly roleInWords: string;
  readonly at: string;
  /** Whether what they confirmed is what is in the pack. */
  readonly stillStands: boolean;
};

/** Everything a pack is built from. */
export interface PackContent {
  readonly councilName: string;
  readonly reference: string;
  readonly boardOn: CalendarDate | null;
  readonly parts: PackParts;
  readonly papers: readonly PackPaper[];
  /** Every paper that ever came, for the letters of those that come after a freeze. */
  readonly arrived: readonly Arrived[];
  readonly missing: readonly PackMissing[];
  readonly confirmed: Record<AnsweringSide, PackConfirmed | null>;
}
