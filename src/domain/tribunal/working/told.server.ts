import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Told } from '#domain/spaces/happened.server.ts';
import { point } from '#domain/spaces/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { reasonGiven } from '#server/history.ts';
import { history, historyDetail } from '#server/schema.server.ts';
import { workingTold, type WorkingRow } from './told.ts';

/** Enough for an afternoon at it; who was away longer reads the page itself. */
const MOST_TOLD = 30;

const said = <T>(name: string) => sql<T>`${historyDetail.detail} ->> ${sql.raw(`'${name}'`)}`;

/** The last things everybody in this working document is told about, oldest first. */
export async function workingLastTold(tx: Tx, scope: CaseScope, spaceId: string): Promise<Told[]> {
  const rows = await tx
    .select({
      sequence: history.sequence,
      action: history.action,
      actorId: history.actorId,
      reason: reasonGiven,
      side: said<WorkingRow['side']>('side'),
      section: said<string | null>('section'),
      title: point.title,
    })
    .from(history)
    .leftJoin(
      historyDetail,
      and(
        eq(historyDetail.councilId, history.councilId),
        eq(historyDetail.chainId, history.chainId),
        eq(historyDetail.sequence, history.sequence),
      ),
    )
    .leftJoin(
      point,
      and(
        eq(point.councilId, history.councilId),
        eq(point.caseFileId, history.chainId),
        sql`${point.pointId}::text = ${said('pointId')}`,
      ),
    )
    .where(
      and(
        eq(history.councilId, scope.councilId),
        eq(history.chainId, scope.caseFileId),
        eq(history.target, spaceId),
        inArray(history.action, Object.keys(workingTold)),
      ),
    )
    .orderBy(desc(history.sequence))
    .limit(MOST_TOLD);
  return rows.reverse().map((row) => ({
    sequence: row.sequence,
    sentence: workingTold[row.action]!({ ...row, title: row.title ?? 'A paragraph' }),
    mine: row.actorId === scope.personId,
  }));
}
