import { decidable, type Authority, type Decidable } from '../mediation.ts';
import type { AgreedClause } from './agreement.ts';

const HOUR_MS = 3_600_000;
/** How long somebody may take an agreement away and think, unless they ask to sign at once (SIG4). */
const PAUSE_HOURS = 24;

/** When the pause of an agreement is over. */
export const pauseEnds = (drawnUpAt: Date): Date => new Date(drawnUpAt.getTime() + PAUSE_HOURS * HOUR_MS);
export const isPaused = (drawnUpAt: Date, now: Date): boolean => now < pauseEnds(drawnUpAt);

/** What somebody must be able to say yes to before the council can promise a clause; null when no leave is needed. */
function authorityFor({ kind }: Pick<AgreedClause, 'kind'>): Decidable | null {
  switch (kind) {
    case 'assess':
      return 'assess';
    case 'make_plan':
      return 'issue';
    case 'change_contents':
    case 'keep_plan':
    case 'keep_and_change':
      return 'change';
    case 'change_school':
      return 'placement';
    case null:
      return null;
  }
}

/** The clauses that nobody who signs for the council may agree to. Nothing said of something means "cannot decide". */
export const withoutAuthority = (
  clauses: readonly AgreedClause[],
  signers: readonly { authority: Authority | null }[],
): { number: number; title: string; need: string }[] =>
  clauses.flatMap((clause) => {
    const need = authorityFor(clause);
    const may = need === null || signers.some(({ authority }) => (authority?.[need]?.may ?? 'no') !== 'no');
    return may ? [] : [{ number: clause.number, title: clause.title, need: decidable[need].toLowerCase() }];
  });

/** Why an agreement cannot be drawn up or signed, and what to do about it. */
export const sentences = {
  alreadyDrawn: 'An agreement is drawn up and waits to be signed. To change it, put it aside first.',
  alreadySigned: 'The agreement is signed. To open it again, both sides ask for that first.',
  nothingAgreed: 'There is no clause that both sides have agreed as it stands now. Agree a clause first.',
  checking: (number: number) =>
    `Clause ${number} is being checked with somebody. Wait for the answer, or drop the clause.`,
  noDate: (number: number) =>
    `Clause ${number} does not say by when. Go back to it and choose where its date comes from.`,
  nobodySigns: (side: 'family' | 'council') =>
    `Nobody signs for the ${side}. Say who signs on the page about who comes.`,
  cannotSignHere: (name: string) =>
    `${name} is to sign and cannot do it here. Invite them to this case, or take away that they sign.`,
  noAuthority: (number: number, need: string) =>
    `Clause ${number} needs somebody who signs for the council and can say yes: ${need}. Nobody has said that they can.`,
  setAside: 'This agreement was put aside, so it cannot be signed. What is drawn up now is on the page about signing.',
  inForce: 'This agreement is signed already. Nothing in it changes any more.',
  notInForce: 'There is no signed agreement to open again.',
  notYours: 'You are not one of those who sign this agreement.',
  changed: 'This is not the agreement you were shown. Read what is drawn up now.',
  nameEmpty: 'Type your name',
  wait: 'Tick the box if you do not want to wait, or come back when you have had time to think',
} as const;
