import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { inDays, inWords } from '#domain/calendar/words.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { awayOnCase } from '#domain/people/cover/away.server.ts';
import { awayInWords } from '#domain/people/cover/cover.ts';
import { person, standing, team } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { milestonesKept } from './milestones.server.ts';
import { mayHavePlan, nextDate } from './next-date.ts';
import { caseFile } from './schema.server.ts';
import { stageInWords } from './stage.ts';

/** What stands at the top of every screen of a case. A person's own phone and e-mail are never part of it: the phone is the team's. */
export interface CaseBar {
  caseFileId: string;
  reference: string;
  child: string;
  where: string;
  next: { label: string; on: string; inDays: string } | null;
  contact: { name: string | null; phone: string };
  /** Who is away today and who answers instead, in a sentence for everybody on the case. */
  away: string | null;
}

/** Reads the bar of the case file in hand. */
export async function caseBar(
  tx: Tx,
  scope: Pick<CaseScope, 'councilId' | 'caseFileId'>,
  today: CalendarDate,
): Promise<CaseBar> {
  const row = await caseWithOfficer(tx, scope);
  const closed = row.closedAt && `Closed on ${inWords(dateOf(row.closedAt))}`;
  const milestones = mayHavePlan(row.stage)
    ? (await milestonesKept(tx, scope.councilId, [scope.caseFileId])).get(scope.caseFileId)
    : undefined;
  // Of a closed case no day is waited for.
  const next = closed ? null : nextDate({ ...row, milestones }, today);
  return {
    caseFileId: scope.caseFileId,
    reference: row.reference,
    child: row.child,
    where: closed ?? stageInWords[row.stage],
    next: next && { label: next.label, on: inWords(next.on), inDays: inDays(next.on, today) },
    contact: { name: row.officer, phone: row.phone },
    away: await whoIsAway(tx, row.officerId, today),
  };
}

/** The case with its own officer, first of those who stay; nobody's name while it lies in the tray. */
async function caseWithOfficer(tx: Tx, scope: Pick<CaseScope, 'councilId' | 'caseFileId'>) {
  const [row] = await tx
    .select({
      reference: caseFile.reference,
      child: caseFile.childFirstName,
      stage: caseFile.stage,
      requestReceivedOn: caseFile.requestReceivedOn,
      boardOn: caseFile.boardOn,
      closedAt: caseFile.closedAt,
      officer: person.fullName,
      officerId: person.personId,
      phone: team.phone,
    })
    .from(caseFile)
    .innerJoin(team, and(eq(team.councilId, caseFile.councilId), eq(team.teamId, caseFile.teamId)))
    .leftJoin(
      standing,
      and(
        ...[eq(standing.councilId, caseFile.councilId), eq(standing.caseFileId, caseFile.caseFileId)],
        ...[eq(standing.role, 'case_officer'), eq(standing.grant, 'specific'), isNull(standing.endedAt)],
      ),
    )
    .leftJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(and(eq(caseFile.councilId, scope.councilId), eq(caseFile.caseFileId, scope.caseFileId)))
    .orderBy(asc(sql`${standing.startedAt} is null`), desc(sql`${standing.endsAt} is null`), asc(standing.startedAt))
    .limit(1);
  if (!row) throw new Error('The case file of this scope is not there.');
  return row;
}

async function whoIsAway(tx: Tx, officerId: string | null, today: CalendarDate): Promise<string | null> {
  const away = (await awayOnCase(tx, today)).find(({ awayId }) => awayId === officerId);
  return away ? awayInWords(away) : null;
}
