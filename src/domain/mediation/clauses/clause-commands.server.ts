import { and, eq, gt, lt, max, ne } from 'drizzle-orm';
import { v5 } from 'uuid';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { peopleOn } from '#domain/spaces/store.server.ts';
import type { Tx } from '#server/db.ts';
import { issuesOf } from '../rooms/everyone.server.ts';
import { fitting, whyVague, type ClauseDetails } from './clause.ts';
import {
  beginOnClauses,
  clauseSha256,
  holdClause,
  isNotDone,
  notDone,
  STALE,
  thisClause,
  whyNotNow,
  type ClauseForm,
  type ClauseRow,
  type NotDone,
} from './begin-clause.server.ts';
import { clause } from './clauses-schema.server.ts';

export interface Done {
  clauseId: string;
}

/** The issue of this dispute that a clause is about; null when none was named, or one of another dispute was. */
async function issueOf(tx: Tx, scope: CaseScope, disputeId: string, named = ''): Promise<string | null> {
  const issues = await issuesOf(tx, scope, disputeId);
  return issues.find(({ issueId }) => issueId === named)?.issueId ?? null;
}

/**
 * Adds the next clause. Its id follows from the form it was sent with, so that sending it twice adds one (B17). Its text
 * is made afterwards, by the server.
 */
export async function addClause(
  tx: Tx,
  scope: CaseScope,
  form: { mediationId: string; seed: string; title: string; issueId?: string | undefined },
): Promise<Done | NotDone | null> {
  const { mediationId, title } = form;
  const inIt = await beginOnClauses(tx, scope, mediationId);
  if (!inIt || isNotDone(inIt)) return inIt;
  if (title === '') return notDone({ title: 'Give the clause a short name' });
  const { councilId, caseFileId, personId } = scope;
  const clauseId = v5(JSON.stringify([mediationId, personId, title]), form.seed);
  const [last] = await tx
    .select({ number: max(clause.number) })
    .from(clause)
    .where(and(eq(clause.councilId, councilId), eq(clause.mediationId, mediationId)));
  const [made] = await tx
    .insert(clause)
    .values({
      ...{ councilId, caseFileId, clauseId, mediationId, title },
      ...{ number: (last?.number ?? 0) + 1, addedBy: personId },
      issueId: await issueOf(tx, scope, inIt.mediation.disputeId, form.issueId),
      ...(inIt.mediation.kind === 'early_resolution' ? { legalClass: 'other_date' as const } : {}),
    })
    .onConflictDoNothing({ target: [clause.councilId, clause.caseFileId, clause.clauseId] })
    .returning({ clauseId: clause.clauseId });
  if (made) await recordFor(tx, scope, { action: 'clause.added', target: mediationId, detail: { clauseId } });
  return { clauseId };
}

/** The account of the one person of that name on the case; null for two, or for somebody who has none here. */
async function accountOf(tx: Tx, scope: CaseScope, name: string): Promise<string | null> {
  const people = await peopleOn(tx, scope);
  const found = new Set(
    people.filter((person) => person.name.toLowerCase() === name.toLowerCase()).map(({ personId }) => personId),
  );
  return found.size === 1 ? [...found][0]! : null;
}

const holds = (row: ClauseRow, content: Partial<ClauseRow>): boolean =>
  Object.entries(content).every(([field, value]) => row[field as keyof ClauseRow] === value);

async function change(tx: Tx, scope: CaseScope, row: ClauseRow, to: Partial<ClauseRow>): Promise<ClauseRow> {
  const [changed] = await tx
    .update(clause)
    .set({ ...to, version: row.version + 1 })
    .where(thisClause(scope, row.clauseId))
    .returning();
  return changed!;
}

/** Keeps who, by when and how, complete or not. Any change makes another version, to which nobody has agreed (CL8). */
export async function saveClause(
  tx: Tx,
  scope: CaseScope,
  form: ClauseForm & { details: ClauseDetails },
): Promise<Done | NotDone | null> {
  const held = await holdClause(tx, scope, form);
  if (!held || isNotDone(held)) return held;
  const { row, early } = held;
  const details = fitting(form.details, early);
  if (holds(row, details)) return { clauseId: row.clauseId };
  const not = row.version === form.version ? whyNotNow(row) : notDone({ form: STALE });
  if (not) return not;
  if (details.title === '') return notDone({ title: 'Give the clause a short name' });
  const { version } = await change(tx, scope, row, {
    ...details,
    officerId: await accountOf(tx, scope, details.officer),
  });
  const detail = { clauseId: row.clauseId, version };
  await recordFor(tx, scope, { action: 'clause.changed', target: row.mediationId, detail });
  return { clauseId: row.clauseId };
}

