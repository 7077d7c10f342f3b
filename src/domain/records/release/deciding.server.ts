import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { contactsIn, type Flag } from '../flags/flags.ts';
import { knownOfOthers } from '../flags/known.server.ts';
import type { RequestRow } from '../requests/asking.server.ts';
import { asNobody, recordAtDesk, type Done } from '../requests/desk.server.ts';
import type { Exemption } from '../requests/request.ts';
import { dataRequestItem } from '../schema.server.ts';
import { hideIn } from './hide.ts';

export type ItemRow = typeof dataRequestItem.$inferSelect;

const ofRequest = ({ councilId, caseFileId, dataRequestId }: RequestRow) =>
  and(
    eq(dataRequestItem.councilId, councilId),
    eq(dataRequestItem.caseFileId, caseFileId),
    eq(dataRequestItem.dataRequestId, dataRequestId),
  );

/** Everything that was gathered, in the order it is told. */
export const itemsOf = (tx: Tx, row: RequestRow): Promise<ItemRow[]> =>
  tx.select().from(dataRequestItem).where(ofRequest(row)).orderBy(asc(dataRequestItem.number));

/** What one person of the desk decides about one thing. */
export interface Deciding {
  itemId: string;
  decision: 'include' | 'hide_parts' | 'withhold';
  /** For parts: the words to hide, each as it stands there. */
  phrases: readonly string[];
  /** For parts and for the whole: the rule it is kept back under. */
  exemption: Exemption | null;
}

const settled = { refused: { decision: 'This is settled: take it back from the second person first' } };

/**
 * Decides about one thing. SAR6: what goes out is made here and looked through again: no hidden word, and no address,
 * number or e-mail of somebody else, may be left in it. Null: no such thing.
 */
export async function decideItem(tx: Tx, scope: Scope, row: RequestRow, deciding: Deciding): Promise<Done | null> {
  if (row.state !== 'gathered') return settled;
  const [item] = isId(deciding.itemId)
    ? await tx
        .select()
        .from(dataRequestItem)
        .where(and(ofRequest(row), eq(dataRequestItem.dataRequestItemId, deciding.itemId)))
    : [];
  if (!item) return null;
  const out = await wordsOutOf(tx, scope, row, item, deciding);
  if ('refused' in out) return out;
  const { decision, exemption } = deciding;
  await tx
    .update(dataRequestItem)
    .set({
      ...{ decision, wordsOut: out.wordsOut, exemption: decision === 'include' ? '' : (exemption ?? '') },
      ...{ decidedBy: scope.personId, decidedAt: sql`now()` },
    })
    .where(and(ofRequest(row), eq(dataRequestItem.dataRequestItemId, item.dataRequestItemId)));
  await recordAtDesk(tx, scope, row, 'data.decided', { number: item.number, decision, exemption });
  return 'done';
}

type Out = { wordsOut: string | null } | { refused: Record<string, string> };

async function wordsOutOf(
  tx: Tx,
  scope: Scope,
  row: RequestRow,
  { words }: ItemRow,
  { decision, phrases, exemption }: Deciding,
): Promise<Out> {
  if (decision !== 'include' && !exemption) return { refused: { exemption: 'Choose why it is kept back' } };
  if (decision === 'withhold') return { wordsOut: null };
  if (decision === 'hide_parts' && phrases.length === 0)
    return { refused: { phrases: 'Write what to hide, each on a line' } };
  const hidden = decision === 'hide_parts' ? hideIn(words, phrases) : { wordsOut: words };
  if ('notThere' in hidden) return { refused: { phrases: `“${hidden.notThere}” does not stand there as whole words` } };
  if ('stillThere' in hidden)
    return {
      refused: { phrases: `“${hidden.stillThere}” can still be read, written in another way. Add that way too` },
    };
  const known = await asNobody(tx, scope, row, () => knownOfOthers(tx, { ...row, askedBy: row.askedBy! }));
  const [left] = contactsIn(hidden.wordsOut, known);
  if (left) return { refused: { phrases: `It still says where somebody else is or how to reach them: ${left}` } };
  return { wordsOut: decision === 'include' ? null : hidden.wordsOut };
}

/** Includes everything nobody need look at: no flag, and nothing decided yet. Returns how many. */
export async function includeUnflagged(tx: Tx, scope: Scope, row: RequestRow): Promise<number> {
  if (row.state !== 'gathered') return 0;
  const rows = await tx
    .update(dataRequestItem)
    .set({ decision: 'include', decidedBy: scope.personId, decidedAt: sql`now()` })
    .where(and(ofRequest(row), isNull(dataRequestItem.decision), sql`cardinality(${dataRequestItem.flags}) = 0`))
    .returning({ id: dataRequestItem.dataRequestItemId });
  await recordAtDesk(tx, scope, row, 'data.included', { things: rows.length });
  return rows.length;
}

const MAY_HARM: Flag = 'may_harm';

/** Marks something that may do harm, so that it is not included with the rest. Null: no such thing. */
export async function markMayHarm(tx: Tx, scope: Scope, row: RequestRow, itemId: string): Promise<Done | null> {
  if (row.state !== 'gathered') return settled;
  if (!isId(itemId)) return null;
  const rows = await tx
    .update(dataRequestItem)
    .set({
      ...{ flags: sql`array_append(array_remove(${dataRequestItem.flags}, ${MAY_HARM}), ${MAY_HARM})` },
      ...{ decision: null, wordsOut: null, exemption: '', decidedBy: null, decidedAt: null },
    })
    .where(and(ofRequest(row), eq(dataRequestItem.dataRequestItemId, itemId)))
    .returning({ number: dataRequestItem.number });
  if (!rows[0]) return null;
  await recordAtDesk(tx, scope, row, 'data.marked', { number: rows[0].number });
  return 'done';
}

/** The words of a thing as they go out; null when none do. */
export const wordsGoingOut = ({
  decision,
  words,
  wordsOut,
}: Pick<ItemRow, 'decision' | 'words' | 'wordsOut'>): string | null =>
  decision === 'include' ? words : decision === 'hide_parts' ? wordsOut : null;
