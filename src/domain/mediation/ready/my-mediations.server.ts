import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { mediation, mediationParty } from '../schema.server.ts';

/** One mediation somebody is in, with nothing of the case: who is in it with them is part of it. */
export interface MyMediation {
  caseFileId: string;
  mediationId: string;
  kind: (typeof mediation.$inferSelect)['kind'];
  meetsOn: string | null;
  startsAt: string;
  /** The names of those in the disagreement. */
  family: string[];
}

/** The mediations this person has a place in now and that are not closed, the earliest day first (RDY11). */
export async function myMediations(tx: Tx, { councilId, personId }: Scope): Promise<MyMediation[]> {
  return tx
    .select({
      caseFileId: mediation.caseFileId,
      mediationId: mediation.mediationId,
      kind: mediation.kind,
      meetsOn: mediation.meetsOn,
      startsAt: mediation.startsAt,
      family: sql<string[]>`(select coalesce(array_agg(f.name order by f.added_at), '{}') from mediation_party f
        where f.council_id = ${mediation.councilId} and f.mediation_id = ${mediation.mediationId}
          and f.coming_as = 'party' and f.left_at is null)`,
    })
    .from(mediationParty)
    .innerJoin(
      mediation,
      and(
        ...[eq(mediation.councilId, mediationParty.councilId), eq(mediation.caseFileId, mediationParty.caseFileId)],
        eq(mediation.mediationId, mediationParty.mediationId),
      ),
    )
    .where(
      and(
        ...[eq(mediationParty.councilId, councilId), eq(mediationParty.personId, personId)],
        ...[isNull(mediationParty.leftAt), isNull(mediation.closedAt)],
        sql`mediation_place(${mediation.councilId}, ${mediation.mediationId}, ${personId}) is not null`,
      ),
    )
    .orderBy(asc(mediation.meetsOn), asc(mediation.openedAt));
}
