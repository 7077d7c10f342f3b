import { and, eq, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import { beginInMediation, type InMediation } from '../begin.server.ts';
import type { PrivateSide } from '../mediation.ts';
import { sideStatement } from './ready-schema.server.ts';
import { tellThoseInIt } from './tell.server.ts';
import { speaksFor } from './who-may-add.ts';

/** What one side wants to say before the meeting. */
export interface Statement {
  issues: string;
  hopedFor: string;
  /** The child's or young person's views, and how they were learned. */
  childViews: string;
}

export interface Statements {
  family: Statement | null;
  council: Statement | null;
  /** The sides that have agreed to exchange. Who is in it may know that, and nothing of the words. */
  agreed: PrivateSide[];
  exchanged: boolean;
}

const ofMediation = ({ councilId, caseFileId }: CaseScope, mediationId: string) =>
  and(
    ...[eq(sideStatement.councilId, councilId), eq(sideStatement.caseFileId, caseFileId)],
    eq(sideStatement.mediationId, mediationId),
  );

/**
 * The words of both sides as this person may read them (RDY9): their own side's, and the other's once both have agreed to
 * exchange. Whoever leads reads them then, too. The database shows no other row, whatever is asked of it (E10).
 */
export async function statementsOf(tx: Tx, scope: CaseScope, { mediation, place }: InMediation): Promise<Statements> {
  const { mediationId } = mediation;
  const [ready] = await tx.execute<{ agreed: PrivateSide[] }>(
    sql`select sides_that_may_exchange(${scope.councilId}, ${mediationId}) as agreed`,
  );
  const agreed = ready?.agreed ?? [];
  const exchanged = agreed.length === 2;
  const rows = await tx.select().from(sideStatement).where(ofMediation(scope, mediationId));
  const of = (side: PrivateSide): Statement | null => {
    const row = rows.find((one) => one.side === side);
    if (!row || (!exchanged && side !== place)) return null;
    const { issues, hopedFor, childViews } = row;
    return { issues, hopedFor, childViews };
  };
  return { family: of('family'), council: of('council'), agreed, exchanged };
}

/** Begins a command on this person's own side's words. Null for whoever has no place here. */
async function beginOnWords(tx: Tx, scope: CaseScope, mediationId: string) {
  const here = await beginInMediation(tx, scope, mediationId);
  if (!here) return null;
  if (here.place === 'lead') return refuse('form', 'Each side writes its own');
  const words = await statementsOf(tx, scope, here);
  if (words.exchanged)
    return refuse('form', 'Both sides have read them, so they stay as they are. Say what is new in the meeting');
  return { here, words, side: here.place };
}

/**
 * Writes one's side's words. They may be changed until they are exchanged; to change them takes the side's own agreement
 * to exchange back, so that nothing goes across that nobody agreed to.
 */
export async function writeStatement(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  said: Statement,
): Promise<Refused | null | 'written'> {
  const held = await beginOnWords(tx, scope, mediationId);
  if (held === null || 'refused' in held) return held;
  const { councilId, caseFileId, personId: writtenBy } = scope;
  const words = { issues: said.issues.trim(), hopedFor: said.hopedFor.trim(), childViews: said.childViews.trim() };
  if (words.issues === '' && words.hopedFor === '' && words.childViews === '')
    return refuse('issues', 'Write something first');
  const written = { ...words, writtenBy, writtenAt: sql`now()`, mayExchangeAt: null, mayExchangeBy: null };
  await tx
    .insert(sideStatement)
    .values({ councilId, caseFileId, mediationId, side: held.side, ...written })
    .onConflictDoUpdate({
      target: [sideStatement.councilId, sideStatement.caseFileId, sideStatement.mediationId, sideStatement.side],
      set: written,
    });
  await recordFor(tx, scope, { action: 'mediation.words_written', target: mediationId });
  return 'written';
}

/**
 * Agrees for one's side that the words are exchanged, or takes that back while the other side has not. Those in the
 * disagreement say it, not who supports them. When both have, both are told.
 */
export async function mayExchange(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  may: boolean,
): Promise<Refused | null | 'waits' | 'exchanged'> {
  const held = await beginOnWords(tx, scope, mediationId);
  if (held === null || 'refused' in held) return held;
  const { here, words, side } = held;
  if (!speaksFor(here.place, here.party))
    return refuse('form', 'Those in the disagreement say if the words are exchanged');
  if (words[side] === null) return refuse('issues', 'Write your words first');
  await tx
    .update(sideStatement)
    .set(
      may ? { mayExchangeAt: sql`now()`, mayExchangeBy: scope.personId } : { mayExchangeAt: null, mayExchangeBy: null },
    )
    .where(and(ofMediation(scope, mediationId), eq(sideStatement.side, side)));
  const exchanged = may && words.agreed.some((other) => other !== side);
  const action = exchanged ? 'mediation.words_exchanged' : 'mediation.may_exchange_said';
  await recordFor(tx, scope, { action, target: mediationId });
  if (exchanged) await tellThoseInIt(tx, scope, mediationId);
  return exchanged ? 'exchanged' : 'waits';
}
