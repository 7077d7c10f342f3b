import type { CalendarDate } from '#domain/calendar/date.ts';
import { inDays, inWords } from '#domain/calendar/words.ts';
import type { About } from './about.ts';
import type { DueDate } from './dates.ts';
import { isWord, wordsIn, type Meaning, type WordId } from './glossary.ts';
import { afterSteps, afterText, type AfterStep } from './route-after.ts';
import { ways, type Way } from './route-ways.ts';
import { lawLines, type LawLine } from './route-law.ts';
import { routeText, type StepText } from './route-text.ts';
import { stages, type Stage } from './stage.ts';
import { everybody } from './who-does-what.ts';

/** One step of the whole route, with everything a family is told of it. */
export interface WholeStep extends StepText {
  id: Stage | AfterStep;
  where: 'done' | 'here' | 'ahead';
  /** A day that no law sets: when the request came, or when the Board meets. */
  day: string | null;
  laws: LawLine[];
  /** Who a family meets there; what they do is said where they come in first. */
  people: { id: string; who: string; called: string | null; does: string | null }[];
  /** The hard words that come here for the first time. */
  meanings: Meaning[];
}

export interface RouteFacts {
  stage: Stage;
  requestReceivedOn: CalendarDate;
  boardOn: CalendarDate | null;
  due: readonly DueDate[];
  hasPlan: boolean;
}

const whoAt: Record<Stage | AfterStep, readonly string[]> = {
  request: ['front-door', 'senco'],
  decide_to_assess: ['board', 'communication-officer'],
  collect_advice: ['case-officer', 'senco', 'ep', 'salt'],
  pre_board_check: ['case-officer'],
  board: ['board', 'senior-manager'],
  draft_plan: ['case-officer'],
  final_plan: ['case-officer', 'senior-manager'],
  help: ['senco'],
  review: ['senco', 'case-officer'],
  change: ['case-officer'],
  next_place: ['case-officer'],
  again: ['board', 'ep'],
  moves: ['case-officer'],
  cease: ['board'],
};
const people = everybody.flatMap(({ people: here }) => here);
const peopleAt = (id: Stage | AfterStep, { you }: About, met: Set<string>): WholeStep['people'] =>
  whoAt[id].map((key) => {
    const { who, called, does, toYou, doesNot } = people.find((one) => one.id === key)!;
    const said = (you && toYou) || does;
    const again = met.has(key);
    met.add(key);
    return again
      ? { id: key, who, called: null, does: null }
      : { id: key, who, called: called ?? null, does: doesNot ? `${said} ${doesNot}` : said };
  });

/** Everything a step says, for its hard words; what the ways on mean is said once, below. */
const saidAt = ({ title, words, who, ifNo }: StepText, laws: readonly LawLine[], meet: WholeStep['people']): string =>
  [
    ...[title, words, who],
    ...(ifNo ? [ifNo.title, ifNo.words] : []),
    ...laws.map((law) => `${law.title} ${law.when}`),
    ...meet.map((one) => `${one.who} ${one.called ?? ''}: ${one.does ?? ''}`),
  ].join(' ');

function dayOf(id: Stage | AfterStep, { requestReceivedOn, boardOn }: RouteFacts, today: CalendarDate): string | null {
  if (id === 'request') return `The council got the request on ${inWords(requestReceivedOn)}.`;
  return id === 'board' && boardOn ? `The Board meets on ${inWords(boardOn)} (${inDays(boardOn, today)}).` : null;
}

export interface WholeRoute {
  toPlan: WholeStep[];
  after: WholeStep[];
  /** What can be done when the answer is no, each said once. */
  ways: (Way & { meanings: Meaning[] })[];
}

/** WHR4: every step from the day of the request, every "no" and where it leads, and what can come once there is a plan. */
export function wholeRoute(facts: RouteFacts, whom: About, today: CalendarDate): WholeRoute {
  const seen = new Set<WordId>();
  const met = new Set<string>();
  const step = (id: Stage | AfterStep, text: StepText, where: WholeStep['where']): WholeStep => {
    const laws = lawLines(id, facts.due, today);
    const meet = peopleAt(id, whom, met);
    // Who is described there needs no word beside it.
    for (const word of meet.map((one) => one.id.replaceAll('-', '_'))) if (isWord(word)) seen.add(word);
    const meanings = wordsIn(saidAt(text, laws, meet), seen);
    return { id, where, day: dayOf(id, facts, today), laws, people: meet, meanings, ...text };
  };
  const here = facts.hasPlan ? stages.length : stages.indexOf(facts.stage);
  const [steps, later] = [routeText(whom), afterText(whom)];
  return {
    toPlan: stages.map((id, at) => step(id, steps[id], at < here ? 'done' : at === here ? 'here' : 'ahead')),
    after: afterSteps.map((id) => step(id, later[id], facts.hasPlan && id === 'help' ? 'here' : 'ahead')),
    ways: Object.values(ways).map((way) => ({ ...way, meanings: wordsIn(`${way.title}. ${way.words}`, seen) })),
  };
}
