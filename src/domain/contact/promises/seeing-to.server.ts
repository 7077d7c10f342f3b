import { and, eq, sql } from 'drizzle-orm';
import { today } from '#domain/calendar/today.ts';
import { updateForFamily, updateMail } from '#domain/people/messages.ts';
import { standing } from '#domain/people/schema.server.ts';
import { now } from '#server/clock.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { record } from '#server/history.ts';
import type { Round } from '#server/rounds.ts';
import { holdersOf, tell, type Addressee, type OfCase } from '../addressees.server.ts';
import { remindUpTo } from './promise.ts';
import { promise } from './promises-schema.server.ts';

type Waits = 'remind' | 'ask' | 'raise';

/** Takes one promise up as `what`, unless another node just did or it no longer waits for it. */
async function takeUp(tx: Tx, of: OfCase, promiseId: string, what: Waits, at: Date): Promise<boolean> {
  const [held] = await tx
    .select({ promiseId: promise.promiseId })
    .from(promise)
    .where(
      and(eq(promise.councilId, of.councilId), eq(promise.caseFileId, of.caseFileId), eq(promise.promiseId, promiseId)),
    )
    .for('update');
  if (!held) return false;
  const day = today(() => at);
  const [waits] = await tx.execute(sql`
    select 1 from promises_waiting(${day}, ${remindUpTo(day)}) where promise_id = ${promiseId} and what = ${what}`);
  return waits !== undefined;
}

const note = (tx: Tx, of: OfCase, promiseId: string, change: Partial<typeof promise.$inferInsert>) =>
  tx
    .update(promise)
    .set(change)
    .where(
      and(eq(promise.councilId, of.councilId), eq(promise.caseFileId, of.caseFileId), eq(promise.promiseId, promiseId)),
    )
    .returning({ ownerId: promise.ownerId });

/** Whoever it is on, where they have an account and a place on the case; else the case's officers. */
async function ownersOf(tx: Tx, of: OfCase, ownerId: string | null): Promise<Addressee[]> {
  const council = await holdersOf(tx, of, [
    'case_officer',
    'senior_manager',
    'practitioner',
    'dispute_resolution_officer',
  ]);
  const owner = council.filter(({ personId }) => personId === ownerId);
  return owner.length > 0 ? owner : holdersOf(tx, of, ['case_officer']);
}

const seeTo: Record<Waits, (tx: Tx, of: OfCase, promiseId: string, at: Date) => Promise<void>> = {
  /** PRO6. */
  async remind(tx, of, promiseId, at) {
    const [row] = await note(tx, of, promiseId, { remindedAt: at });
    await tell(tx, of, await ownersOf(tx, of, row!.ownerId), updateMail(env().ORIGIN));
  },
  /** PRO4: both sides are told that there is something to answer; the page asks. */
  async ask(tx, of, promiseId, at) {
    await note(tx, of, promiseId, { askedAt: at });
    await tell(tx, of, await holdersOf(tx, of, ['parent', 'young_person']), updateForFamily(env().ORIGIN));
    await tell(tx, of, await holdersOf(tx, of, ['case_officer']), updateMail(env().ORIGIN));
  },
  /** PRO5: a senior manager of the case, else of its team, is given a place on it; the family is told that somebody was. */
  async raise(tx, of, promiseId, at) {
    const [row] = await tx.execute<{ id: string | null }>(sql`select senior_manager_for(${of.caseFileId}) as id`);
    const raisedTo = row?.id ?? null;
    if (raisedTo)
      await tx
        .insert(standing)
        .values({ ...of, personId: raisedTo, role: 'senior_manager' })
        .onConflictDoNothing();
    await note(tx, of, promiseId, { raisedAt: at, raisedTo });
    await tell(tx, of, await holdersOf(tx, of, ['senior_manager', 'case_officer']), updateMail(env().ORIGIN));
    await tell(tx, of, await holdersOf(tx, of, ['parent', 'young_person']), updateForFamily(env().ORIGIN));
  },
};
const recorded: Record<Waits, string> = {
  remind: 'promise.reminded',
  ask: 'promise.asked',
  raise: 'promise.raised',
};

/** Does what the promises of one council wait for today. Twice, or by two at once, it does each thing once. */
export async function seeToPromises(councilId: string, at: Date = now()): Promise<number> {
  const day = today(() => at);
  const waiting = await inTransaction({ councilId }, (tx) =>
    tx.execute<{ case_file_id: string; promise_id: string; what: Waits }>(
      sql`select * from promises_waiting(${day}, ${remindUpTo(day)})`,
    ),
  );
  let did = 0;
  for (const { case_file_id: caseFileId, promise_id: promiseId, what } of waiting)
    did += await inTransaction({ councilId, caseFileId }, async (tx) => {
      const of = { councilId, caseFileId };
      if (!(await takeUp(tx, of, promiseId, what, at))) return 0;
      await seeTo[what](tx, of, promiseId, at);
      await record(tx, { ...of, actorId: null, action: recorded[what], target: promiseId });
      return 1;
    });
  return did;
}

export const promisesRound: Round = {
  name: 'promises.see_to',
  everyMs: 60_000,
  go: (councilId) => seeToPromises(councilId),
};
