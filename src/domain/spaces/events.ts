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

/** Whether browsers are told of a row of history with this action. Looking is never told. */
export const isNews = (action: string): boolean => action in shownAs || happeningOf(action)?.kind === 'change';
