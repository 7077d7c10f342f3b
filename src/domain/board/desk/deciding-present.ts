import { decides, seats, type Seat } from '../seats.ts';

/** Somebody who sits at this meeting, as this case sees them. */
export interface Sitting {
  personId: string;
  name: string;
  seat: Seat;
  /** Null while nobody has written down whether they came. */
  attended: boolean | null;
  /** They may not be on this case at all, so for it they are not in the room. */
  excluded: boolean;
}

/** Who is in the room for one case, seen by one of them. */
export interface Present {
  sitting: readonly Sitting[];
  quorum: number;
  /** Who asks. */
  personId: string;
}

const here = ({ sitting }: Present): Sitting[] => sitting.filter(({ attended, excluded }) => attended && !excluded);

/** Those who decide this case: they came, their seat decides, and they are not kept from it. */
export const deciding = (present: Present): Sitting[] => here(present).filter(({ seat }) => decides(seat));

/** Everybody in the room, as the record names them. */
export const presentInRecord = (present: Present): { name: string; seat: string }[] =>
  here(present).map(({ name, seat }) => ({ name, seat: seats[seat] }));

/** Whether this person may write on the desk: any seat at this meeting, taking notes too. */
export const sits = ({ sitting, personId }: Present): boolean =>
  sitting.some((each) => each.personId === personId && !each.excluded);

/** Why this person may not save the decision, or null (DEC6). */
export function seatFault(present: Present): string | null {
  const own = present.sitting.find(({ personId }) => personId === present.personId);
  if (!own || own.excluded) return 'You do not sit on this meeting of the Board, so you cannot save its decision.';
  if (!decides(own.seat)) return 'You take the notes. The chair, or a member who decides, saves the decision.';
  return own.attended ? null : 'It is not written down that you came. Whoever arranges this Board ticks who is here.';
}

/** Why the Board may not decide with who is here, or null (DEC7). */
export function quorumFault(present: Present): string | null {
  if (present.sitting.every(({ attended }) => attended === null))
    return 'Nobody has written down who is here. Do that on the page of the meeting first.';
  const count = deciding(present).length;
  return count < present.quorum
    ? `${count} ${count === 1 ? 'member is' : 'members are'} here for this case, and the Board needs ${present.quorum} to decide.`
    : null;
}
