import { aliasedTable, and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { CaseScope, Scope } from '#domain/access/scope.ts';
import { evidenceItem } from '#domain/evidence/schema.server.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { seriousGap } from './gap-schema.server.ts';

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

/** Everything that was ever raised on this case, the newest first. Everybody on the case may read it (GAP1). */
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
      paperTitle: evidenceItem.title,
    })
    .from(seriousGap)
    .leftJoin(raiser, is(raiser, seriousGap.raisedBy))
    .leftJoin(manager, is(manager, seriousGap.managerId))
    .leftJoin(ofWhom, is(ofWhom, seriousGap.consentOf))
    .leftJoin(taker, is(taker, seriousGap.consentBy))
    .leftJoin(answerer, is(answerer, seriousGap.answeredBy))
    .leftJoin(evidenceItem, paper)
    .where(and(eq(seriousGap.councilId, scope.councilId), eq(seriousGap.caseFileId, scope.caseFileId)))
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
