import { and, asc, eq, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { nameShown } from '#domain/evidence/names.server.ts';
import { packsOf } from '#domain/evidence/pack/packs.server.ts';
import { person } from '#domain/people/schema.server.ts';
import { refuse, type Refused } from '#domain/evidence/begin.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { decisionReason } from './deciding-schema.server.ts';
import { beginAtDesk, whyOver } from './desk-item.server.ts';
import { readReason, type ReasonFaults, type TypedReason } from './reasons.ts';

export type KeptReason = Pick<
  typeof decisionReason.$inferSelect,
  'decisionReasonId' | 'words' | 'restsOn' | 'pages' | 'at'
> & {
  byName: string;
};
/** Several boxes of one form may be wrong at once. */
export type Faulty = { faults: ReasonFaults };

const ofItem = ({ councilId, caseFileId }: CaseScope, agendaItemId: string) =>
  and(
    eq(decisionReason.councilId, councilId),
    eq(decisionReason.caseFileId, caseFileId),
    eq(decisionReason.agendaItemId, agendaItemId),
  );
const thisOne = (scope: CaseScope, agendaItemId: string, decisionReasonId: string) =>
  and(ofItem(scope, agendaItemId), sql`${decisionReason.decisionReasonId}::text = ${decisionReasonId}`);

/** The reasons of one case on one agenda, in their order. */
export const reasonsOf = (tx: Tx, scope: CaseScope, agendaItemId: string): Promise<KeptReason[]> =>
  tx
    .select({
      decisionReasonId: decisionReason.decisionReasonId,
      words: decisionReason.words,
      restsOn: decisionReason.restsOn,
      pages: decisionReason.pages,
      at: decisionReason.at,
      byName: nameShown,
    })
    .from(decisionReason)
    .innerJoin(person, and(eq(person.councilId, decisionReason.councilId), eq(person.personId, decisionReason.by)))
    .where(ofItem(scope, agendaItemId))
    .orderBy(asc(decisionReason.position), asc(decisionReason.decisionReasonId));

/** Opens the desk for writing a reason, with the contents of the newest pack, which its pages are checked against. */
async function begin(tx: Tx, scope: CaseScope, agendaItemId: string) {
  const desk = await beginAtDesk(tx, scope, agendaItemId);
  if (desk === null || 'refused' in desk) return desk;
  return whyOver(desk.item) ?? { contents: (await packsOf(tx, scope))[0]?.manifest.contents ?? [] };
}

/** Adds a reason at the end (DEC1, DEC2). Null when the case is not on that agenda. */
export async function addReason(
  tx: Tx,
  scope: CaseScope,
  agendaItemId: string,
  typed: TypedReason,
): Promise<Refused | Faulty | null | { decisionReasonId: string }> {
  const begun = await begin(tx, scope, agendaItemId);
  if (begun === null || 'refused' in begun) return begun;
  const reason = readReason(typed, begun.contents);
  if ('faults' in reason) return reason;
  const { councilId, caseFileId, personId } = scope;
  const [last] = await tx
    .select({ position: sql<number>`coalesce(max(${decisionReason.position}), 0)` })
    .from(decisionReason)
    .where(ofItem(scope, agendaItemId));
  const [made] = await tx
    .insert(decisionReason)
    .values({
      councilId,
      caseFileId,
      agendaItemId,
      position: (last?.position ?? 0) + 1,
      ...reason,
      by: personId,
      at: now(),
    })
    .returning({ decisionReasonId: decisionReason.decisionReasonId });
  await recordFor(tx, scope, { action: 'reason.added', target: made!.decisionReasonId, detail: { ...reason } });
  return made!;
}

export interface ChangedReason extends TypedReason {
  decisionReasonId: string;
  /** When the words in the box were written, in ms: somebody else's newer words are never replaced unseen (DEC3). */
  seenAtMs: number;
}

export async function changeReason(
  tx: Tx,
  scope: CaseScope,
  agendaItemId: string,
  { decisionReasonId, seenAtMs, ...typed }: ChangedReason,
): Promise<Refused | Faulty | null | 'changed'> {
  const begun = await begin(tx, scope, agendaItemId);
  if (begun === null || 'refused' in begun) return begun;
  const where = thisOne(scope, agendaItemId, decisionReasonId);
  const [before] = await tx.select().from(decisionReason).where(where);
  if (!before)
    return refuse(
      'words',
      'Somebody took this reason away while you wrote. Your words are still here: add them as a new one.',
    );
  if (before.at.getTime() !== seenAtMs)
    return refuse(
      'words',
      'Somebody changed this reason while you wrote. Their words are above, yours are still in the box. Put the two together, then save.',
    );
  const reason = readReason(typed, begun.contents);
  if ('faults' in reason) return reason;
  await tx
    .update(decisionReason)
    .set({ ...reason, by: scope.personId, at: now() })
    .where(where);
  await recordFor(tx, scope, {
    action: 'reason.changed',
    target: decisionReasonId,
    detail: { from: before.words, ...reason },
  });
  return 'changed';
}

/** Moves a reason one place up or down; at either end nothing happens. */
export async function moveReason(
  tx: Tx,
  scope: CaseScope,
  agendaItemId: string,
  decisionReasonId: string,
  way: 'up' | 'down',
): Promise<Refused | null | 'moved'> {
  const begun = await begin(tx, scope, agendaItemId);
  if (begun === null || 'refused' in begun) return begun;
  const order = (await reasonsOf(tx, scope, agendaItemId)).map((each) => each.decisionReasonId);
  const from = order.indexOf(decisionReasonId);
  const to = from + (way === 'up' ? -1 : 1);
  if (from < 0) return null;
  if (to < 0 || to >= order.length) return 'moved';
  [order[from], order[to]] = [order[to]!, order[from]!];
  for (const [index, id] of order.entries())
    await tx
      .update(decisionReason)
      .set({ position: index + 1 })
      .where(thisOne(scope, agendaItemId, id));
  await recordFor(tx, scope, { action: 'reason.moved', target: decisionReasonId, detail: { way } });
  return 'moved';
}

/** Takes a reason away while nothing is decided; history keeps its words. */
export async function removeReason(
  tx: Tx,
  scope: CaseScope,
  agendaItemId: string,
  decisionReasonId: string,
): Promise<Refused | null | 'removed'> {
  const begun = await begin(tx, scope, agendaItemId);
  if (begun === null || 'refused' in begun) return begun;
  const [gone] = await tx
    .delete(decisionReason)
    .where(thisOne(scope, agendaItemId, decisionReasonId))
    .returning();
  if (!gone) return null;
  await recordFor(tx, scope, { action: 'reason.removed', target: decisionReasonId, detail: { words: gone.words } });
  return 'removed';
}
