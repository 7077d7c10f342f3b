import { isRefusal } from '#domain/access/decide.ts';
import { isRefused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { addForm } from '#domain/tribunal/dates/appeal-forms.server.ts';
import { markDone, setDate } from '#domain/tribunal/dates/directions.server.ts';
import { appealFor } from '#domain/tribunal/begin.server.ts';
import type { Tx } from '#server/db.ts';
import type { DemoAppeal } from './appeals.ts';

type Command = (tx: Tx, scope: Scope, version: number) => Promise<unknown>;

/** What the tribunal directed in Freya's appeal, what was done, and one request for changes. */
export async function dateTheAppeal({ appealId }: DemoAppeal, tess: Person, today: CalendarDate): Promise<void> {
  const letter = { basis: 'directed', source: 'The tribunal’s directions, paragraph 2' };
  const date = (kind: string, on: CalendarDate, time: string) => (tx: Tx, scope: Scope, version: number) =>
    setDate(tx, scope, appealId, { ...letter, kind, on, time, version }, today);
  await each(tess, appealId, [
    (tx, scope, version) =>
      markDone(tx, scope, appealId, { version, doneKind: 'response', doneOn: addDays(today, -35) }, today),
    date('attendance', addDays(today, 7), ''),
    date('further_evidence', addDays(today, 14), '12:00'),
    date('hearing', addDays(today, 35), '10:00'),
    (tx, scope, version) => addForm(tx, scope, appealId, { ...request(today), version }, today),
  ]);
}

const request = (today: CalendarDate) => ({
  ...{ formNumber: 'SEND7', from: 'family', formOn: addDays(today, -9), copiedOn: addDays(today, -16) },
  asks: 'That the occupational therapist can come to the hearing by video.',
});

/** One after the other, as the desk's forms send them: each with the edition of the appeal it was shown. */
async function each(tess: Person, appealId: string, commands: readonly Command[]): Promise<void> {
  const scope = await authorise(tess, null, 'appeals:work');
  if (isRefusal(scope)) throw new Error(`The gate refused appeals:work: ${scope.because}.`);
  for (const command of commands) {
    const done = await underScope(scope, async (tx) => {
      const row = await appealFor(tx, scope, appealId);
      return command(tx, scope, row!.version);
    });
    if (isRefused(done)) throw new Error(done.refused);
  }
}
