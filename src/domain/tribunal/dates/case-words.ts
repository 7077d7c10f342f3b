import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import type { About } from '#domain/cases/about.ts';
import type { AppealOutcome, AppealStage, Ground } from '../appeal.ts';
import type { OrderOf } from '../ending/order-kinds.ts';
import type { Reader } from './day-in-words.ts';

/** Where an appeal stands, as both sides read it on the case's own pages. */
export const stageForBoth: Record<AppealStage, string> = {
  received: 'The appeal was sent to the tribunal. The tribunal has not registered it yet.',
  registered: 'The tribunal has registered the appeal. The council now has to say what it thinks.',
  responded: 'The council has told the tribunal what it thinks.',
  evidence_closed: 'Both sides have sent their papers.',
  bundle_sent: 'All the papers are with the tribunal.',
  heard: 'The hearing is over. The tribunal is writing its decision.',
  closed: 'The appeal has ended.',
};

/** How it ended, in one sentence. */
export const endForBoth: Record<AppealOutcome, string> = {
  pending: '',
  unopposed: 'The council told the tribunal that it does not oppose the appeal.',
  consent_order: 'Both sides agreed, and the tribunal wrote it down as an order.',
  withdrawn_resolved: 'The appeal was taken back (withdrawn), because what it asked for was agreed.',
  withdrawn_other: 'The appeal was taken back (withdrawn).',
  struck_out: 'The tribunal ended the appeal without a decision about it (struck it out).',
  allowed: 'The tribunal decided for the family.',
  allowed_in_part: 'The tribunal decided part of it for the family.',
  dismissed: 'The tribunal left the council’s decision as it was.',
  remitted: 'The tribunal sent it back to be decided again.',
};

/** What set the clock of an order. */
export const orderForBoth: Record<OrderOf, string> = {
  decision: 'The tribunal’s decision',
  consent: 'The order both sides asked for',
  unopposed: 'The council told the tribunal that it does not oppose the appeal',
};

interface Early {
  stage: AppealStage;
  ground: Ground;
  responseOn: CalendarDate | null;
  asksHealth: boolean;
  asksSocialCare: boolean;
}

/** What is wanted in hand before an appeal is taken back. */
const inHand = (ground: Ground): string =>
  groundsWithoutPlan.has(ground) || ground === 'not_reassess'
    ? 'the council’s new decision in writing'
    : 'the agreed plan';
const groundsWithoutPlan: ReadonlySet<Ground> = new Set<Ground>(['not_assess', 'no_plan']);

const words: Record<Reader, { you: string; notBefore: (what: string) => string }> = {
  family: { you: 'you', notBefore: (what) => `Do not withdraw before you have ${what} in your hands.` },
  council: {
    you: 'the family',
    notBefore: (what) => `The family is told not to withdraw before ${what} is in their hands.`,
  },
};
const CONSENT =
  'Both sides can ask the tribunal to write down what they agreed (a consent order, form SEND46). The tribunal can say no. If it says yes, the council must do it, by set days.';
const WITHDRAWN =
  'Taking the appeal back (withdrawing) is different. There is no order then, and no day by which the council must do anything.';

/**
 * TRD12: how an appeal can end early by agreeing, with the true effect of each way. Nothing of what the council thinks of
 * this appeal is in it: everybody is told the same.
 */
export function agreedEarly({ stage, ground, ...asked }: Early, today: CalendarDate, reader: Reader): string[] {
  if (stage === 'closed') return [];
  const { you, notBefore } = words[reader];
  const withdrawn = `${WITHDRAWN} ${notBefore(inHand(ground))}`;
  return [...ways(stage, asked.responseOn, today, you), withdrawn, falls(asked)].filter((line) => line !== '');
}

function ways(stage: AppealStage, responseOn: CalendarDate | null, today: CalendarDate, you: string): string[] {
  const responded = stage !== 'received' && stage !== 'registered';
  if (responded || (responseOn !== null && responseOn < today)) return [CONSENT];
  const until =
    responseOn === null ? 'Until its response is due,' : `Until ${inWords(responseOn)}, when its response is due,`;
  const unopposed = `${until} the council can tell the tribunal that it does not oppose the appeal. Then the appeal counts as decided for ${you}, and the council must do what was asked for, by set days.`;
  return [unopposed, `Later there is another way. ${CONSENT}`];
}

function falls({ asksHealth, asksSocialCare }: Pick<Early, 'asksHealth' | 'asksSocialCare'>): string {
  const asked = [asksHealth && 'health', asksSocialCare && 'social care'].filter(Boolean).join(' and ');
  return asked === ''
    ? ''
    : `The appeal also asks about ${asked}. The tribunal can only look at that while the education part goes on. Agree about ${asked} in writing before the education part ends.`;
}

/** TRD13: what the law says there is until the tribunal decides; sections 42, 45(4) and 66 of the Children and Families Act 2014. */
export const meanwhileByLaw = (ground: Ground, { own, subject }: Pick<About, 'own' | 'subject'>): string =>
  groundsWithoutPlan.has(ground)
    ? `There is no plan while the appeal goes on. The school or college must still do its best to give ${subject} the help that is needed.`
    : `Nothing in ${own} plan stops because of the appeal. The plan there is now stays, and the council must give the help in it, until the tribunal decides or both sides agree.`;
