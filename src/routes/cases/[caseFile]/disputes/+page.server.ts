import { mayAlso } from '#domain/access/offer.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { dateOf, today } from '#domain/calendar/today.ts';
import { inShort } from '#domain/calendar/words.ts';
import { endings, grounds } from '#domain/mediation/dispute/dispute.ts';
import { disputesOf, type DisputeRow } from '#domain/mediation/dispute/disputes.server.ts';
import { now } from '#server/clock.ts';
import { caseScopeOf } from '../../../act.ts';
import { decisionInHand } from './decision.server.ts';
import type { PageServerLoad } from './$types';

const inList = ({ disputeId, number, ownWords, ground, raisedAt, endedHow }: DisputeRow) => ({
  disputeId,
  number,
  ownWords,
  decision: ground && grounds[ground].words,
  raisedOn: inShort(dateOf(raisedAt)),
  ended: endedHow && endings[endedHow],
});

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const mayRaise = mayAlso(scope, 'dispute:raise');
  return underScope(scope, async (tx) => {
    const decision = mayRaise ? await decisionInHand(tx, scope, today(now)) : null;
    return {
      disputes: (await disputesOf(tx, scope)).map(inList),
      mayRaise,
      forFamily: scope.side === 'family',
      decision: decision && { decisionId: decision.about.decisionId, sentence: decision.sentence },
    };
  });
};
