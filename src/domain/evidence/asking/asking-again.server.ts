import { and, eq, isNull, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { askingLimits } from './asking.ts';
import { sendAskingLink } from './asking-link.server.ts';
import { adviceRequest, chase } from './asking-schema.server.ts';
import { beginOnPapers, refuse, type Refused } from '../begin.server.ts';
import { thisRow } from '../list/rows-commands.server.ts';
import { rowsOf } from '../list/rows.server.ts';
import { checkRow } from '../schema.server.ts';

const thisAsking = ({ councilId, caseFileId }: CaseScope, adviceRequestId: string) =>
  and(
    eq(adviceRequest.councilId, councilId),
    eq(adviceRequest.caseFileId, caseFileId),
    eq(adviceRequest.adviceRequestId, adviceRequestId),
  );

/**
 * ASK4: sends a reminder with a fresh link, and the one before it dies. It is written down for both sides to see. An
 * asking whose link has grown too old is chased like any other. Null when there is no such asking on this case file.
 */
export async function chasePaper(
  tx: Tx,
  scope: CaseScope,
  adviceRequestId: string,
): Promise<Refused | null | 'chased'> {
  await beginOnPapers(tx, scope);
  const [row] = await tx.select().from(adviceRequest).where(thisAsking(scope, adviceRequestId));
  if (!row) return null;
  const field = `row-${row.checkRowId}`;
  if (row.answeredAt) return refuse(field, 'It has come. There is nothing to chase.');
  if (row.cancelledAt) return refuse(field, 'This asking was cancelled. Ask again.');
  if (await chasedJustNow(tx, scope, adviceRequestId)) return refuse(field, 'This was chased a short while ago.');
  const link = await sendAskingLink(tx, scope, { ...row, askedBy: scope.personId }, 'again');
  await tx
    .update(adviceRequest)
    .set({ ...link, earlierLinks: sql`array_append(${adviceRequest.earlierLinks}, ${adviceRequest.linkHash})` })
    .where(thisAsking(scope, adviceRequestId));
  const { councilId, caseFileId, personId: by } = scope;
  await tx.insert(chase).values({ councilId, caseFileId, adviceRequestId, by });
  await recordFor(tx, scope, { action: 'advice.chased', target: adviceRequestId });
  return 'chased';
}

async function chasedJustNow(tx: Tx, { councilId, caseFileId }: CaseScope, adviceRequestId: string): Promise<boolean> {
  const since = new Date(now().getTime() - askingLimits.chaseAgainAfterMs);
  const rows = await tx
    .select({ id: chase.chaseId })
    .from(chase)
    .where(
      and(
        eq(chase.councilId, councilId),
        eq(chase.caseFileId, caseFileId),
        eq(chase.adviceRequestId, adviceRequestId),
        sql`${chase.at} > ${since.toISOString()}`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Takes an asking back: its link is dead at once. Null when there is none to take back. */
export async function cancelAsking(tx: Tx, scope: CaseScope, adviceRequestId: string): Promise<'cancelled' | null> {
  await beginOnPapers(tx, scope);
  const rows = await tx
    .update(adviceRequest)
    .set({ cancelledAt: now() })
    .where(and(thisAsking(scope, adviceRequestId), isNull(adviceRequest.answeredAt), isNull(adviceRequest.cancelledAt)))
    .returning({ id: adviceRequest.adviceRequestId });
  if (rows.length === 0) return null;
  await recordFor(tx, scope, { action: 'advice.cancelled', target: adviceRequestId });
  return 'cancelled';
}

/** ASK5: a family asks the council to chase a paper that is not here. The officers see who, and when. */
export async function wishForChase(tx: Tx, scope: CaseScope, checkRowId: string): Promise<Refused | null | 'wished'> {
  await beginOnPapers(tx, scope);
  const row = (await rowsOf(tx, scope)).find((each) => each.checkRowId === checkRowId);
  if (!row) return null;
  const field = `row-${checkRowId}`;
  if (scope.side !== 'family') return refuse(field, 'This is for the family to ask. You can chase it yourself.');
  if (row.hasPaper) return refuse(field, 'This paper is here now.');
  await tx.update(checkRow).set({ chaseWishedAt: now() }).where(thisRow(scope, checkRowId));
  await recordFor(tx, scope, { action: 'advice.chase_wished', target: checkRowId });
  return 'wished';
}
