import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import { familySees, knowsBefore } from '#domain/board/telling/family-sees.server.ts';
import { rightsOf } from '#domain/board/telling/rights.ts';
import { decidedOn } from '#domain/board/telling/telling.server.ts';
import type { Ground } from '#domain/mediation/dispute/dispute.ts';
import type { AboutDecision } from '#domain/mediation/dispute/raise.server.ts';
import type { Tx } from '#server/db.ts';

/** The letters of section 51(2), as the Board's outcomes have them. */
const groundOf: Record<string, Ground> = {
  a: 'not_assess',
  b: 'no_plan',
  c: 'plan_contents',
  d: 'not_reassess',
  e: 'not_amend',
  f: 'cease',
};

/** A decision that somebody may say they do not agree with, and how it is named to them. */
export interface DecisionInHand {
  about: AboutDecision;
  sentence: string;
  sentOn: string;
}

/**
 * The newest decision that is out, as far as whoever asks has been told of it: for the family only once they pressed
 * "read it", so that no page of a disagreement tells what the decision page still keeps back (TELL8, TELL10).
 */
export async function decisionInHand(tx: Tx, scope: CaseScope, today: CalendarDate): Promise<DecisionInHand | null> {
  const out = knowsBefore(scope)
    ? (await decidedOn(tx, scope)).find(({ release }) => release !== null)
    : await readByFamily(tx, scope, today);
  if (!out?.release) return null;
  const { decision, release } = out;
  const { appeal, ground } = rightsOf[decision.outcome];
  return {
    about: {
      decisionId: decision.decisionId,
      ground: ground === null ? null : groundOf[ground]!,
      // A right that comes with the final plan runs from that letter, which has not been sent yet.
      noticeSentOn: appeal === 'now' ? release.sentOn : null,
    },
    sentence: decision.sentence,
    sentOn: inWords(release.sentOn),
  };
}

async function readByFamily(tx: Tx, scope: CaseScope, today: CalendarDate) {
  const sees = await familySees(tx, scope, today);
  return sees.state === 'told' && sees.openedAt !== null ? sees : undefined;
}
