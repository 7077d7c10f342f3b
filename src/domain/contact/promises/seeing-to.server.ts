import { and, eq, gt, isNull, inArray, notExists, or, sql } from 'drizzle-orm';
import type { Role } from '#domain/access/standing.ts';
import { today } from '#domain/calendar/today.ts';
import { updateForFamily, updateMail } from '#domain/people/messages.ts';
import { exclusion, person, standing } from '#domain/people/schema.server.ts';
import { now } from '#server/clock.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { record } from '#server/history.ts';
import { queueMessage } from '#server/outbox.ts';
import type { Round } from '#server/rounds.ts';
import { remindUpTo } from './promise.ts';
import { promise } from './promises-schema.server.ts';

interface OfCase {
  councilId: string;
  caseFileId: string;
}
type Waits = 'remind' | 'ask' | 'raise';

interface Addressee {
  personId: string;
  email: string | null;
  mobile: string | null;
}

/** Who holds one of these roles on the case now, is not excluded and can sign in. */
const holdersOf = (tx: Tx, { councilId, caseFileId }: OfCase, roles: Role[]): Promise<Addressee[]> =>
  tx
    .selectDistinct({ personId: person.personId, email: person.email, mobile: person.mobile })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(
      and(
        ...[eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId), inArray(standing.role, roles)],
        ...[isNull(standing.endedAt), or(isNull(standing.endsAt), gt(standing.endsAt, sql`now()`))],
        isNull(person.disabledAt),
        notExists(
          tx
            .select({ one: sql`1` })
            .from(exclusion)
            .where(
              and(
                ...[eq(exclusion.councilId, councilId), eq(exclusion.caseFileId, caseFileId)],
                eq(exclusion.personId, person.personId),
              ),
            ),
        ),
      ),
    );

/** To each: that there is something, never what. */
async function tell(tx: Tx, { councilId }: OfCase, to: Addressee[], mail: { subject: string; body: string }) {
  for (const { email, mobile } of to) {
    if (email) await queueMessage(tx, { councilId, channel: 'email', to: email, ...mail });
    else if (mobile) await queueMessage(tx, { councilId, channel: 'sms', to: mobile, body: mail.body });
  }
}

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
