import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { roleInWords, sideOf, type Side } from '#domain/access/standing.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { CaseDates } from './next-date.ts';
import { caseFile } from './schema.server.ts';
import { whatTheyDo } from './who-does-what.ts';

export interface OnTheCase {
  name: string;
  role: string;
  side: Side;
  does: string;
}

/** What is true of a case file now: what the page "where things are" is made of. */
export interface WhereThingsAre extends CaseDates {
  child: string;
  nowSentence: string;
  tellTheChild: string;
  /** Why it waits, in an officer's words; empty when nobody wrote one. */
  waitsFor: string;
  people: OnTheCase[];
}

/** Names and roles only: no address, phone or e-mail of anybody ever leaves this function. */
async function peopleOn(tx: Tx, { councilId, caseFileId }: CaseScope): Promise<OnTheCase[]> {
  const rows = await tx
    .select({
      name: sql<string>`case when ${person.kind} = 'staff' then ${person.fullName} else coalesce(${person.calledName}, ${person.fullName}) end`,
      role: standing.role,
    })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(
      and(
        eq(standing.councilId, councilId),
        eq(standing.caseFileId, caseFileId),
        eq(standing.grant, 'specific'),
        isNull(standing.endedAt),
        or(isNull(standing.endsAt), gt(standing.endsAt, sql`now()`)),
      ),
    )
    .orderBy(asc(standing.startedAt), asc(standing.standingId));
  return rows.map(({ name, role }) => ({
    name,
    role: roleInWords[role],
    side: sideOf[role],
    does: whatTheyDo[role],
  }));
}

export async function whereThingsAre(tx: Tx, scope: CaseScope): Promise<WhereThingsAre> {
  const [row] = await tx
    .select({
      child: caseFile.childFirstName,
      nowSentence: caseFile.nowSentence,
      tellTheChild: caseFile.tellTheChild,
      waitsFor: caseFile.waitsFor,
      stage: caseFile.stage,
      requestReceivedOn: caseFile.requestReceivedOn,
      boardOn: caseFile.boardOn,
    })
    .from(caseFile)
    .where(and(eq(caseFile.councilId, scope.councilId), eq(caseFile.caseFileId, scope.caseFileId)));
  if (!row) throw new Error('The case file of this scope is not there.');
  return { ...row, people: await peopleOn(tx, scope) };
}
