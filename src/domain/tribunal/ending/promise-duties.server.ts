import { and, eq, sql } from 'drizzle-orm';
import { makePromise, keepFromItsCause } from '#domain/contact/promises/promise-commands.server.ts';
import { promise } from '#domain/contact/promises/promises-schema.server.ts';
import { council } from '#domain/people/schema.server.ts';
import type { Scope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import type { AppealRow } from '../begin.server.ts';
import { appealDuty, appealOrder } from './ending-schema.server.ts';

export type OrderRow = typeof appealOrder.$inferSelect;
export type DutyRow = typeof appealDuty.$inferSelect;

/**
 * Runs `work` with the appeal's case file in hand, and puts it down again. The team's desk has none in hand, and what is
 * promised to the family is kept on their case.
 */
async function inHand<T>(tx: Tx, caseFileId: string, work: () => Promise<T>): Promise<T> {
  await tx.execute(sql`select set_config('app.case_file_id', ${caseFileId}, true)`);
  const done = await work();
  await tx.execute(sql`select set_config('app.case_file_id', '', true)`);
  return done;
}

/**
 * END8: what must be done becomes promised to the family, where the case is here and every grown-up of the family on it is
 * in the appeal: the others are told nothing of it by the system, and a promise could not be kept from them.
 */
export async function promiseDuties(tx: Tx, scope: Scope, held: AppealRow, order: OrderRow, duties: DutyRow[]) {
  const { councilId, caseFileId } = held;
  if (caseFileId === null || !(await everybodyIsInIt(tx, held))) return;
  const [own] = await tx.select({ name: council.name }).from(council).where(eq(council.councilId, councilId));
  await inHand(tx, caseFileId, async () => {
    for (const [at, { kind, what: words, dueOn, source: dueSource, appealDutyId }] of duties.entries()) {
      // An end of the plan is something the council may do, and promises nobody.
      if (kind === 'cease') continue;
      await makePromise(
        tx,
        { councilId, caseFileId, personId: scope.personId },
        {
          ...{ kind: 'order', subjectId: order.appealOrderId, clauseNumber: at + 1, step: 1, madeOn: order.on },
          ...{ words, dueOn, dueSource, ownerBody: own!.name, ownerName: '', ownerId: null, howKnown: '' },
        },
      );
      const [made] = await tx
        .select({ promiseId: promise.promiseId })
        .from(promise)
        .where(
          and(
            eq(promise.councilId, councilId),
            eq(promise.subjectId, order.appealOrderId),
            eq(promise.clauseNumber, at + 1),
          ),
        );
      await tx
        .update(appealDuty)
        .set({ promiseId: made!.promiseId })
        .where(and(eq(appealDuty.councilId, councilId), eq(appealDuty.appealDutyId, appealDutyId)));
    }
  });
}

/** END8: the same of a promise when the duty it came from is done, or turns out not to be needed. */
export async function keepItsPromise(tx: Tx, scope: Scope, held: AppealRow, duty: DutyRow, on: string): Promise<void> {
  const { councilId, caseFileId } = held;
  const { promiseId } = duty;
  if (caseFileId === null || promiseId === null) return;
  const words = duty.doneAs === 'not_needed' ? 'It turned out not to be needed.' : 'The tribunal team wrote it down.';
  const by = { councilId, caseFileId, personId: scope.personId };
  await inHand(tx, caseFileId, () => keepFromItsCause(tx, by, promiseId, { on, words }));
}

/** Whether every parent, young person and supporter who is on the case now is in this appeal, and somebody is. */
async function everybodyIsInIt(tx: Tx, { councilId, caseFileId, appealId }: AppealRow): Promise<boolean> {
  const [row] = await inHand(tx, caseFileId!, () =>
    tx.execute<{ yes: boolean }>(sql`
      select count(*) > 0 and count(*) = count(y.person_id) as yes
        from standing s left join appeal_party y
          on y.council_id = s.council_id and y.appeal_id = ${appealId} and y.person_id = s.person_id and y.ended_at is null
       where s.council_id = ${councilId} and s.case_file_id = ${caseFileId} and s.role in ('parent', 'young_person', 'supporter')
         and s.ended_at is null and (s.ends_at is null or s.ends_at > now())`),
  );
  return row!.yes;
}
