import { v4 } from 'uuid';
import type { CaseScope } from '#domain/access/scope.ts';
import { dateOf, today } from '#domain/calendar/today.ts';
import { drawnIn, openAgreement } from '#domain/mediation/agreement/open-agreement.server.ts';
import { clausesOf, isHealthOnly } from '#domain/mediation/clauses/clauses.server.ts';
import { jointDocument } from '#domain/mediation/rooms/joint-document.server.ts';
import { outside } from '#domain/mediation/rooms/phase-commands.server.ts';
import type { Tx } from '#server/db.ts';
import { now } from '#server/clock.ts';
import { mediationHere } from '../../in-mediation.server.ts';

/** What both pages of clauses show, for somebody with a place in the mediation. Throws 404 for everybody else. */
export async function clausesPage(tx: Tx, scope: CaseScope, event: { params: Partial<Record<string, string>> }) {
  const here = await mediationHere(tx, scope, event);
  const { mediation, place, party } = here;
  const notIn = outside(here)?.refused ?? null;
  const { mediationId, kind } = mediation;
  const [newest] = await drawnIn(tx, scope, mediationId);
  const held = await openAgreement(tx, scope, mediationId);
  const open = mediation.closedAt === null;
  return {
    caseFileId: scope.caseFileId,
    ...{ mediationId, kind, place, disputeId: mediation.disputeId },
    /** Why they may not come in yet; then nothing is shown of what is in there. */
    notIn,
    /** Says yes for their side. */
    signs: party.signs,
    /** Clauses may change: the meeting is not over, and no agreement holds them still. */
    mayWrite: open && held === null && notIn === null,
    held: held?.state ?? null,
    today: today(now),
    /** The day every period runs from, once everyone has signed. */
    signedOn: newest?.end?.end === 'signed' ? (newest.end.signedOn ?? dateOf(newest.end.at)) : null,
    clauses: notIn ? [] : await clausesOf(tx, scope, mediationId),
    healthOnly: await isHealthOnly(tx, scope, mediationId),
    /** Where both sides type; null when nobody does any more. */
    documentId: open && !notIn ? await jointDocument(tx, scope, mediationId) : null,
    /** What a form that adds something is known by. */
    seed: v4(),
  };
}
export type ClausesPage = Awaited<ReturnType<typeof clausesPage>>;
