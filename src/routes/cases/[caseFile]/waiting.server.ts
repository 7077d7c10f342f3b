import { mayAlso } from '#domain/access/offer.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inDays, inWords } from '#domain/calendar/words.ts';
import { cameOn } from '#domain/cases/stage-moves.server.ts';
import { waitInWords } from '#domain/cases/stage-wait.ts';
import { waitAt } from '#domain/cases/stage-waits.server.ts';
import type { Stage } from '#domain/cases/stage.ts';
import { isWaiting, lateInWords, lawAtStep } from '#domain/cases/where-waits.ts';
import type { WhereThingsAre } from '#domain/cases/where.server.ts';
import { lastContact } from '#domain/contact/thread/last-contact.server.ts';
import { owedOn } from '#domain/contact/thread/owed.server.ts';
import { stateOfRow } from '#domain/evidence/list/check.ts';
import { rowsOf } from '#domain/evidence/list/rows.server.ts';
import type { Tx } from '#server/db.ts';

/** While the reports are asked for and checked; afterwards nobody waits for one. */
const reportsAreAwaited: ReadonlySet<Stage> = new Set<Stage>(['collect_advice', 'pre_board_check']);

/** WHR3: the reports that were asked for and are not here, the one that was due first at the top. */
async function awaitedReports(tx: Tx, scope: CaseScope, stage: Stage, today: CalendarDate): Promise<string[]> {
  if (!reportsAreAwaited.has(stage) || !mayAlso(scope, 'paper:see')) return [];
  return (await rowsOf(tx, scope))
    .filter((row) => row.dueOn !== null && !row.hasPaper && !['there', 'not_needed'].includes(stateOfRow(row)))
    .sort((a, b) => a.dueOn!.localeCompare(b.dueOn!))
    .map(({ title, dueOn }) => lateInWords(title, dueOn!, today));
}

/** How long the step takes here, the date the law sets for it, and why it waits. Null once the plan is made. */
export async function waitingAt(tx: Tx, scope: CaseScope, file: WhereThingsAre, today: CalendarDate) {
  if (!isWaiting(file)) return null;
  const law = lawAtStep(file);
  const came = await cameOn(tx, scope, file.stage);
  const who = scope.side === 'family' ? 'You' : 'The case';
  return {
    ...waitInWords(await waitAt(tx, scope, file.stage), came, today, who),
    law: law && { ...law, on: inWords(law.on), inDays: inDays(law.on, today) },
    why: file.waitsFor,
    reports: await awaitedReports(tx, scope, file.stage, today),
  };
}

/** When the council was last in touch, what it owes longest and what it promised next, as this reader may see the thread's rows. */
export async function contactAt(tx: Tx, scope: CaseScope, today: CalendarDate) {
  if (!mayAlso(scope, 'contact:see')) return null;
  const last = await lastContact(tx, scope);
  const owed = (await owedOn(tx, scope, today)).flatMap(({ ownerName: who, dueOn }) =>
    dueOn ? [{ who, late: dueOn < today, on: inWords(dueOn), inDays: inDays(dueOn, today) }] : [],
  );
  return {
    last: last && `${inWords(dateOf(last.at))} (${last.how})`,
    late: owed.find(({ late }) => late) ?? null,
    next: owed.find(({ late }) => !late) ?? null,
  };
}
