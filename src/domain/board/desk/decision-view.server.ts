import { eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { caseBar } from '#domain/cases/bar.server.ts';
import { datesOf } from '#domain/cases/dates.server.ts';
import { council } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { legalWording } from '../telling/legal-wording.ts';
import { nextSteps, type NextStep, type WhoHelps } from '../telling/next-steps.ts';
import { outcomes } from '../outcomes.ts';
import { noticeDates } from '../telling/rights.ts';
import { isHard } from '../telling/who-tells.ts';
import type { Decided, Released } from '../telling/telling.server.ts';

/** A decision as a family reads it, in the order of the page. Nothing in it is made up: the Board wrote the words, the law the dates. */
export interface DecisionView {
  decisionId: string;
  hard: boolean;
  outcome: string;
  sentence: string;
  thisWeek: string;
  reasons: { words: string; judgement: boolean; pages: { cite: string; path: string }[] }[];
  important: { cite: string; title: string; familyWords: string; answer: string }[];
  next: string;
  steps: NextStep[];
  decidedOn: string;
  present: { name: string; seat: string }[];
  read: string;
  /** Where the check before the Board stood, and why it decided all the same; empty when both sides had said that is everything. */
  check: string;
  talkTo: { name: string; phone: string };
  /** As of the day it was let out; before that, as they would be today. */
  sentOn: string;
  legal: string[];
}

/** Makes the view of one decision. `release` is null only for the council, before it is out. */
export async function decisionView(
  tx: Tx,
  scope: CaseScope,
  { decision, release }: { decision: Decided; release: Released | null },
  today: CalendarDate,
): Promise<DecisionView> {
  const { outcome, record } = decision;
  const sentOn = release?.sentOn ?? today;
  const { adviserBy, appealBy } = noticeDates(outcome, sentOn);
  const helps = await whoHelps(tx, scope, today);
  const due = (await datesOf(tx, scope, today)).due.find(({ what }) => what === 'final_plan');
  const dates = { sentOn, adviserBy, appealBy: release ? release.appealBy : appealBy };
  return {
    decisionId: decision.decisionId,
    hard: isHard(outcome),
    outcome: outcomes[outcome].inWords,
    sentence: decision.sentence,
    thisWeek: decision.thisWeek,
    reasons: record.reasons.map(({ words, restsOn, pages }) => ({
      words,
      judgement: restsOn === 'judgement',
      pages: pages.map(({ cite, evidenceItemId, page }) => ({ cite, path: `/papers/${evidenceItemId}?page=${page}` })),
    })),
    important: record.important,
    next: decision.nextStep,
    steps: nextSteps({
      ...helps,
      ...dates,
      outcome,
      finalPlanBy: due?.state === 'done' ? null : (due?.on ?? null),
      today,
    }),
    decidedOn: inWords(dateOf(decision.decidedAt)),
    present: record.present,
    read: `The Board had ${counted(record.papersRead, 'paper')} and ${counted(record.pagesRead, 'page')} in front of it.`,
    check: [record.check.inWords, record.check.allTheSame].filter(Boolean).join(' '),
    talkTo: helps.contact,
    sentOn: inWords(sentOn),
    legal: legalWording({ ...helps, ...dates, outcome }),
  };
}

const counted = (many: number, what: string) => `${many} ${what}${many === 1 ? '' : 's'}`;

/** Who helps a family of this case, as this council keeps them. */
async function whoHelps(tx: Tx, scope: CaseScope, today: CalendarDate): Promise<WhoHelps> {
  const [row] = await tx.select().from(council).where(eq(council.councilId, scope.councilId));
  const { contact } = await caseBar(tx, scope, today);
  return {
    council: row!.name,
    mediationAdviser: row!.mediationAdviser,
    adviceService: row!.adviceService,
    disagreementService: row!.disagreementService,
    contact: { name: contact.name ?? 'the team', phone: contact.phone },
  };
}
