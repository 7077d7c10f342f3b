import { momentInWords } from '#domain/calendar/words.ts';
import type { AnsweringSide } from './check.ts';

interface Said {
  says: 'everything' | 'missing';
  words: string;
  contentSha256: string;
  byName: string;
  at: Date;
}

export interface ConfirmedView {
  side: AnsweringSide;
  sentence: string;
  words: string;
  /** Said in words when what was confirmed is no longer what is there (EV9). */
  moved: string | null;
}

const whatTheySaid = { everything: '“That’s everything”', missing: '“Something is missing”' } as const;

/** One side's last word on the list, and whether it still counts. Null while it has said nothing. */
export function confirmedView(side: AnsweringSide, said: Said | null, nowSha256: string): ConfirmedView | null {
  if (!said) return null;
  const still = said.contentSha256 === nowSha256;
  return {
    side,
    sentence: `${said.byName} said ${whatTheySaid[said.says]} on ${momentInWords(said.at)}.`,
    words: said.words,
    moved: still
      ? null
      : `Something has changed since then, so this no longer counts. ${said.byName} needs to look again.`,
  };
}
