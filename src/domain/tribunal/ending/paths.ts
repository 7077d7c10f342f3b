import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import type { AppealStage } from '../appeal.ts';
import type { ReviewPath } from '../triage/review.ts';

/** One way for an appeal to go on or end, and what it does in law. */
export interface PathWords {
  readonly label: string;
  /** What it does, sentence by sentence. */
  readonly effect: readonly string[];
  /** When it may be chosen. */
  readonly when: string;
  readonly source: string;
}

/** END1: every path with its true effect. Also what the person who decides reads before they choose. */
export const pathWords: Readonly<Record<ReviewPath, PathWords>> = {
  unopposed: {
    label: 'Do not oppose it',
    effect: [
      'The appeal counts as decided for the family. No order is needed.',
      'The council’s weeks run from the day it tells the tribunal.',
    ],
    when: 'Only before the response is due.',
    source: 'SEND Regulations 2014, regulation 45',
  },
  settle_early: {
    label: 'Settle it early',
    effect: [
      'An agreement between the two sides does not end the appeal.',
      'It ends when the council tells the tribunal that it does not oppose it, by an order by consent, or when the family withdraws.',
    ],
    when: 'At any time. The earlier, the less everybody has prepared for nothing.',
    source: 'Tribunal rules 17 and 29; SEND Regulations 2014, regulation 45',
  },
  consent: {
    label: 'Ask together for an order by consent',
    effect: [
      'The tribunal makes a binding order of what both sides agreed. It may say no.',
      'The council’s weeks run from the order, or the order gives its own days.',
    ],
    when: 'Only after the response. Both sides ask, with form SEND46.',
    source: 'Tribunal rule 29; SEND Regulations 2014, regulation 44',
  },
  withdraw: {
    label: 'The family withdraws it',
    effect: [
      'There is no order, and no weeks run: nothing in law makes the council do what was agreed.',
      'Only the family can withdraw, with form SEND8. They are told not to before the agreed plan is in their hands.',
    ],
    when: 'At any time. After the response the tribunal must agree to it.',
    source: 'Tribunal rule 17',
  },
  contest: {
    label: 'Go on to the hearing',
    effect: ['The tribunal decides. Its order is binding, with weeks that run from it or days of its own.'],
    when: 'While the appeal is open.',
    source: 'SEND Regulations 2014, regulations 43 and 44',
  },
};

export interface PathFacts {
  stage: AppealStage;
  /** The day the response is due; null when it is not known. */
  responseDueOn: CalendarDate | null;
  /** The day the path is taken. */
  on: CalendarDate;
}

const beforeResponse: readonly AppealStage[] = ['received', 'registered'];

/** END2: why a path cannot be taken on a day, in a sentence; null when it can. */
export function pathRefused(path: ReviewPath, { stage, responseDueOn, on }: PathFacts): string | null {
  if (stage === 'closed') return 'This appeal has ended.';
  const responded = !beforeResponse.includes(stage);
  if (path === 'unopposed' && responded)
    return 'We have responded. It is too late to not oppose it: ask together for an order by consent.';
  if (path === 'unopposed' && responseDueOn !== null && on > responseDueOn)
    return `Our response was due on ${inWords(responseDueOn)}. After that, ask together for an order by consent.`;
  if (path === 'consent' && !responded)
    return 'There is no order by consent before our response. Until it is due, we can tell the tribunal that we do not oppose it.';
  return null;
}

/** END2: what to say of a withdrawal while the agreed plan is not in the family's hands. */
export const withdrawalWarning =
  'The agreed plan is not with the family yet. If they withdraw now there is no order and no date, and the agreement rests on trust alone.';

interface Extended {
  asksHealth: boolean;
  asksSocialCare: boolean;
}
const endsEducation: readonly ReviewPath[] = ['unopposed', 'settle_early', 'consent', 'withdraw'];

/**
 * END5: what falls with the education part. The tribunal recommends about health or social care only beside an education
 * appeal that is still live (SI 2017/1306). Null when nothing was asked for, or the path keeps the appeal alive.
 */
export function whatFalls(path: ReviewPath, { asksHealth, asksSocialCare }: Extended): string | null {
  const asked = [asksHealth && 'health', asksSocialCare && 'social care'].filter(Boolean).join(' and ');
  if (asked === '' || !endsEducation.includes(path)) return null;
  return `This appeal also asks for a recommendation about ${asked}. The tribunal can only make one while the education part is live: when that ends like this, the request about ${asked} falls with it. Say so to the family, and agree ${asked} in writing first.`;
}
