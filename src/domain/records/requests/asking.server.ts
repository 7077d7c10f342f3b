import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { dataRequest } from '../schema.server.ts';
import type { About } from './request.ts';

export type RequestRow = typeof dataRequest.$inferSelect;

const mine = ({ councilId, caseFileId, personId }: CaseScope) =>
  and(eq(dataRequest.councilId, councilId), eq(dataRequest.caseFileId, caseFileId), eq(dataRequest.askedBy, personId));

/** What this person asked for on this case, the newest first. Nobody else's (SAR3). */
export const myRequests = (tx: Tx, scope: CaseScope): Promise<RequestRow[]> =>
  tx.select().from(dataRequest).where(mine(scope)).orderBy(desc(dataRequest.at));

/** One of those, or null where it is somebody else's or there is none. */
export async function myRequest(tx: Tx, scope: CaseScope, dataRequestId: string): Promise<RequestRow | null> {
  return (await myRequests(tx, scope)).find((row) => row.dataRequestId === dataRequestId) ?? null;
}

/** Asks for a copy. One at a time of each kind: `open` when the same was asked and is not answered yet. */
export async function askForCopy(
  tx: Tx,
  scope: CaseScope<'data:ask'>,
  { about, words }: { about: About; words: string },
  today: CalendarDate,
): Promise<'asked' | 'open'> {
  await assertStillStanding(tx, scope);
  const { councilId, caseFileId, personId: askedBy } = scope;
  const [same] = await tx
    .select({ id: dataRequest.dataRequestId })
    .from(dataRequest)
    .where(
      and(mine(scope), eq(dataRequest.about, about), inArray(dataRequest.state, ['received', 'gathered', 'ready'])),
    );
  if (same) return 'open';
  const [asker] = await tx
    .select({ name: person.fullName })
    .from(person)
    .where(and(eq(person.councilId, councilId), eq(person.personId, askedBy)));
  const [made] = await tx
    .insert(dataRequest)
    .values({ councilId, caseFileId, askedBy, askedByName: asker!.name, about, words, receivedOn: today })
    .returning({ id: dataRequest.dataRequestId });
  await recordFor(tx, scope, { action: 'data.asked', target: made!.id, detail: { about, words } });
  return 'asked';
}

/** Says what they mean, when they were asked: the clock goes on from today. Null when nothing is waited for. */
export async function sayWhatTheyMean(
  tx: Tx,
  scope: CaseScope<'data:ask'>,
  { dataRequestId, words }: { dataRequestId: string; words: string },
  today: CalendarDate,
): Promise<'said' | null> {
  await assertStillStanding(tx, scope);
  const rows = await tx
    .update(dataRequest)
    .set({ clarifyAnsweredOn: today, clarifyAnswer: words })
    .where(
      and(
        mine(scope),
        eq(dataRequest.dataRequestId, dataRequestId),
        sql`${dataRequest.clarifyAskedOn} is not null`,
        isNull(dataRequest.clarifyAnsweredOn),
      ),
    )
    .returning({ id: dataRequest.dataRequestId });
  if (rows.length === 0) return null;
  await recordFor(tx, scope, { action: 'data.clarified', target: dataRequestId, detail: { words } });
  return 'said';
}
