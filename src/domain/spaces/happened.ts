import type { Party } from './point.ts';

/** What is known of one row of history, for saying it in a sentence. */
export interface Happened {
  action: string;
  /** The side that did it, when it matters; a practitioner or a chair acts for nobody. */
  side: Party | 'neutral' | null;
  /** The number of the point it concerns. */
  point: number | null;
  /** The name of the person called, for a turn to speak. */
  name: string | null;
  reason: string | null;
}

const who = ({ side }: Happened) =>
  side === 'family' ? 'The family' : side === 'council' ? 'The council' : 'Somebody';

/**
 * Which rows of history everyone in a space is told about, and the sentence each is told in. One that is not here is
 * not announced. SP13: only what is settled is announced, never what is being typed.
 */
export const shownAs: Readonly<Record<string, (row: Happened) => string>> = {
  'point.added': (row) => `${who(row)} added point ${row.point}.`,
  'point.proposed': (row) => `${who(row)} put words forward for point ${row.point}.`,
  'point.withdrawn': (row) => `${who(row)} took back their words on point ${row.point}.`,
  'point.agreed': (row) => `Point ${row.point} is agreed.`,
  'point.not_agreed': (row) => `${who(row)} said point ${row.point} is not agreed yet.`,
  'point.come_back_to': (row) => `${who(row)} asked to come back to point ${row.point}.`,
  'point.reopened': (row) => `${who(row)} opened point ${row.point} again, because: ${row.reason}`,
  'point.page_added': (row) => `${who(row)} added a page to point ${row.point}.`,
  'point.page_removed': (row) => `${who(row)} took a page off point ${row.point}.`,
  'hand.raised': () => 'A hand went up.',
  'hand.lowered': () => 'A hand went down.',
  'hand.called': (row) => `It is ${row.name ?? 'somebody'}’s turn to speak.`,
  'agenda.moved': () => 'We moved on to another part of the agenda.',
  'break.taken': () => 'We are taking a short break.',
  'break.ended': () => 'The break is over.',
  'space.opened': () => 'The shared page is open.',
  'space.closed': () => 'The shared page is closed. You can still read it.',
};
