import { and, asc, eq } from 'drizzle-orm';
import { mayAlso } from '#domain/access/offer.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { outcomes } from '#domain/board/outcomes.ts';
import { familySees } from '#domain/board/telling/family-sees.server.ts';
import { decidedOn } from '#domain/board/telling/telling.server.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inShort } from '#domain/calendar/words.ts';
import { stageInWords } from '#domain/cases/stage.ts';
import { stageMove } from '#domain/cases/stages-schema.server.ts';
import { promisesOf } from '#domain/contact/promises/promises.server.ts';
import { entryKinds } from '#domain/contact/thread/entry.ts';
import { contactEntry } from '#domain/contact/thread/thread-schema.server.ts';
import { papersOf } from '#domain/evidence/papers.server.ts';
import { endings } from '#domain/mediation/dispute/dispute.ts';
import { disputesOf } from '#domain/mediation/dispute/disputes.server.ts';
import { appealsOfCase } from '#domain/tribunal/dates/on-case.server.ts';
import type { Tx } from '#server/db.ts';
import type { Happened, HappenedKind } from './chronology.ts';

type Reader = (tx: Tx, scope: CaseScope, today: CalendarDate) => Promise<Happened[]>;

const steps: Reader = async (tx, { councilId, caseFileId }) => {
  const rows = await tx
    .select()
    .from(stageMove)
    .where(and(eq(stageMove.councilId, councilId), eq(stageMove.caseFileId, caseFileId)))
    .orderBy(asc(stageMove.on));
  return rows.map(({ on, to }) => ({ on, kind: 'step', words: stageInWords[to] }));
};

/** The database shows each reader the entries they may read, and no other grown-up's. */
const contact: Reader = async (tx, scope) => {
  if (!mayAlso(scope, 'contact:see')) return [];
  const rows = await tx
    .select()
    .from(contactEntry)
    .where(and(eq(contactEntry.councilId, scope.councilId), eq(contactEntry.caseFileId, scope.caseFileId)))
    .orderBy(asc(contactEntry.happenedAt));
  return rows.map(({ happenedAt, kind, direction, words }) => ({
    ...{ on: dateOf(happenedAt), kind: 'contact' },
    words: `${entryKinds[kind]}, ${direction === 'in' ? 'to' : 'from'} the council: ${words}`,
  }));
};

const promises: Reader = async (tx, scope, today) => {
  if (!mayAlso(scope, 'promise:see')) return [];
  const rows = await promisesOf(tx, scope, today);
  return rows.flatMap(({ madeOn, dueOn, words, ownerName, state, keptOn }): Happened[] => [
    { on: madeOn, kind: 'promise', words: `${ownerName} promised: ${words}${dueOn ? `, by ${inShort(dueOn)}` : ''}` },
    ...(state.is === 'late' && dueOn
      ? [{ on: dueOn, kind: 'promise' as const, words: `Not kept by then: ${words}` }]
      : []),
    ...(keptOn ? [{ on: keptOn, kind: 'promise' as const, words: `Kept: ${words}` }] : []),
  ]);
};

/** What the family was told, as their own page says it; the council's side reads every decision that is out. */
const decisions: Reader = async (tx, scope, today) => {
  if (scope.side === 'family') {
    const sees = await familySees(tx, scope, today);
    return sees.state === 'told' ? [decided(sees)] : [];
  }
  const all = await decidedOn(tx, scope);
  return all.flatMap(({ decision, release }) => (release ? [decided({ decision, release })] : []));
};

const decided = ({
  decision,
  release,
}: {
  decision: { outcome: keyof typeof outcomes; sentence: string };
  release: { sentOn: string };
}): Happened => ({
  ...{ on: release.sentOn, kind: 'decision' },
  words: `${outcomes[decision.outcome].inWords}. ${decision.sentence}`,
});

const papers: Reader = async (tx, scope) => {
  const rows = await papersOf(tx, scope);
  return rows
    .filter(({ state, withdrawnAt }) => state === 'ready' && !withdrawnAt)
    .map(({ title, addedAt, receivedOn }) => ({ on: receivedOn ?? dateOf(addedAt), kind: 'paper', words: title }));
};

const disputes: Reader = async (tx, scope) => {
  if (!mayAlso(scope, 'dispute:see')) return [];
  const rows = await disputesOf(tx, scope);
  return rows.flatMap(({ number, raisedAt, endedAt, endedHow }): Happened[] => [
    { on: dateOf(raisedAt), kind: 'dispute', words: `Disagreement ${number} was written down` },
    ...(endedAt && endedHow
      ? [{ on: dateOf(endedAt), kind: 'dispute' as const, words: `Disagreement ${number}: ${endings[endedHow]}` }]
      : []),
  ]);
};

const appeals: Reader = async (tx, scope) => {
  if (!mayAlso(scope, 'appeal:see')) return [];
  const rows = await appealsOfCase(tx, scope);
  return rows.map(({ addedAt, number }) => ({
    ...{ on: dateOf(addedAt), kind: 'appeal' },
    words: `An appeal was written down${number ? `, ${number}` : ''}`,
  }));
};

const readers: Readonly<Record<HappenedKind, Reader>> = {
  step: steps,
  contact,
  promise: promises,
  decision: decisions,
  paper: papers,
  dispute: disputes,
  appeal: appeals,
};

/**
 * CHR1: everything with a day that this reader may read, the oldest first, read through the same stores as its own page,
 * so that no wall is walked around. Recorded (CHR2).
 */
export async function chronologyOf(
  tx: Tx,
  scope: CaseScope<'chronology:see'>,
  { kinds, today }: { kinds: readonly HappenedKind[]; today: CalendarDate },
): Promise<Happened[]> {
  const all: Happened[] = [];
  for (const kind of kinds) all.push(...(await readers[kind](tx, scope, today)));
  await recordFor(tx, scope, { action: 'chronology.seen' });
  return all.sort((a, b) => a.on.localeCompare(b.on));
}
