import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { PrintBlock } from '#domain/evidence/print/blocks.ts';
import { recordLook } from '#domain/evidence/looked.server.ts';
import type { Tx } from '#server/db.ts';
import { mediationFor } from '../begin.server.ts';
import { disputeFor } from '../dispute/disputes.server.ts';
import type { Place } from '../mediation.ts';
import { mediation } from '../schema.server.ts';
import { agreementCopy } from './agreement-schema.server.ts';
import type { CopyFormat } from './agreement.ts';
import { agreementBlocks } from './agreement-words.ts';
import { underOf } from './in-force.server.ts';
import { drawnBy, drawnIn, reopenedBy, type AgreementRow, type Drawn } from './open-agreement.server.ts';
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
  /** The later agreement of the same mediation that took its place. */
  superseded: string | null;
  /** The files both sides get, and their fingerprints. */
  copies: { format: CopyFormat; sha256: string; bytes: number }[];
}

/**
 * An agreement that everybody has signed, for whoever may know of the dispute: it is open, and no longer without
 * prejudice (SIG10). Null before that, and for everybody else on the case (A12).
 */
export async function agreementInForce(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  agreementId: string,
): Promise<InForce | null> {
  const drawn = await drawnBy(tx, scope, mediationId, agreementId);
  if (drawn?.end?.end !== 'signed' || !drawn.end.signedOn) return null;
  if (!(await disputeFor(tx, scope, await disputeOf(tx, scope, mediationId)))) return null;
  const { agreement: row } = drawn;
  const { signedOn } = drawn.end;
  const { superseded, copies } = await afterwards(tx, scope, drawn);
  return {
    row,
    signedOn,
    superseded,
    copies,
    blocks: agreementBlocks(row.text, await underOf(tx, scope, row, signedOn)),
  };
}

async function disputeOf(tx: Tx, { councilId, caseFileId }: CaseScope, mediationId: string): Promise<string> {
  const [found] = await tx
    .select({ disputeId: mediation.disputeId })
    .from(mediation)
    .where(
      and(
        ...[eq(mediation.councilId, councilId), eq(mediation.caseFileId, caseFileId)],
        eq(mediation.mediationId, mediationId),
      ),
    );
  return found?.disputeId ?? '';
}

/** What the kept files are, and whether a later agreement of the same mediation took its place. */
async function afterwards(tx: Tx, scope: CaseScope, { agreement: row }: Drawn) {
  const all = await drawnIn(tx, scope, row.mediationId);
  const later = all.find(({ agreement: one, end }) => one.number > row.number && end?.end === 'signed');
  const copies = await tx
    .select({ format: agreementCopy.format, sha256: agreementCopy.sha256, bytes: agreementCopy.bytes })
    .from(agreementCopy)
    .where(
      and(
        ...[eq(agreementCopy.councilId, scope.councilId), eq(agreementCopy.caseFileId, scope.caseFileId)],
        eq(agreementCopy.agreementId, row.agreementId),
      ),
    );
  return { superseded: later?.agreement.agreementId ?? null, copies };
}
