import type { Side } from '#domain/access/standing.ts';
import { momentInWords } from '#domain/calendar/words.ts';
import {
  mayRemove,
  mayShare,
  outcomes,
  waitsForAnswer,
  type CommentKind,
  type Outcome,
  type PaperComment,
} from './comments.ts';

/** One comment as a page shows it: words only. */
export interface CommentView {
  paperCommentId: string;
  page: number;
  /** "part 3", or null for the whole page. Counted from 1, as people count. */
  part: number | null;
  side: Side;
  kind: CommentKind;
  label: string;
  words: string;
  shouldSay: string;
  when: string;
  /** Who alone can read it; null when everybody on the case can. */
  onlyFor: string | null;
  mayShare: boolean;
  mayRemove: boolean;
  mayAnswer: boolean;
  answer: { label: string; words: string; outcome: string | null } | null;
}

/** Who looks, and whether they answer for the council. */
export interface Viewer {
  personId: string;
  mayReply: boolean;
}

const sides: Record<Side, string> = { family: 'Family', council: 'Council', neutral: 'Practitioner' };
const does: Record<CommentKind, { you: string; they: string }> = {
  comment: { you: '', they: '' },
  dont_understand: { you: ' asked what this means', they: ' asks what this means' },
  important: { you: ' marked this page as important', they: ': this page is important to us' },
  correction: { you: ' asked for a correction', they: ' asks for a correction' },
};

export const outcomeChoices = (Object.entries(outcomes) as [Outcome, string][]).map(([value, label]) => ({
  value,
  label,
}));

/** One comment as this person sees it. A question is a question: nothing here calls it a complaint (READ4). */
export function commentView(comment: PaperComment, { personId, mayReply }: Viewer): CommentView {
  const { paperCommentId, page, paragraph, side, kind, words, shouldSay, by, byName, at, sharedAt } = comment;
  const mine = by === personId;
  return {
    ...{ paperCommentId, page, side, kind, words, shouldSay },
    part: paragraph === null ? null : paragraph + 1,
    label: `${sides[side]}: ${mine ? `you${does[kind].you}` : `${byName}${does[kind].they}`}`,
    when: momentInWords(at),
    onlyFor: sharedAt ? null : onlyFor(kind, mine ? 'you' : byName),
    mayShare: mayShare(comment, personId),
    mayRemove: mayRemove(comment, personId),
    mayAnswer: mayReply && !mine && waitsForAnswer(comment),
    answer: answerOf(comment),
  };
}

const onlyFor = (kind: CommentKind, who: string): string =>
  kind === 'dont_understand' ? `Only ${who} and the case’s officers can see this.` : `Only ${who} can see this.`;

function answerOf({ answer, answeredAt, answeredByName, outcome }: PaperComment): CommentView['answer'] {
  if (!answeredAt) return null;
  const label = `Council: ${answeredByName}, ${momentInWords(answeredAt)}`;
  return { label, words: answer, outcome: outcome && outcomes[outcome] };
}
