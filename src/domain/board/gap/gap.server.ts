import { aliasedTable, and, asc, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { CaseScope, Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import { evidenceItem } from '#domain/evidence/schema.server.ts';
import { titleShown } from '#domain/evidence/guard/title-shown.server.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { knowsBefore } from '../telling/family-sees.server.ts';
import { seriousGap } from './gap-schema.server.ts';
import { tellsTooEarly } from './gap-untold.server.ts';

/** One question of "something fundamental is missing", or a late paper, with names in place of ids. */
export interface Gap extends Omit<typeof seriousGap.$inferSelect, 'councilId'> {
  raisedByName: string;
  managerName: string;
  consentOfName: string | null;
  consentByName: string | null;
  answeredByName: string | null;
  /** Of the paper that came late. */
  paperTitle: string | null;
}

const named = (table: typeof person) =>
  sql<string>`case when ${table.kind} = 'staff' then ${table.fullName} else coalesce(${table.calledName}, ${table.fullName}) end`;

/** Everything that was ever raised on this case, the newest first. Everybody on the case may read it (GAP1), the family a late paper's only once they are told what was decided (TELL8). */
export async function gapsOf(tx: Tx, scope: CaseScope): Promise<Gap[]> {
  const [raiser, manager, ofWhom, taker, answerer] = ['raiser', 'manager', 'of_whom', 'taker', 'answerer'].map((name) =>
    aliasedTable(person, name),
  ) as [typeof person, typeof person, typeof person, typeof person, typeof person];
  const is = (table: typeof person, id: AnyPgColumn) =>
    and(eq(table.councilId, seriousGap.councilId), eq(table.personId, id));
  const paper = and(
    eq(evidenceItem.councilId, seriousGap.councilId),
    eq(evidenceItem.caseFileId, seriousGap.caseFileId),
    eq(evidenceItem.evidenceItemId, seriousGap.evidenceItemId),
  );
  const rows = await tx
    .select({
      gap: seriousGap,
      raisedByName: named(raiser),
      managerName: sql<string>`coalesce(${manager.fullName}, 'A senior manager')`,
      consentOfName: sql<string | null>`coalesce(${ofWhom.calledName}, ${ofWhom.fullName})`,
      consentByName: sql<string | null>`${named(taker)}`,
      answeredByName: sql<string | null>`${answerer.fullName}`,
      paperTitle: sql<string | null>`case when ${evidenceItem.evidenceItemId} is not null then ${titleShown} end`,
    })
    .from(seriousGap)
    .leftJoin(raiser, is(raiser, seriousGap.raisedBy))
    .leftJoin(manager, is(manager, seriousGap.managerId))
    .leftJoin(ofWhom, is(ofWhom, seriousGap.consentOf))
    .leftJoin(taker, is(taker, seriousGap.consentBy))
    .leftJoin(answerer, is(answerer, seriousGap.answeredBy))
    .leftJoin(evidenceItem, paper)
    .where(
      and(
        eq(seriousGap.councilId, scope.councilId),
        eq(seriousGap.caseFileId, scope.caseFileId),
        knowsBefore(scope) ? undefined : sql`not ${tellsTooEarly}`,
      ),
    )
    .orderBy(desc(seriousGap.raisedAt));
  return rows.map(({ gap: { councilId: _, ...gap }, ...names }) => ({ ...gap, ...names }));
}

/** What was said to be missing and still waits for its answer; the first to be answered. Null when nothing waits. */
export async function waitingGapOf(tx: Tx, scope: CaseScope): Promise<Gap | null> {
  const waiting = (await gapsOf(tx, scope)).filter(({ kind, answeredAt }) => kind === 'missing' && !answeredAt);
  return waiting.sort((a, b) => (a.answerBy < b.answerBy ? -1 : 1))[0] ?? null;
}

/** Questions that wait for this person's own answer, on any case, the most overdue first. */
export const gapsWaitingFor = (tx: Tx, { councilId, personId }: Scope) =>
  tx
    .select({ caseFileId: seriousGap.caseFileId, kind: seriousGap.kind, answerBy: seriousGap.answerBy })
    .from(seriousGap)
    .where(and(eq(seriousGap.councilId, councilId), eq(seriousGap.managerId, personId), isNull(seriousGap.answeredAt)))
    .orderBy(asc(seriousGap.answerBy));

/** Questions past their day on the cases of the areas this person works for, the oldest first (GAP4). */
export const overdueInMyAreas = (tx: Tx, { councilId, personId }: Scope, today: CalendarDate) =>
  tx
    .select({
      caseFileId: seriousGap.caseFileId,
      reference: caseFile.reference,
      answerBy: seriousGap.answerBy,
      managerName: sql<string>`coalesce(${person.fullName}, 'A senior manager')`,
    })
    .from(seriousGap)
    .innerJoin(
      caseFile,
      and(eq(caseFile.councilId, seriousGap.councilId), eq(caseFile.caseFileId, seriousGap.caseFileId)),
    )
    .leftJoin(person, and(eq(person.councilId, seriousGap.councilId), eq(person.personId, seriousGap.managerId)))
    .where(
      and(
        ...[eq(seriousGap.councilId, councilId), isNull(seriousGap.answeredAt), lt(seriousGap.answerBy, today)],
        sql`${seriousGap.managerId} is distinct from ${personId}`,
      ),
    )
    .orderBy(asc(seriousGap.answerBy));
