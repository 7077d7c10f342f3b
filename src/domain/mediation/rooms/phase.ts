import { refuse, type Refused } from '#domain/access/refused.ts';
import type { Phase, Place, PrivateSide } from '../mediation.ts';

/** A meeting as its rules look at it. */
export interface Meeting {
  phase: Phase;
  phaseSince: Date;
  /** When a break ends, or when whoever leads is expected back. */
  phaseUntil: Date | null;
  leadWith: PrivateSide | 'together' | null;
  /** Whether there are any: never in early resolution, nor with a provider that does not go between. */
  privateRooms: boolean;
  /** When they were first asked for; until then they are off. */
  roomsOpenedAt: Date | null;
}

/** How long a break, or being with one side, is meant to last. */
export const minutesToChoose = [5, 10, 15, 20, 30] as const;
export type Minutes = (typeof minutesToChoose)[number];

/** What somebody asks for. `minute`: time of one's own with one's side. `apart`: whoever leads goes to one side. */
export type Move =
  | { to: 'together' }
  | { to: 'apart'; leadWith: PrivateSide; minutes: Minutes }
  | { to: 'minute' }
  | { to: 'break'; minutes: Minutes }
  | { to: 'stopped' };

/** Whether one side was asked to come back to everyone's room, and what it said. */
export interface AskedBack {
  side: PrivateSide;
  askedAt: Date | null;
  answer: 'yes' | 'not_yet' | null;
}

/** A side that was asked and says nothing has had time to say "not yet": a phone may lie face down. */
const backInMs = 60_000;

type After = Pick<Meeting, 'phase' | 'phaseUntil' | 'leadWith' | 'roomsOpenedAt'>;
const inMinutes = (minutes: Minutes, now: Date) => new Date(now.getTime() + minutes * 60_000);

/** Who may ask for what (ROOM1, ROOM3). Everything else is for everybody in it, in any phase that has begun. */
function allowed(meeting: Meeting, move: Move, place: Place): Refused | null {
  const leads = place === 'lead';
  if (move.to === 'together' && !leads) return refuse('form', 'Only the person who leads brings everyone together.');
  if (move.to === 'apart' && !leads) return refuse('form', 'Only the person who leads goes between the rooms.');
  if (move.to === 'minute' && leads) return refuse('form', 'Choose which side you go to.');
  if (move.to === 'together') return null;
  if (meeting.phase === 'before') return refuse('form', 'The meeting has not begun yet.');
  if (meeting.phase === 'stopped') return refuse('form', 'We have stopped for today.');
  if ((move.to === 'apart' || move.to === 'minute') && !meeting.privateRooms)
    return refuse('form', 'This meeting has no private rooms. Ask for a break instead.');
  return null;
}

/** Why one side cannot be brought back yet (ROOM4), or null. What was asked before they went apart does not count. */
function notBackYet({ askedAt, answer, side }: AskedBack, since: Date, now: Date): Refused | null {
  const who = side === 'family' ? 'The family' : 'The council';
  if (!askedAt || askedAt < since) return refuse(`back-${side}`, `Ask first. ${who} has not been asked to come back.`);
  if (answer === 'not_yet') return refuse(`back-${side}`, `${who} said “not yet”. Give them time, then ask again.`);
  if (answer === 'yes' || now.getTime() - askedAt.getTime() >= backInMs) return null;
  return refuse(`back-${side}`, `${who} has not answered yet. Give them the minute you offered.`);
}

/** Where the meeting is after a move, or why it stays as it is. Pure: the rules ROOM1 to ROOM4. */
export function moved(
  meeting: Meeting,
  move: Move,
  place: Place,
  asked: readonly AskedBack[],
  now: Date,
): After | Refused {
  const no = allowed(meeting, move, place);
  if (no) return no;
  const { roomsOpenedAt } = meeting;
  switch (move.to) {
    case 'together': {
      const waits =
        meeting.phase === 'apart' ? asked.map((one) => notBackYet(one, meeting.phaseSince, now)).find(Boolean) : null;
      return waits ?? { phase: 'together', phaseUntil: null, leadWith: 'together', roomsOpenedAt };
    }
    case 'apart': {
      const { leadWith } = move;
      return {
        phase: 'apart',
        phaseUntil: inMinutes(move.minutes, now),
        leadWith,
        roomsOpenedAt: roomsOpenedAt ?? now,
      };
    }
    case 'minute':
      // Asked while the one who leads is already with a side, it changes nothing that the other side could read.
      return meeting.phase === 'apart'
        ? { phase: 'apart', phaseUntil: meeting.phaseUntil, leadWith: meeting.leadWith, roomsOpenedAt }
        : { phase: 'apart', phaseUntil: null, leadWith: null, roomsOpenedAt: roomsOpenedAt ?? now };
    case 'break':
      return { phase: 'break', phaseUntil: inMinutes(move.minutes, now), leadWith: null, roomsOpenedAt };
    case 'stopped':
      return { phase: 'stopped', phaseUntil: null, leadWith: null, roomsOpenedAt };
  }
}

/** Whether private rooms can be gone into now (ROOM2): there are some, and somebody has asked for them. */
export const roomsAreOpen = ({ privateRooms, phase, roomsOpenedAt }: Omit<Meeting, 'phaseSince'>): boolean =>
  privateRooms && phase !== 'before' && (phase === 'apart' || roomsOpenedAt !== null);
