import { and, asc, eq, gte, isNull, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { person, teamMember } from '../schema.server.ts';
import { cover } from './cover-schema.server.ts';

export interface Cover {
  coverId: string;
  awayId: string;
  away: string;
  coveredBy: string;
  fromOn: CalendarDate;
  toOn: CalendarDate;
}

/** Who is away and who covers, now or later: of one person, as either; or of whoever works in a team. The first to begin first. */
export function coversOf(
  tx: Tx,
  { councilId }: Scope,
  of: { personId: string } | { teamId: string },
  today: CalendarDate,
): Promise<Cover[]> {
  const covering = alias(person, 'covering');
  const inTeam = (
    teamId: string,
  ) => sql`exists (select 1 from ${teamMember} where ${teamMember.councilId} = ${cover.councilId}
    and ${teamMember.teamId} = ${teamId} and ${teamMember.personId} = ${cover.awayId})`;
  return tx
    .select({
      ...{ coverId: cover.coverId, awayId: cover.awayId, fromOn: cover.fromOn, toOn: cover.toOn },
      ...{ away: person.fullName, coveredBy: covering.fullName },
    })
    .from(cover)
    .innerJoin(person, and(eq(person.councilId, cover.councilId), eq(person.personId, cover.awayId)))
    .innerJoin(covering, and(eq(covering.councilId, cover.councilId), eq(covering.personId, cover.coveredBy)))
    .where(
      and(
        ...[eq(cover.councilId, councilId), isNull(cover.endedAt), gte(cover.toOn, today)],
        'teamId' in of ? inTeam(of.teamId) : or(eq(cover.awayId, of.personId), eq(cover.coveredBy, of.personId)),
      ),
    )
    .orderBy(asc(cover.fromOn), asc(person.fullName));
}

/** A case that whoever covers has no place on. Its id and reference only for those who may know of it. */
export interface CoverGap {
  caseFileId: string | null;
  reference: string | null;
  restricted: boolean;
  /** Who answers on it instead: whoever leads its team. */
  instead: string | null;
}

/** What one cover leaves to others, listed plainly (COV4). */
export async function coverGaps(tx: Tx, coverId: string): Promise<CoverGap[]> {
  const rows = await tx.execute<{ case_file_id: string | null } & Omit<CoverGap, 'caseFileId'>>(
    sql`select * from cover_gaps(${coverId})`,
  );
  return rows.map(({ case_file_id: caseFileId, ...gap }) => ({ ...gap, caseFileId }));
}
