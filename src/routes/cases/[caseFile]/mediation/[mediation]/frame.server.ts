import { error } from '@sveltejs/kit';
import type { CaseScope } from '#domain/access/scope.ts';
import { mediationKinds, type Place, type PrivateSide } from '#domain/mediation/mediation.ts';
import { movedInWords, type InMediation } from '#domain/mediation/begin.server.ts';
import { roomsAreOpen } from '#domain/mediation/rooms/phase.ts';
import { privateRoomFor, readersOf } from '#domain/mediation/rooms/private-room.server.ts';
import {
  everyoneHead,
  leadHead,
  outsideHead,
  privateHead,
  type Hearer,
  type RoomHead,
} from '#domain/mediation/rooms/who-hears.ts';
import type { Tx } from '#server/db.ts';
import { mediationHere } from '../in-mediation.server.ts';

/** Pages where both sides and the one who leads look at the same thing. */
const everyones = ['room', 'clauses'];

const roomName: Record<PrivateSide, string> = { family: 'The family’s room', council: 'The council’s room' };

/** The pages of a mediation that somebody in that place may go to, in the order of the work. */
function pagesOf({ mediation, place }: InMediation): { path: string; label: string }[] {
  const open = roomsAreOpen(mediation) && !mediation.closedAt;
  const own = place === 'lead' ? (['family', 'council'] as const) : [place];
  const rooms = open
    ? own.map((side) => ({ path: `/private/${side}`, label: place === 'lead' ? roomName[side] : 'Your private room' }))
    : [];
  return [
    { path: '', label: 'Getting ready' },
    { path: '/room', label: 'Everyone’s room' },
    ...rooms,
    { path: '/clauses', label: 'Clauses' },
    { path: '/sign', label: 'Signing' },
    ...(place === 'lead' ? [{ path: '/lead', label: 'Leading' }] : []),
  ];
}

function headOf(
  path: string,
  place: Place,
  people: Hearer[],
  you: string,
  kind: keyof typeof mediationKinds,
): RoomHead {
  const [first = ''] = path.split('/').slice(1);
  if (first === 'lead' && place === 'lead') return leadHead();
  return everyones.includes(first) ? everyoneHead(people, you, kind) : outsideHead();
}

async function heldBy(tx: Tx, scope: CaseScope, { mediation, place }: InMediation): Promise<string[]> {
  if (place !== 'lead' || !roomsAreOpen(mediation) || mediation.closedAt) return [];
  const rooms = [];
  for (const side of ['family', 'council'])
    rooms.push((await privateRoomFor(tx, scope, mediation.mediationId, side))?.room);
  return rooms.flatMap((room) => (room?.kind === 'sealed' ? [room.privateRoomId] : []));
}

/** What stands at the same place on every page of a mediation: which room this is, who can read it, and where to go. */
export async function frameOf(tx: Tx, scope: CaseScope, event: { params: Partial<Record<string, string>>; url: URL }) {
  const here = await mediationHere(tx, scope, event);
  const { mediation, place } = here;
  const { side } = event.params;
  // The head names people: the other side's is not even made.
  const own = side === undefined ? null : await privateRoomFor(tx, scope, mediation.mediationId, side);
  if (side !== undefined && !own) error(404, 'Not found');
  const base = `/cases/${scope.caseFileId}/mediation/${mediation.mediationId}`;
  const people = await readersOf(tx, scope, mediation.mediationId);
  return {
    mediationId: mediation.mediationId,
    base,
    kindInWords: mediationKinds[mediation.kind],
    closed: mediation.closedAt && movedInWords.closed,
    head: own
      ? privateHead(own.room.side, own.room.kind, people, scope.personId)
      : headOf(event.url.pathname.slice(base.length), place, people, scope.personId, mediation.kind),
    /** The sealed rooms whose keys the browser of the one who leads holds on every page. */
    holds: await heldBy(tx, scope, here),
    pages: pagesOf(here).map(({ path, label }) => ({ href: `${base}${path}`, label })),
  };
}
