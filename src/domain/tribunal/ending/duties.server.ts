import { and, asc, eq } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { isCalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { beginAtDesk, changeAppeal, recordOnAppeal, type AppealRow } from '../begin.server.ts';
import { mayBeNotNeeded } from './duties.ts';
import { appealDuty, appealOrder } from './ending-schema.server.ts';
import { keepItsPromise, type DutyRow, type OrderRow } from './promise-duties.server.ts';

/** The orders of an appeal, the first first, each with what it makes the council do in the order of its steps. */
export async function ordersOf(
  tx: Tx,
  { councilId, appealId }: Pick<AppealRow, 'councilId' | 'appealId'>,
): Promise<{ order: OrderRow; duties: DutyRow[] }[]> {
  const orders = await tx
    .select()
    .from(appealOrder)
    .where(and(eq(appealOrder.councilId, councilId), eq(appealOrder.appealId, appealId)))
    .orderBy(asc(appealOrder.on), asc(appealOrder.addedAt));
  const duties = await tx
    .select()
    .from(appealDuty)
    .where(and(eq(appealDuty.councilId, councilId), eq(appealDuty.appealId, appealId)))
    .orderBy(asc(appealDuty.dueOn), asc(appealDuty.step));
  return orders.map((order) => ({
    order,
    duties: duties.filter(({ appealOrderId }) => appealOrderId === order.appealOrderId),
  }));
}

/**
 * END9: writes down the day something was done, or settled as not needed where only one of two steps comes to be done.
 * Once; the promise it became is kept with it.
 */
export async function settleDuty(
  tx: Tx,
  scope: Scope<'appeals:work'>,
  appealId: string,
  { dutyId, on, as }: { dutyId: string; on: string; as: 'done' | 'not_needed' },
  now: Date,
): Promise<'settled' | Refused> {
  const held = await beginAtDesk(tx, scope, appealId);
  const found = (await ordersOf(tx, held)).flatMap(({ order, duties }) =>
    duties.filter(({ appealDutyId }) => isId(dutyId) && appealDutyId === dutyId).map((duty) => ({ order, duty })),
  )[0];
  if (!found) return refuse('form', 'There is no such thing to do on this appeal.');
  const { order, duty } = found;
  if (duty.doneOn) return refuse('form', 'Somebody wrote that down already.');
  if (as === 'not_needed' && !mayBeNotNeeded(duty)) return refuse('as', 'This has to be done');
  if (!isCalendarDate(on)) return refuse('doneOn', 'Write the day, as day, month and year');
  if (on > dateOf(now)) return refuse('doneOn', 'The day cannot be after today');
  if (on < order.on) return refuse('doneOn', 'The day cannot be before the order or the notice');
  const done = { doneOn: on, doneAs: as, doneBy: scope.personId };
  const its = and(eq(appealDuty.councilId, held.councilId), eq(appealDuty.appealDutyId, dutyId));
  await tx.update(appealDuty).set(done).where(its);
  await keepItsPromise(tx, scope, held, { ...duty, ...done }, on);
  const changed = await changeAppeal(tx, held, {});
  await recordOnAppeal(tx, scope, changed, { action: 'appeal.duty_settled', detail: { duty: dutyId, on, as } });
  return 'settled';
}
