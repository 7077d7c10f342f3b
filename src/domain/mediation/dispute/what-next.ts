import type { CalendarDate } from '#domain/calendar/date.ts';
import { inDays, inWords } from '#domain/calendar/words.ts';
import type { CertificateNeed } from './appealable.ts';
import type { DisputeDate } from './dispute-dates.ts';

/** Who helps a family that disagrees, as this council writes them. Empty where it has written none. */
export interface Helpers {
  mediationAdviser: string;
  adviceService: string;
  disagreementService: string;
  contact: { name: string; phone: string };
}

export interface NextFacts extends Helpers {
  need: CertificateNeed;
  /** Whether it is written down which decision it is about and when its letter was sent. */
  knowsDecision: boolean;
  meetingOpen: boolean;
  /** A certificate was asked for, or is there: the adviser knows of it. */
  certified: boolean;
  appealed: boolean;
  dates: readonly DisputeDate[];
  today: CalendarDate;
}

/** One thing a family can do. `by` is a day, said as one. */
export interface NextStep {
  title: string;
  by: string | null;
  words: readonly string[];
}

/** DIS21: said wherever mediation is. */
export const neverHaveTo = 'You never have to mediate. Choosing not to is not held against you.';

/** What a family can do next about something it does not agree with (DIS21). Free help is always the last. */
export function whatNext(facts: NextFacts): NextStep[] {
  const { need, certified, appealed, knowsDecision, meetingOpen } = facts;
  return [
    ...(knowsDecision ? [] : [sayWhichDecision]),
    talk(facts),
    meetingOpen ? getReady : meet,
    ...(need === 'needed' && !certified ? [ringAdviser(facts)] : []),
    ...(need === 'none' || appealed ? [] : [appeal(facts)]),
    freeHelp(facts),
  ];
}

const sayWhichDecision: NextStep = {
  title: 'Say which decision it is about',
  by: null,
  words: [
    'When we know what was decided and when the letter was sent, this page can tell you the last days. The day is on the letter.',
  ],
};

const talk = ({ contact }: NextFacts): NextStep => ({
  title: 'Talk it over',
  by: null,
  words: [`Ring ${contact.name} on ${contact.phone}. Asking for a talk takes no right away from you.`],
});

const meet: NextStep = {
  title: 'Ask for somebody to help you both settle it',
  by: null,
  words: [
    'Early resolution is run by an officer of the council. It gives no certificate.',
    'Mediation is run by somebody who does not work for the council. If you ask for it, the council has to come. It costs you nothing.',
    neverHaveTo,
  ],
};

const getReady: NextStep = {
  title: 'Get ready for the meeting',
  by: null,
  words: ['The link to it is at the top of this page. You can stop at any time.', neverHaveTo],
};

const dayOf = (what: DisputeDate['what'], { dates, today }: NextFacts): string | null => {
  const on = dates.find((date) => date.what === what)?.on ?? null;
  return on && `${inWords(on)} (${inDays(on, today)})`;
};

const ringAdviser = (facts: NextFacts): NextStep => ({
  title: 'Ring the mediation adviser',
  by: dayOf('reach_adviser', facts),
  words: [
    `${facts.mediationAdviser || `Ask ${facts.contact.name} for the number`}. They do not work for the council.`,
    'You tell them that you want to appeal, and whether you want to mediate. Yes or no, you then get a paper that lets you appeal. It is called a mediation certificate.',
  ],
});

const appeal = (facts: NextFacts): NextStep => ({
  title: 'Appeal to the tribunal',
  by: dayOf('appeal', facts),
  words: [
    'A judge and experts who do not work for the council decide.',
    ...(facts.need === 'for_school_only'
      ? ['You need no mediation certificate: the school or college in the plan is all this is about.']
      : []),
    'You can appeal while you mediate. Mediation does not stop the clock.',
    `If the day has passed, ask the tribunal all the same. It can still say yes. ${facts.adviceService || 'IPSEA (www.ipsea.org.uk)'} can help you say why it is late.`,
  ],
});

const freeHelp = ({ adviceService, disagreementService }: NextFacts): NextStep => ({
  title: 'Free advice',
  by: null,
  words: [
    ...(adviceService ? [`${adviceService} gives free, private and fair advice (SENDIASS).`] : []),
    'IPSEA is a charity that gives free advice on the law: www.ipsea.org.uk.',
    ...(disagreementService
      ? [
          `Disagreement resolution is another way: ${disagreementService}. It is not mediation and gives no certificate.`,
        ]
      : []),
  ],
});
