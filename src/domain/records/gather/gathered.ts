import type { ConfidentialityClass } from '#domain/access/scope.ts';
import type { About } from '../requests/request.ts';
import type { Part } from '../sources.ts';

/** The only classes a request for records ever gathers (SAR4). Anything else does not compile. */
export type GatheredClass = Extract<ConfidentialityClass, 'case' | 'joint'>;

/** Whose request it is, and about whom: all a gatherer may know of it. */
export interface Asking {
  councilId: string;
  caseFileId: string;
  about: About;
  askedBy: string;
}

/** One thing held, as it is copied. */
export interface Gathered {
  class: GatheredClass;
  part: Part;
  /** Its own id, and the page or month where it is one of several. */
  sourceId: string;
  /** Neutral: what kind of thing it is and from when. What somebody called it stands in the words. */
  title: string;
  words: string;
  /** Said between the council and another grown-up. */
  withOther?: boolean;
  /** The asker’s own, or said to them: part of a request about themselves though it does not name them. */
  own?: boolean;
}

/** Lines of words, without those that hold nothing. */
export const lines = (...all: (string | null | false | undefined)[]): string => all.filter(Boolean).join('\n');

/** "School: Hill Primary", or nothing when it is empty. */
export const labelled = (label: string, words: string | null | undefined): string | null =>
  words ? `${label}: ${words}` : null;
