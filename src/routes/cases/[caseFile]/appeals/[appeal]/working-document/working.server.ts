import type { RequestEvent } from '@sveltejs/kit';
import { v4 } from 'uuid';
import { mayAlso } from '#domain/access/offer.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { inWords } from '#domain/calendar/words.ts';
import { dateOf, timeInWords, today } from '#domain/calendar/today.ts';
import { caseBar } from '#domain/cases/bar.server.ts';
import { spaceNeeds } from '#domain/spaces/kinds.ts';
import { isParty } from '#domain/spaces/point.ts';
import { isQuiet } from '#domain/spaces/quiet.server.ts';
import { noteRead } from '#domain/spaces/read.server.ts';
import type { AppealRow } from '#domain/tribunal/begin.server.ts';
import { paragraphsIn } from '#domain/tribunal/working/paragraphs.server.ts';
import { workingDocument } from '#domain/tribunal/working/place.server.ts';
import { viewWorking } from '#domain/tribunal/working/working-view.server.ts';
import { now } from '#server/clock.ts';
import { appealHere } from '../../../../../appeal-page.server.ts';

const needs = spaceNeeds.working_document;

/** What this person may be offered now. It decides nothing: the gate and the command ask again. */
const offers = (scope: CaseScope, appeal: AppealRow, mayWrite: boolean) => ({
  write: mayWrite && mayAlso(scope, needs.write),
  decide: mayWrite && mayAlso(scope, needs.decide),
  lead: appeal.stage !== 'closed' && mayAlso(scope, needs.addPoint),
  join: appeal.stage !== 'closed' && !appeal.familyJoinedAt && mayAlso(scope, 'appeal:join'),
  /** Quiet mode is asked for on the shared page of the check. */
  takePart: false,
});

/** What an appeal is called: its number, or that it has none yet. */
export const nameOf = ({ number }: AppealRow): string => (number ? `appeal ${number}` : 'the appeal');

/** Everything the page of the working document shows one person, as it is at this moment. */
export function loadWorking(event: RequestEvent, scope: CaseScope) {
  const moment = now();
  const whole = event.url.searchParams.get('view') === 'reading';
  return underScope(scope, async (tx) => {
    const appeal = await appealHere(tx, scope, event);
    const space = await viewWorking(tx, scope, appeal, event.url.searchParams.get('section'));
    if (space) await noteRead(tx, scope, workingDocument(appeal.appealId), space.spaceId, moment);
    const { child } = await caseBar(tx, scope, today(now));
    return {
      caseFileId: scope.caseFileId,
      appealId: appeal.appealId,
      name: nameOf(appeal),
      child,
      space,
      whole: whole && space ? await paragraphsIn(tx, scope, space.spaceId) : null,
      asAt: `${inWords(dateOf(moment))} at ${timeInWords(moment)}`,
      familyJoinedOn: appeal.familyJoinedAt ? inWords(dateOf(appeal.familyJoinedAt)) : null,
      ended: appeal.stage === 'closed',
      you: { side: scope.side, party: isParty(scope.side) ? scope.side : null },
      may: offers(scope, appeal, space?.mayWrite ?? false),
      quiet: await isQuiet(tx, scope),
      seed: v4(),
    };
  });
}
export type Working = Awaited<ReturnType<typeof loadWorking>>;
export type OpenWorking = Working & { space: NonNullable<Working['space']> };
