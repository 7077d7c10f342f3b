import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { reasonGiven } from '#server/history.ts';
import { history, historyDetail } from '#server/schema.server.ts';
import { shownAs, type Happened } from './happened.ts';
import { point } from './schema.server.ts';

/** One thing that happened, as it is told. `mine`: the reader did it, so it is not announced to them. */
export interface Told {
  sequence: number;
  sentence: string;
  mine: boolean;
}

/** Enough for an hour's meeting; who was away longer reads the page itself. */
const MOST_TOLD = 30;

const called = sql<string | null>`(select coalesce(p.called_name, p.full_name) from ${person} p
  where p.council_id = ${history.councilId} and p.person_id = (${historyDetail.detail} ->> 'personId')::uuid)`;

/** The last things everyone in the space is told about, oldest first. */
export async function lastTold(tx: Tx, scope: CaseScope): Promise<Told[]> {
  const here = [
    eq(history.councilId, scope.councilId),
    eq(history.chainId, scope.caseFileId),
    inArray(history.action, Object.keys(shownAs)),
  ];
  const rows = await tx
    .select({
      sequence: history.sequence,
      action: history.action,
      actorId: history.actorId,
      reason: reasonGiven,
      point: point.number,
      side: sql<Happened['side']>`${historyDetail.detail} ->> 'side'`,
      name: called,
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
        sql`${point.pointId}::text = ${history.target}`,
      ),
    )
    .where(and(...here))
    .orderBy(desc(history.sequence))
    .limit(MOST_TOLD);
  return rows.reverse().map((row) => ({
    sequence: row.sequence,
    sentence: shownAs[row.action]!(row),
    mine: row.actorId === scope.personId,
  }));
}
