import { isRefusal } from '#domain/access/decide.ts';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { actionDone, addAction, learningActions, publish } from '#domain/insight/learning/actions.server.ts';
import { addComplaint, closeComplaint, complaintsOf } from '#domain/insight/learning/complaints.server.ts';
import type { Level } from '#domain/insight/learning/levels.ts';
import type { Theme } from '#domain/insight/learning/themes.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { now } from '#server/clock.ts';
import { did } from './did.ts';
import type { People } from './enter.ts';

/** How many of each came in the last year, by what they were about: the order one county found, in a smaller council. */
const came: [Theme[], Level, number][] = [
  [['chasing'], 'stage_one', 14],
  [['emails', 'chasing'], 'stage_one', 11],
  [['calls'], 'early', 9],
  [['placement'], 'stage_two', 7],
  [['out_of_school'], 'stage_one', 6],
  [['after_review'], 'early', 6],
  [['late_after_yes'], 'ombudsman', 2],
];
const EVERY_DAYS = 6;

/** The complaints officer writes down a year of complaints, and what was done because of them. */
export async function learnFromComplaints({ cora }: People, today: CalendarDate): Promise<void> {
  const scope = (await authorise(cora, null, 'complaints:keep')) as Scope<'complaints:keep'>;
  if (isRefusal(scope)) throw new Error(`The gate refused complaints:keep: ${scope.because}.`);
  const each = came.flatMap(([themes, level, count]) => Array.from({ length: count }, () => ({ themes, level })));
  await underScope(scope, async (tx) => {
    for (const [at, one] of each.entries()) {
      const receivedOn = addDays(today, -EVERY_DAYS * (at + 1));
      did(await addComplaint(tx, scope, { ...one, number: `C/${1200 + at}`, receivedOn }, today));
    }
    const [, second] = await complaintsOf(tx, scope);
    const learned = 'Families hear what happens next on the day we know it, not when the letter goes.';
    const closing = { complaintId: second!.complaintId, closedOn: today, upheld: 'upheld' as const, learned };
    did(await closeComplaint(tx, scope, closing, today));
    const said = 'I rang every week to ask whether anything had happened.';
    const weDid = 'You hear from us on the day you chose, also when nothing has changed.';
    did(await addAction(tx, scope, { theme: 'chasing', youSaid: said, weDid, byWhen: addDays(today, -30) }));
    const [action] = await learningActions(tx, scope);
    const actionId = action!.learningActionId;
    const helped = 'Fewer families had to chase in the month after.';
    did(await actionDone(tx, scope, { actionId, doneOn: addDays(today, -30), helped }, today));
    did(await publish(tx, scope, { actionId, on: true }, now()));
  });
}
