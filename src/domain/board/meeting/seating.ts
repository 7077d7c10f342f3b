import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import type { MeetingState } from './meeting.ts';
import { decides, seats, type Seat } from '../seats.ts';

/** One seat of one meeting, whoever has it. */
export interface Seated {
  boardSeatId: string;
  personId: string;
  name: string;
  seat: Seat;
  /** The seat this person fills today, as a substitute. */
  substituteFor: string | null;
  attended: boolean | null;
}

/** Who sits: everybody but those somebody else sits for (MEET6). */
export function sitting<T extends Pick<Seated, 'boardSeatId' | 'substituteFor'>>(all: readonly T[]): T[] {
  const replaced = new Set(all.map(({ substituteFor }) => substituteFor));
  return all.filter(({ boardSeatId }) => !replaced.has(boardSeatId));
}

/** How many of those who came may decide: whoever takes the notes is not counted (MEET5). */
export const decidingPresent = (all: readonly Seated[]): number =>
  sitting(all).filter(({ seat, attended }) => attended === true && decides(seat)).length;

const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

/** "4 people who decide sit; 3 must be there." */
export function quorumInWords(all: readonly Seated[], quorum: number): string {
  const count = sitting(all).filter(({ seat }) => decides(seat)).length;
  return `${people(count)} who ${count === 1 ? 'decides' : 'decide'} ${count === 1 ? 'sits' : 'sit'}; ${quorum} must be there.`;
}

/** Why a Board cannot start now, or null when it can (MEET5). */
export function whyNotStart(
  meeting: MeetingState & { quorum: number },
  all: readonly Seated[],
  today: CalendarDate,
): string | null {
  if (meeting.cancelledAt) return 'This Board will not meet.';
  if (meeting.startedAt) return 'This Board has started already.';
  if (today < meeting.meetsOn) return `This Board meets on ${inWords(meeting.meetsOn)}.`;
  const here = decidingPresent(all);
  if (here >= meeting.quorum) return null;
  return `${people(here)} who may decide ${here === 1 ? 'is' : 'are'} here. The Board needs ${meeting.quorum} to start.`;
}

/** "Helen Marsh: leads a school", with whom they sit for. */
export function seatInWords(one: Seated, all: readonly Seated[]): string {
  const instead = all.find(({ boardSeatId }) => boardSeatId === one.substituteFor);
  const does = seats[one.seat].charAt(0).toLowerCase() + seats[one.seat].slice(1);
  return instead ? `${does}, today for ${instead.name}` : does;
}
