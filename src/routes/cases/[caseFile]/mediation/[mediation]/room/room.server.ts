import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { timeInWords, today } from '#domain/calendar/today.ts';
import { caseBar } from '#domain/cases/bar.server.ts';
import { childPageOf } from '#domain/cases/child-page.server.ts';
import { carriedFor } from '#domain/mediation/rooms/carried.server.ts';
import type { ClauseView } from '#domain/mediation/clauses/clauses.server.ts';
import { introduced, issuesOf } from '#domain/mediation/rooms/everyone.server.ts';
import { noteOf } from '#domain/mediation/rooms/note.server.ts';
import { now } from '#server/clock.ts';
import { clausesPage } from '../clauses/load.server.ts';
import { mediationHere } from '../../in-mediation.server.ts';
import { meetingNow } from '../meeting.server.ts';

/** Each issue and how it stands, by itself or by the clauses about it. */
function issuesNow(issues: Awaited<ReturnType<typeof issuesOf>>, clauses: readonly ClauseView[]) {
  const about = (issueId: string) => clauses.filter((one) => one.issueId === issueId && one.state !== 'dropped');
  return issues.map(({ issueId, number, words, settled }) => {
    const states = about(issueId).map((one) => `Clause ${one.number}: ${one.stateInWords.toLowerCase()}.`);
    return { issueId, number, words, state: settled ? 'Agreed' : states.join(' ') || 'Not agreed yet' };
  });
}

/** Everything everyone's room shows one person, as it is at this moment. Before they have agreed to mediate, nothing of it. */
export async function viewRoom(scope: CaseScope, event: { params: Partial<Record<string, string>> }) {
  const moment = now();
  const view = await underScope(scope, async (tx) => {
    const here = await mediationHere(tx, scope, event);
    const { mediation, place } = here;
    const meeting = await meetingNow(tx, scope, here, moment);
    const { child } = await caseBar(tx, scope, today(now));
    if (meeting.outside) return { meeting, child, inside: null };
    const page = await clausesPage(tx, scope, event);
    const { clauses } = page;
    const kept = clauses.filter(({ state }) => state !== 'dropped');
    const carried = await carriedFor(tx, scope, mediation.mediationId, place);
    const { ownWords, wantGrownUpsToKnow } = await childPageOf(tx, scope);
    return {
      ...{ meeting, child },
      inside: {
        // What a child said is for those who may read the case; the one who leads hears it from them.
        childWords: meeting.mayRead ? [ownWords, wantGrownUpsToKnow].filter((words) => words !== null) : null,
        people: await introduced(tx, scope, here),
        issues: issuesNow(await issuesOf(tx, scope, mediation.disputeId), clauses),
        clauses: { kind: mediation.kind, clauses: kept, today: page.today, signedOn: page.signedOn },
        carried: carried.map((one) => ({ ...one, at: timeInWords(one.at) })),
      },
    };
  });
  const note = view.inside && (await noteOf(scope, view.meeting.joined.documents.shared));
  return { ...view, note };
}
export type RoomView = Awaited<ReturnType<typeof viewRoom>>;
export type Inside = NonNullable<RoomView['inside']>;
