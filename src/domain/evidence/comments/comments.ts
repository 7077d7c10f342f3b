import { refuse, type Refused } from '#domain/access/refused.ts';
import type { Side } from '#domain/access/standing.ts';

/** What somebody may say of a page or a paragraph. */
export type CommentKind = 'comment' | 'dont_understand' | 'important' | 'correction';

export const outcomes = {
  corrected: 'It is put right in a newer version.',
  sent_to_author: 'It is sent on to whoever wrote it.',
  stays: 'It stays as it is.',
} as const;
export type Outcome = keyof typeof outcomes;

/** Something said of a page, as the one who looks may read it. */
export interface PaperComment {
  paperCommentId: string;
  evidenceItemId: string;
  page: number;
  /** From 0; null for the whole page. */
  paragraph: number | null;
  kind: CommentKind;
  side: Side;
  words: string;
  shouldSay: string;
  by: string;
  byName: string;
  at: Date;
  sharedAt: Date | null;
  answer: string;
  answeredByName: string | null;
  answeredAt: Date | null;
  outcome: Outcome | null;
}

/** READ5: what a page or a mistake needs is for everybody at once; a note and a question are not, until they are shared. */
export const isSharedAtOnce = (kind: CommentKind): boolean => kind === 'important' || kind === 'correction';

export interface Saying {
  kind: CommentKind;
  paragraph: number | null;
  words: string;
  shouldSay: string;
}

/** Why something cannot be said, as the field and a sentence; null when it can. */
export function whyNotSay({ kind, paragraph, words, shouldSay }: Saying): Refused | null {
  if (kind === 'important' && paragraph !== null)
    return refuse('words', 'A whole page can be important to you, not one part of it.');
  if (kind === 'comment' && words === '') return refuse('words', 'Write what you want to say.');
  if (kind === 'correction' && words === '') return refuse('words', 'Say what is wrong.');
  if (kind === 'correction' && shouldSay === '') return refuse('shouldSay', 'Say what it should say.');
  return null;
}

type Whose = Pick<PaperComment, 'by' | 'answeredAt' | 'kind' | 'sharedAt'>;

/** One's own may be taken back until somebody has answered it. */
export const mayRemove = ({ by, answeredAt }: Whose, me: string): boolean => by === me && answeredAt === null;
export const mayShare = ({ by, kind, sharedAt }: Whose, me: string): boolean =>
  by === me && sharedAt === null && !isSharedAtOnce(kind);
/** READ4: an officer answers what waits for an answer; a mark is the Board's to answer. */
export const waitsForAnswer = ({ kind, answeredAt }: Pick<PaperComment, 'kind' | 'answeredAt'>): boolean =>
  answeredAt === null && kind !== 'important';

/** The ways to look through everything said of one paper. */
export const commentFilters = {
  all: { label: 'Everything', has: () => true },
  mine: { label: 'Only mine', has: ({ by }, me) => by === me },
  family: { label: 'Family', has: ({ side }) => side === 'family' },
  council: { label: 'Council', has: ({ side }) => side === 'council' },
  important: { label: 'Important to the family', has: ({ kind }) => kind === 'important' },
  questions: { label: 'Questions', has: ({ kind }) => kind === 'dont_understand' },
  corrections: { label: 'Corrections', has: ({ kind }) => kind === 'correction' },
  waiting: { label: 'Not answered yet', has: (one) => waitsForAnswer(one) && one.kind !== 'comment' },
} as const satisfies Record<string, { label: string; has: (comment: PaperComment, me: string) => boolean }>;
export type CommentFilter = keyof typeof commentFilters;
