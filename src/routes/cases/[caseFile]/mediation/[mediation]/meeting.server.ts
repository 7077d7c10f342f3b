import { mayAlso } from '#domain/access/offer.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { InMediation } from '#domain/mediation/begin.server.ts';
import { leadInWords, meetingInWords } from '#domain/mediation/rooms/meeting-words.ts';
import { jointDocument } from '#domain/mediation/rooms/joint-document.server.ts';
import { outside } from '#domain/mediation/rooms/phase-commands.server.ts';
import { roomsAreOpen } from '#domain/mediation/rooms/phase.ts';
import { isQuiet } from '#domain/spaces/quiet.server.ts';
import type { Tx } from '#server/db.ts';

/** The meeting as every room of it shows it to one person: the same facts, in the words for their place. */
export async function meetingNow(tx: Tx, scope: CaseScope, here: InMediation, now: Date) {
  const { mediation, place } = here;
  const { mediationId, kind, phase, version, joinBy, privateRooms } = mediation;
  const closed = mediation.closedAt !== null;
  return {
    ...{ mediationId, phase, version, place, closed, joinBy, privateRooms },
    lead: leadInWords[kind],
    early: kind === 'early_resolution',
    sentence: closed ? null : meetingInWords(mediation, kind, place, now),
    /** Why they may not come in yet, or null. */
    outside: outside(here)?.refused ?? null,
    roomsOpen: roomsAreOpen(mediation) && !closed,
    goesOn: !closed && phase !== 'before' && phase !== 'stopped',
    /** The room everybody shares: who is here now, and its one document. */
    joined: { spaceId: mediationId, documents: { shared: await jointDocument(tx, scope, mediationId) } },
    quiet: await isQuiet(tx, scope),
    mayRead: mayAlso(scope, 'case:see'),
  };
}
export type MeetingNow = Awaited<ReturnType<typeof meetingNow>>;
