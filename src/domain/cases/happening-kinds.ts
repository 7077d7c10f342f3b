/**
 * What history records, in words that follow a name: "Priya Shah" + "set the day of the Board".
 * A `look` answers "who looked at this case". A `change` answers "what changed since last time", and browsers with the
 * case open are told of it. A `council_change` is the same for the council's side only: one family member's doings that
 * another is not told of. `room` rows are told at once to those who are in the place they name as their target, and to
 * nobody else. `quiet` rows are kept for the auditor and shown in neither.
 * Every room adds its own lines; a test reads the source and asks for words for each action.
 */
export interface Happening {
  readonly kind: 'look' | 'change' | 'council_change' | 'quiet' | 'room';
  readonly did: string;
}

export const look = (did: string): Happening => ({ kind: 'look', did });
export const change = (did: string): Happening => ({ kind: 'change', did });
export const councilChange = (did: string): Happening => ({ kind: 'council_change', did });
export const room = (did: string): Happening => ({ kind: 'room', did });
export const quiet = (did: string): Happening => ({ kind: 'quiet', did });
