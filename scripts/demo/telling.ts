import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { openDecision } from '#domain/board/telling/ledger.server.ts';
import { releaseDecision } from '#domain/board/telling/release.server.ts';
import { decidedOn, logTry, type TryMade } from '#domain/board/telling/telling.server.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import { ringAnyTime } from '#domain/contact/communication-plan.ts';
import { writePlan, type PlanGiven } from '#domain/contact/plans.server.ts';
import { now } from '#server/clock.ts';
import type { People } from './enter.ts';
import { scopeOn } from './scope.ts';

/** Two decisions on their way to their families: Ruby's is told, out and read; Noor's waits for the right person and a better day. */
export async function tellFamilies(
  files: ReadonlyMap<string, string>,
  people: People,
  today: CalendarDate,
): Promise<void> {
  await tellRubys(files.get('Ruby')!, people);
  await holdNoors(files.get('Noor')!, people, today);
}

async function tellRubys(caseFileId: string, { priya, colin }: People): Promise<void> {
  const decisionId = await tried(caseFileId, priya, {
    ...{ personId: colin.personId, by: priya.personId, how: 'call', cameOfIt: 'told' },
    words: 'Colin wants to read it tonight with Ruby’s grandmother.',
  });
  const telling = await scopeOn(priya, caseFileId, 'decision:tell');
  const given = { decisionId, wordsRead: false, overrideWords: '', asked: '' };
  const out = await underScope(telling, (tx) => releaseDecision(tx, telling, given, now()));
  if (out === null || isRefused(out)) throw new Error(`Ruby’s decision did not go out: ${out?.refused}`);
  const reading = await scopeOn(colin, caseFileId, 'plan:write');
  await underScope(reading, (tx) => openDecision(tx, reading, decisionId, now()));
}

/** A no: the Family Communication Officer did not reach Farah, who asked not to be rung on this very day of the week. */
async function holdNoors(caseFileId: string, { priya, ros, farah }: People, today: CalendarDate): Promise<void> {
  const plan = await scopeOn(farah, caseFileId, 'plan:write');
  const wishes: PlanGiven = {
    calledName: 'Farah',
    firstBy: 'call',
    goodTimes: 'Mornings, after the school run',
    notOn: `${inWords(today).split(' ')[0]}s`,
    ringOn: ringAnyTime,
    withMe: '',
    formats: [],
    language: '',
    noNews: 'fortnightly',
    keepAddressPrivate: 'no',
  };
  await underScope(plan, (tx) => writePlan(tx, plan, wishes, now()));
  await tried(caseFileId, priya, {
    ...{ personId: farah.personId, by: ros.personId, how: 'call', cameOfIt: 'no_answer' },
    words: '',
  });
}

/** Writes down a try at telling what was decided on a case. Returns which decision it was. */
async function tried(caseFileId: string, officer: People['priya'], one: Omit<TryMade, 'decisionId'>): Promise<string> {
  const scope = await scopeOn(officer, caseFileId, 'decision:tell');
  return underScope(scope, async (tx) => {
    const [latest] = await decidedOn(tx, scope);
    const { decisionId } = latest!.decision;
    const logged = await logTry(tx, scope, { ...one, decisionId }, now());
    if (logged !== 'logged') throw new Error(`The call was not written down: ${logged?.refused}`);
    return decisionId;
  });
}
