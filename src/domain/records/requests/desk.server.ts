import { and, asc, eq, sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { updateForFamily } from '#domain/people/messages.ts';
import { assertDuty } from '#domain/people/cover/duties.server.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { record } from '#server/history.ts';
import { isId } from '#server/ids.ts';
import { queueMessage } from '#server/outbox.ts';
import { dataRequest } from '../schema.server.ts';
import type { RequestRow } from './asking.server.ts';
import { extendBy } from './request-clock.ts';

/** A refusal as a sentence for a field of the form. */
export type Done = 'done' | { refused: Record<string, string> };

/** Every request the desk may know of, what came in first at the top; what is answered last. */
export const requestsAtDesk = (tx: Tx, { councilId }: Scope): Promise<RequestRow[]> =>
  tx
    .select()
    .from(dataRequest)
    .where(eq(dataRequest.councilId, councilId))
    .orderBy(sql`${dataRequest.state} in ('released', 'closed')`, asc(dataRequest.receivedOn), asc(dataRequest.at));

const thisRequest = ({ councilId }: Scope, dataRequestId: string) =>
  and(eq(dataRequest.councilId, councilId), eq(dataRequest.dataRequestId, dataRequestId));

/** One request of the council, to be looked at; null where there is none. Whoever changes it holds it (`holdRequest`). */
export async function requestAtDesk(tx: Tx, scope: Scope, dataRequestId: string): Promise<RequestRow | null> {
  if (!isId(dataRequestId)) return null;
  const [row] = await tx.select().from(dataRequest).where(thisRequest(scope, dataRequestId));
  return row ?? null;
}

/** The first line of every command at this desk: the duty and the request are held still until the transaction ends. Null: there is no such request for this person. */
export async function holdRequest(tx: Tx, scope: Scope, dataRequestId: string): Promise<RequestRow | null> {
  await assertDuty(tx, 'records');
  if (!isId(dataRequestId)) return null;
  const [row] = await tx.select().from(dataRequest).where(thisRequest(scope, dataRequestId)).for('update');
  return row ?? null;
}

/**
 * Reads the case as nobody, in the same transaction, so that the duty stays held: with the case in hand and no person the
 * database shows what is the case's and the council's, and nothing of a mediation, a private room or the tribunal team.
 */
export async function asNobody<T>(
  tx: Tx,
  scope: Scope,
  { caseFileId }: Pick<RequestRow, 'caseFileId'>,
  work: () => Promise<T>,
): Promise<T> {
  const as = (personId: string, file: string) =>
    tx.execute(
      sql`select set_config('app.person_id', ${personId}, true), set_config('app.case_file_id', ${file}, true)`,
    );
  await as('', caseFileId);
  const done = await work();
  await as(scope.personId, '');
  return done;
}

/** Writes what was done into the case's history: for the auditor, and in nobody's list, so that no other grown-up learns of a request. */
export const recordAtDesk = (
  tx: Tx,
  { councilId, personId: actorId }: Scope,
  { caseFileId, dataRequestId }: Pick<RequestRow, 'caseFileId' | 'dataRequestId'>,
  action: string,
  detail: Record<string, unknown> = {},
): Promise<number> => record(tx, { councilId, caseFileId, actorId, action, target: dataRequestId, detail });

/** "There is an update for you", to whoever asked: never what. */
export async function tellAsker(tx: Tx, { councilId, askedBy }: RequestRow): Promise<void> {
  const [asker] = askedBy
    ? await tx
        .select({ email: person.email })
        .from(person)
        .where(and(eq(person.councilId, councilId), eq(person.personId, askedBy)))
    : [];
  if (asker?.email)
    await queueMessage(tx, { councilId, channel: 'email', to: asker.email, ...updateForFamily(env().ORIGIN) });
}

const change = (tx: Tx, scope: Scope, { dataRequestId }: RequestRow, set: Partial<typeof dataRequest.$inferInsert>) =>
  tx.update(dataRequest).set(set).where(thisRequest(scope, dataRequestId));

/** Writes down how it was checked who asks. Nothing is gathered before. */
export async function writeIdentity(tx: Tx, scope: Scope, row: RequestRow, how: string): Promise<Done> {
  if (row.state !== 'received') return { refused: { how: 'Who asks was checked before anything was gathered' } };
  await change(tx, scope, row, { identityHow: how });
  await recordAtDesk(tx, scope, row, 'data.identity_checked', { how });
  return 'done';
}

/** Asks whoever asked what they mean: the clock stands until they say. Once only. */
export async function askWhatTheyMean(
  tx: Tx,
  scope: Scope,
  row: RequestRow,
  { words, today }: { words: string; today: CalendarDate },
): Promise<Done> {
  if (row.state !== 'received') return { refused: { question: 'Ask before you gather' } };
  if (row.clarifyAskedOn) return { refused: { question: 'They were asked already' } };
  await change(tx, scope, row, { clarifyAskedOn: today, clarifyWords: words });
  await recordAtDesk(tx, scope, row, 'data.clarify_asked', { words });
  await tellAsker(tx, row);
  return 'done';
}

/** SAR2: two months more, when it is complex, and said before the first month is over. */
export async function extend(
  tx: Tx,
  scope: Scope,
  row: RequestRow,
  { why, today }: { why: string; today: CalendarDate },
): Promise<Done> {
  const last = extendBy(row);
  if (row.state === 'released' || row.state === 'closed') return { refused: { why: 'This request is answered' } };
  if (row.extendedOn) return { refused: { why: 'This was done already' } };
  if (last !== null && today > last)
    return { refused: { why: 'The first month is over: it is too late to take longer' } };
  await change(tx, scope, row, { extendedOn: today, extendedWhy: why });
  await recordAtDesk(tx, scope, row, 'data.extended', { why });
  await tellAsker(tx, row);
  return 'done';
}

/** Closes a request without a copy: it was taken back, or nobody could show who they are. Whoever asked reads why. */
export async function closeRequest(tx: Tx, scope: Scope, row: RequestRow, why: string): Promise<Done> {
  if (row.state === 'released' || row.state === 'closed') return { refused: { closing: 'This request is answered' } };
  await change(tx, scope, row, { state: 'closed', closedWhy: why });
  await recordAtDesk(tx, scope, row, 'data.closed', { why });
  await tellAsker(tx, row);
  return 'done';
}