/** Puts a clause forward for both sides to agree: the words the server holds, who, by when and how (CL6, CL7). */
export async function putForward(
  tx: Tx,
  scope: CaseScope,
  form: ClauseForm & { details: ClauseDetails; words: string },
  today: CalendarDate,
): Promise<Done | NotDone | null> {
  const held = await holdClause(tx, scope, form);
  if (!held || isNotDone(held)) return held;
  const { row, early } = held;
  const content = { ...fitting(form.details, early), words: form.words };
  if (content.words !== '' && holds(row, content)) return { clauseId: row.clauseId };
  const not = row.version === form.version ? whyNotNow(row) : notDone({ form: STALE });
  if (not) return not;
  const { words: noWords, ...vague } = whyVague(content, today, early);
  const errors = { ...(noWords ? { [`words-${row.clauseId}`]: noWords } : {}), ...vague };
  if (Object.keys(errors).length > 0) return notDone(errors);
  const changed = await change(tx, scope, row, {
    ...content,
    officerId: await accountOf(tx, scope, content.officer),
  });
  const detail = { clauseId: row.clauseId, version: changed.version, sha256: clauseSha256(changed) };
  await recordFor(tx, scope, { action: 'clause.put_forward', target: row.mediationId, detail });
  return { clauseId: row.clauseId };
}

/** Opens an agreed or a dropped clause again, for changing it. It is a new version: both sides agree afresh. */
export async function openClauseAgain(tx: Tx, scope: CaseScope, form: ClauseForm): Promise<Done | NotDone | null> {
  const held = await holdClause(tx, scope, form);
  if (!held || isNotDone(held)) return held;
  const { row } = held;
  const { clauseId } = row;
  if (row.state === 'draft') return { clauseId };
  if (row.state === 'checking') return whyNotNow(row);
  if (row.version !== form.version) return notDone({ form: STALE });
  const { version } = await change(tx, scope, row, { state: 'draft', droppedBecause: '' });
  await recordFor(tx, scope, { action: 'clause.opened_again', target: row.mediationId, detail: { clauseId, version } });
  return { clauseId };
}

/** Drops a clause, with a reason that everyone in the mediation reads. */
export async function dropClause(
  tx: Tx,
  scope: CaseScope,
  form: ClauseForm & { because: string },
): Promise<Done | NotDone | null> {
  const held = await holdClause(tx, scope, form);
  if (!held || isNotDone(held)) return held;
  const { row } = held;
  const { clauseId } = row;
  if (row.state === 'dropped') return { clauseId };
  if (row.version !== form.version) return notDone({ form: STALE });
  if (form.because === '') return notDone({ because: 'Say why. Everyone here reads your reason' });
  await change(tx, scope, row, { state: 'dropped', droppedBecause: form.because });
  await recordFor(tx, scope, { action: 'clause.dropped', target: row.mediationId, detail: { clauseId } });
  return { clauseId };
}

/**
 * Moves a clause before or behind its neighbour. Its form says the number it was shown with: one that has moved since
 * stays, so that pressing twice moves it once. Nothing that was agreed changes with its number.
 */
export async function moveClause(
  tx: Tx,
  scope: CaseScope,
  form: Omit<ClauseForm, 'version'> & { number: number; to: 'up' | 'down' },
): Promise<Done | NotDone | null> {
  const held = await holdClause(tx, scope, form);
  if (!held || isNotDone(held)) return held;
  const { row } = held;
  const { clauseId, mediationId, number } = row;
  const beyond = (form.to === 'up' ? lt : gt)(clause.number, number);
  const others = await tx
    .select({ clauseId: clause.clauseId, number: clause.number })
    .from(clause)
    .where(
      and(
        eq(clause.councilId, scope.councilId),
        eq(clause.mediationId, mediationId),
        ne(clause.state, 'dropped'),
        beyond,
      ),
    )
    .orderBy(clause.number);
  const other = form.to === 'up' ? others.at(-1) : others[0];
  if (form.number !== number || !other) return { clauseId };
  // By way of a number no clause has: two may never have the same.
  const give = (to: number, id: string) => tx.update(clause).set({ number: to }).where(thisClause(scope, id));
  await give(0, clauseId);
  await give(number, other.clauseId);
  await give(other.number, clauseId);
  await recordFor(tx, scope, { action: 'clause.moved', target: mediationId, detail: { clauseId, to: other.number } });
  return { clauseId };
}
