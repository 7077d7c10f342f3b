import type { CalendarDate } from '#domain/calendar/date.ts';
import { inDays, inWords } from '#domain/calendar/words.ts';
import type { Outcome } from '../outcomes.ts';
import { rightsOf } from './rights.ts';

/** Who helps a family that disagrees, as this council writes them, and who to talk to. */
export interface WhoHelps {
  council: string;
  mediationAdviser: string;
  adviceService: string;
  disagreementService: string;
  contact: { name: string; phone: string };
}

export interface StepFacts extends WhoHelps {
  outcome: Outcome;
  sentOn: CalendarDate;
  appealBy: CalendarDate | null;
  adviserBy: CalendarDate | null;
  /** The day the final plan is due, where the right to appeal comes with it. */
  finalPlanBy: CalendarDate | null;
  today: CalendarDate;
}

/** One thing a family can do. `by` is a day, said as one. */
export interface NextStep {
  title: string;
  by: string | null;
  words: readonly string[];
}

const day = (date: CalendarDate, today: CalendarDate) => `${inWords(date)} (${inDays(date, today)})`;

/** What a family can do next, the nearest first, each with its day (TELL9). Who helps is always the last. */
export function nextSteps(facts: StepFacts): NextStep[] {
  const appeal = rightsOf[facts.outcome].appeal;
  return [
    talk(facts),
    ...(appeal === 'now' ? [adviser(facts), appealStep(facts)] : []),
    ...(appeal === 'with_final_plan' ? [withFinalPlan(facts)] : []),
    ...(appeal === 'none' ? [nothingToAppeal(facts)] : []),
    freeHelp(facts),
  ];
}

const talk = ({ contact }: StepFacts): NextStep => ({
  title: 'Talk it over',
  by: null,
  words: [`Ring ${contact.name} on ${contact.phone}. Asking for a talk takes no right away from you.`],
});

const adviser = ({ mediationAdviser, adviserBy, today }: StepFacts): NextStep => ({
  title: 'Ring the mediation adviser',
  by: adviserBy && day(adviserBy, today),
  words: [
    `${mediationAdviser}. They do not work for the council, and it costs you nothing.`,
    'They tell you what mediation is: meeting with somebody who does not take sides. You choose yes or no.',
    'Either way they give you a paper that lets you appeal. It is called a mediation certificate, and you need it.',
    'If you say yes to mediation, the council has to come.',
  ],
});

const appealStep = ({ appealBy, sentOn, today }: StepFacts): NextStep => ({
  title: 'Appeal to the tribunal',
  by: appealBy && day(appealBy, today),
  words: [
    appealBy
      ? `You can appeal until ${inWords(appealBy)}. If your certificate has a later date on it, you can appeal until one month after that date.`
      : `You can appeal for two months from ${inWords(sentOn)}, when this was sent. We do not know the bank holidays of that year yet, so ask us for the last day.`,
    'A judge and experts who do not work for the council decide.',
    'If the day has passed, ask the tribunal all the same. It can still say yes.',
  ],
});

const withFinalPlan = ({ finalPlanBy, today }: StepFacts): NextStep => ({
  title: 'Appeal, when the final plan has come',
  by: null,
  words: [
    'There is nothing to appeal yet. You can appeal once the final plan has been sent to you, and you will then have two months.',
    ...(finalPlanBy ? [`The final plan is due by ${day(finalPlanBy, today)}.`] : []),
    'If you then disagree only with the school or college it names, you do not need a mediation certificate.',
    'Until then you can say what you think of the draft.',
  ],
});

const nothingToAppeal = ({ disagreementService, contact }: StepFacts): NextStep => ({
  title: 'If something is not right',
  by: null,
  words: [
    'Nothing you asked for was refused, so the law gives no appeal against this.',
    `If you are unhappy with how it was done, tell ${contact.name}, or make a complaint to the council.`,
    ...(disagreementService ? [`You can also ask for disagreement resolution: ${disagreementService}.`] : []),
  ],
});

const freeHelp = ({ outcome, adviceService, disagreementService }: StepFacts): NextStep => ({
  title: 'Free advice',
  by: null,
  words: [
    ...(adviceService ? [`${adviceService} gives free, private and fair advice (SENDIASS).`] : []),
    'IPSEA is a charity that gives free advice on the law: www.ipsea.org.uk.',
    ...(disagreementService && rightsOf[outcome].appeal !== 'none'
      ? [
          `Disagreement resolution is another way to sort things out: ${disagreementService}. It is not mediation and gives no certificate.`,
        ]
      : []),
  ],
});
