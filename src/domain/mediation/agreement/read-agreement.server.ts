import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { PrintBlock } from '#domain/evidence/print/blocks.ts';
import { recordLook } from '#domain/evidence/looked.server.ts';
import type { Tx } from '#server/db.ts';
import { mediationFor } from '../begin.server.ts';
import type { Place } from '../mediation.ts';
import { agreementBlocks } from './agreement-words.ts';
import { underOf } from './in-force.server.ts';
import { drawnBy, drawnIn, reopenedBy, type AgreementRow } from './open-agreement.server.ts';
import { ownChoices, signsIt, type SignatureRow } from './sign.server.ts';

/** How signing stands for one person. What it says is the same whether others have signed or not, until all have (SIG3). */
export type SigningView =
  | { state: 'none'; place: Place }
  | { state: 'set_aside'; place: Place; on: Date; mine: SignatureRow['choice'] | null }
  | {
      state: 'to_sign';
      place: Place;
      row: AgreementRow;
      blocks: PrintBlock[];
      signs: boolean;
      mine: SignatureRow | null;
    }
  | { state: 'signed'; place: Place; row: AgreementRow; signs: boolean; reopen: ('family' | 'council')[] };

/** The newest agreement of a mediation, as whoever asks finds it. Null for somebody without a place in it. */
export async function signingFor(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  today: CalendarDate,
): Promise<SigningView | null> {
  const found = await mediationFor(tx, scope, mediationId);
  if (!found) return null;
  const { place, party } = found;
  const [newest] = await drawnIn(tx, scope, mediationId);
  if (!newest) return { state: 'none', place };
  const { agreement: row, end } = newest;
  const mine = (await ownChoices(tx, scope, row.agreementId)).at(-1) ?? null;
  if (end?.end === 'set_aside') return { state: 'set_aside', place, on: end.at, mine: mine?.choice ?? null };
  if (end) {
    const reopen = await reopenedBy(tx, scope, row.agreementId);
    return { state: 'signed', place, row, signs: party.signs, reopen };
  }
  await recordLook(tx, scope, 'agreement.draft_opened', row.agreementId);
  const { sha256, historyHead } = row;
  const blocks = agreementBlocks(row.text, { sha256, historyHead, t0: today, signed: null });
  return { state: 'to_sign', place, row, blocks, signs: signsIt(row, party.partyId), mine };
}

/** A signed agreement, and the day from which its dates count. */
export interface InForce {
  row: AgreementRow;
  signedOn: CalendarDate;
  blocks: PrintBlock[];
}

const readsEvery = new Set(['case_officer', 'senior_manager', 'dispute_resolution_officer']);

/**
 * An agreement that everybody has signed, for those in the mediation and the council's officers of the case: it is open,
 * and no longer without prejudice. Null before that, and for everybody else on the case (A12).
 */
export async function agreementInForce(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  agreementId: string,
): Promise<InForce | null> {
  const isTheirs = readsEvery.has(scope.role ?? '') || (await mediationFor(tx, scope, mediationId)) !== null;
  const drawn = isTheirs ? await drawnBy(tx, scope, mediationId, agreementId) : null;
  if (drawn?.end?.end !== 'signed' || !drawn.end.signedOn) return null;
  const { agreement: row, end } = drawn;
  const { signedOn } = end as { signedOn: CalendarDate };
  return { row, signedOn, blocks: agreementBlocks(row.text, await underOf(tx, scope, row, signedOn)) };
}
