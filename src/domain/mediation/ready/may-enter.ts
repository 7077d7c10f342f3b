import type { ComingAs, MediationKind } from '../mediation.ts';

/** What is asked of somebody's row before they may go into a room. */
export interface Entering {
  comingAs: ComingAs;
  agreedToMediateAt: Date | null;
  independentAt: Date | null;
}

/** What still keeps somebody out of the rooms: their own agreement to mediate, or a mediator's word that they are independent. */
export type NotYet = 'agree' | 'independence';

/**
 * What somebody has to do before they may go into a room (RDY6, RDY2). Null: nothing. A mediator says that they are
 * independent instead of agreeing to mediate; the council's own officer, who leads early resolution, agrees like all.
 */
export function notYet({ comingAs, agreedToMediateAt, independentAt }: Entering): NotYet | null {
  if (comingAs === 'mediator') return independentAt === null ? 'independence' : null;
  return agreedToMediateAt === null ? 'agree' : null;
}

/** Whether somebody may go into the rooms of a mediation now. Asked of their row each time. */
export const mayEnter = (party: Entering): boolean => notYet(party) === null;

/** Why somebody is sent back to getting ready, as a sentence. */
export const notYetInWords: Record<NotYet, (kind: MediationKind) => string> = {
  agree: (kind) =>
    kind === 'mediation'
      ? 'Before you go in, read the agreement to mediate and say yes to it.'
      : 'Before you go in, read how early resolution works and say yes to it.',
  independence: () => 'Before you go in, say that no council and no health board employs you.',
};
