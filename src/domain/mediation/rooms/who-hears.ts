import type { MediationKind, PrivateSide } from '../mediation.ts';
import { leadInWords } from './meeting-words.ts';

/** Somebody with a place in the mediation. */
export interface Hearer {
  personId: string;
  name: string;
  side: 'family' | 'council' | 'neutral';
}

/** What stands at the head of a room: the word for it, and who can read it, in sentences that are true here. */
export interface RoomHead {
  kind: 'everyone' | 'private' | 'outside';
  word: string;
  who: string;
}

const listed = (names: string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** "You, Jo Rowe and the mediator, Sam Okoro": oneself first, the one who leads last. */
export function namesInWords(people: readonly Hearer[], you: string, kind: MediationKind): string {
  const others = people.filter(({ personId }) => personId !== you);
  const self = people.some(({ personId }) => personId === you) ? ['You'] : [];
  const named = ({ name, side }: Hearer) => (side === 'neutral' ? `${leadInWords[kind]}, ${name}` : name);
  const inOrder = [
    ...others.filter(({ side }) => side !== 'neutral'),
    ...others.filter(({ side }) => side === 'neutral'),
  ];
  return listed([...self, ...inOrder.map(named)]);
}

const notThem: Record<PrivateSide, string> = { family: 'council', council: 'family' };

/** Only a sealed room is closed to whoever runs the server, and on most that is one of the sides. */
const keptOut = (side: PrivateSide, kind: 'sealed' | 'kept'): string =>
  kind === 'sealed'
    ? `The ${notThem[side]} cannot see or hear this.`
    : `The ${notThem[side]} is not let in, but the people who run this server could read what is written.`;

/** ROOM11: the head of one side's private room, from the people who can read it now and the kind of room it is. */
export function privateHead(
  side: PrivateSide,
  kind: 'sealed' | 'kept',
  people: readonly Hearer[],
  you: string,
): RoomHead {
  const inIt = people.filter((one) => one.side === side || one.side === 'neutral');
  const whose = people.some(({ personId, side: theirs }) => personId === you && theirs === 'neutral')
    ? `The ${side}’s room. `
    : '';
  return {
    kind: 'private',
    word: 'PRIVATE',
    who: `${whose}${namesInWords(inIt, you, 'mediation')}. ${keptOut(side, kind)}`,
  };
}

/** ROOM11: the head of everyone's room. */
export const everyoneHead = (people: readonly Hearer[], you: string, kind: MediationKind): RoomHead => ({
  kind: 'everyone',
  word: 'EVERYONE',
  who: `Both sides can see this: ${namesInWords(people, you, kind)}.`,
});

/** A page of the mediation that is no room: the list of who comes, the agreement. */
export const outsideHead = (): RoomHead => ({
  kind: 'outside',
  word: 'NOT IN A ROOM',
  who: 'This page is not a room. It says itself who can read what you write.',
});

/**
 * ROOM11: exactly what is true of what is written in a private room of this kind on this installation. `operator` is
 * the council whose server it is.
 */
export const keptInWords = (
  kind: 'sealed' | 'kept',
  people: readonly Hearer[],
  you: string,
  operator: string,
): string =>
  kind === 'sealed'
    ? `What you write here can be read only on the devices of: ${namesInWords(people, you, 'mediation')}. Not by the other side, and not by this server. It is gone when the room closes.`
    : `What you write here is kept on this server until the mediation is closed. Then it is deleted. The people who run this server for ${operator} could technically read it.`;

/** The page of the one who leads, with both rooms on it. */
export const leadHead = (): RoomHead => ({
  kind: 'outside',
  word: 'ONLY YOU',
  who: 'You lead this meeting. Nobody else can open this page.',
});
