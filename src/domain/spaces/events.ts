import { happeningOf } from '#domain/cases/happenings.ts';
import { news, type Here } from '#realtime/define.ts';
import { shownAs } from './happened.ts';

/** What browsers with a case open are told. News carries ids only: the page asks for the facts, through the gate. */
export const spaceNews = {
  /** Something on the case changed; whoever has it open asks for their page afresh. */
  changed: news({
    to: 'case',
    data: {} as { caseFileId: string; sequence: number; action: string; target: string | null },
  }),
  /** Who is in the space now, as the server knows it from their sign-ins. */
  presence: news({ to: 'subject', data: {} as { spaceId: string; here: Here[] } }),
};

/** Who is told of a row of history with this action: those on the case, only those in the place it names, or nobody. */
export function newsFor(action: string): 'case' | 'subject' | null {
  const kind = happeningOf(action)?.kind;
  if (kind === 'room') return 'subject';
  return action in shownAs || kind === 'change' ? 'case' : null;
}
