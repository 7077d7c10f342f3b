import { v4 } from 'uuid';
import { mayAlso } from '#domain/access/offer.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { timeInWords, today } from '#domain/calendar/today.ts';
import { caseBar } from '#domain/cases/bar.server.ts';
import { childPageOf } from '#domain/cases/child-page.server.ts';
import { spaceNeeds } from '#domain/spaces/kinds.ts';
import { papersToCite } from '#domain/spaces/page-commands.server.ts';
import { theCheck } from '#domain/spaces/place.server.ts';
import { isParty } from '#domain/spaces/point.ts';
import { isQuiet } from '#domain/spaces/quiet.server.ts';
import { noteRead } from '#domain/spaces/read.server.ts';
import { viewSpace } from '#domain/spaces/view.server.ts';
import { now } from '#server/clock.ts';

/** What this person may be offered in the room. It decides nothing: the gate asks again when they press. */
const offers = (scope: CaseScope) => ({
  write: mayAlso(scope, spaceNeeds.pre_board_check.write),
  addPoint: mayAlso(scope, spaceNeeds.pre_board_check.addPoint),
  decide: mayAlso(scope, spaceNeeds.pre_board_check.decide),
  takePart: mayAlso(scope, 'room:take-part'),
  lead: mayAlso(scope, 'room:lead'),
});

/** Everything the room's pages show, for one person, as it is at this moment. `space` is null before anyone opened one. */
export function loadRoom(scope: CaseScope) {
  const moment = now();
  return underScope(scope, async (tx) => {
    const { child } = await caseBar(tx, scope, today(now));
    const space = await viewSpace(tx, scope, child, moment);
    if (space) await noteRead(tx, scope, theCheck, space.spaceId, moment);
    return {
      caseFileId: scope.caseFileId,
      child,
      childPage: await childPageOf(tx, scope),
      space,
      papers: await papersToCite(tx, scope),
      asAt: timeInWords(moment),
      you: { personId: scope.personId, side: scope.side, party: isParty(scope.side) ? scope.side : null },
      may: offers(scope),
      quiet: await isQuiet(tx, scope),
      /** Every form's command id follows from it. */
      seed: v4(),
    };
  });
}
export type Room = Awaited<ReturnType<typeof loadRoom>>;
export type OpenRoom = Room & { space: NonNullable<Room['space']> };
