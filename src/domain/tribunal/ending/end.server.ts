import { refuse, type Refused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import type { Tx } from '#server/db.ts';
import { endingOf, stageAfter, type AppealOutcome } from '../appeal.ts';
import { assertOpen, beginAtDesk, changeAppeal, recordOnAppeal, type AppealRow } from '../begin.server.ts';
import { appealDays, refreshNextDue } from '../dates/next-due.server.ts';
import { appealDuty, appealOrder } from './ending-schema.server.ts';
import {
  dayRefused,
  endRefused,
  orderOf,
  orderRefused,
  type EndFacts,
  type EndGiven,
  type OrderGiven,
} from './ending.ts';
import { dutiesOf } from './order-periods.ts';
import { promiseDuties } from './promise-duties.server.ts';

type Desk = Scope<'appeals:work'>;

/** What the page and the command ask of an appeal before it is closed. */
export async function endFacts(tx: Tx, row: AppealRow): Promise<EndFacts> {
  const response = (await appealDays(tx, row)).find(({ kind }) => kind === 'response');
  return { ...row, responseDueOn: response && 'on' in response.on ? response.on.on : null };
}

/**
 * END6, END7: closes an appeal as it ended, with what must be done because of it, in one transaction. Refused with the
 * form's field for what cannot be; throws `AppealMoved` for one that somebody closed or changed meanwhile.
 */
export async function endAppeal(
  tx: Tx,
  scope: Desk,
  appealId: string,
  version: number,
  given: EndGiven,
  now: Date,
): Promise<'ended' | Refused> {
  const held = await beginAtDesk(tx, scope, appealId, version);
  assertOpen(held);
  const wrong = endRefused(await endFacts(tx, held), given, dateOf(now));
  if (wrong) return wrong;
  const outcome = given.outcome as AppealOutcome;
  const closed = await changeAppeal(tx, held, {
    ...{ stage: stageAfter(held.stage, 'close')!, outcome, endedOn: given.endedOn },
    ...endingOf(outcome),
  });
  await refreshNextDue(tx, closed);
  await recordOnAppeal(tx, scope, closed, { action: 'appeal.ended', detail: { outcome, endedOn: given.endedOn } });
  if (given.kinds.length > 0) await addOrder(tx, scope, closed, given, given.endedOn);
  return 'ended';
}

/** END7: the order of an appeal that has ended and whose order was not written down with it, or a later one. */
export async function recordOrder(
  tx: Tx,
  scope: Desk,
  appealId: string,
  version: number,
  given: OrderGiven & { on: string },
  now: Date,
): Promise<'recorded' | Refused> {
  const held = await beginAtDesk(tx, scope, appealId, version);
  if (held.stage !== 'closed') return refuse('form', 'Write down how the appeal ended first.');
  if (given.kinds.length === 0) return refuse('kinds', 'Say what must be done because of it');
  const wrongDay = dayRefused(held, given.on, dateOf(now));
  if (wrongDay) return refuse('on', wrongDay);
  const wrong = orderRefused(held.outcome, held.ground, given, given.on);
  if (wrong) return wrong;
  await addOrder(tx, scope, await changeAppeal(tx, held, {}), given, given.on);
  return 'recorded';
}

async function addOrder(tx: Tx, scope: Desk, held: AppealRow, given: OrderGiven, on: CalendarDate): Promise<void> {
  const { councilId, appealId } = held;
  const of = orderOf[held.outcome]!;
  const [order] = await tx
    .insert(appealOrder)
    .values({ councilId, appealId, of, on, words: given.words, addedBy: scope.personId })
    .returning();
  const duties = dutiesOf({ of, on }, given.kinds, given.ordered);
  const rows = await tx
    .insert(appealDuty)
    .values(
      duties.map(({ onlyIf: _, ...duty }) => ({ councilId, appealId, appealOrderId: order!.appealOrderId, ...duty })),
    )
    .returning();
  await recordOnAppeal(tx, scope, held, { action: 'appeal.order_added', detail: { of, on, kinds: given.kinds } });
  await promiseDuties(tx, scope, held, order!, rows);
}
