import { and, asc, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import { beginInMediation, type InMediation } from '../begin.server.ts';
import { agreementEnd, signature } from './agreement-schema.server.ts';
import { bringIntoForce } from './in-force.server.ts';
import { drawnBy, type AgreementRow, type Drawn } from './open-agreement.server.ts';
import { isPaused, pauseEnds, sentences } from './signing.ts';
import { tellEveryoneIn } from './tell.server.ts';

export type SignatureRow = typeof signature.$inferSelect;

/** What somebody was shown when they chose. */
export interface Shown {
  agreementId: string;
  sha256: string;
}

/** What this person chose about an agreement, oldest first. Those of others are in no answer before all have signed. */
export const ownChoices = (tx: Tx, scope: CaseScope, agreementId: string): Promise<SignatureRow[]> =>
  tx
    .select()
    .from(signature)
    .where(
      and(
        ...[eq(signature.councilId, scope.councilId), eq(signature.caseFileId, scope.caseFileId)],
        ...[eq(signature.agreementId, agreementId), eq(signature.personId, scope.personId)],
      ),
    )
    .orderBy(asc(signature.at), asc(signature.signatureId));

/** Whether somebody is one of those the agreement names to sign it. */
export const signsIt = ({ text }: Pick<AgreementRow, 'text'>, partyId: string): boolean =>
  text.signers.some((one) => one.partyId === partyId);

interface ToSign extends InMediation {
  drawn: Drawn;
  mine: SignatureRow[];
}

/** Null: somebody without a place, or an id of nothing. Otherwise the agreement as it was shown, or why it is not that any more. */
async function beginSigning(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  shown: Shown,
): Promise<ToSign | Refused | null> {
  const found = await beginInMediation(tx, scope, mediationId);
  const drawn = found && (await drawnBy(tx, scope, mediationId, shown.agreementId));
  if (!drawn) return null;
  const mine = await ownChoices(tx, scope, shown.agreementId);
  if (drawn.end?.end === 'set_aside') return refuse('form', sentences.setAside);
  if (!signsIt(drawn.agreement, found.party.partyId)) return refuse('form', sentences.notYours);
  if (drawn.agreement.sha256 !== shown.sha256) return refuse('form', sentences.changed);
  return { ...found, drawn, mine };
}
const signedBy = (rows: readonly SignatureRow[]): boolean => rows.some(({ choice }) => choice === 'signed');

/** How a command about signing went: `signed` once this person has signed, `in_force` when everybody has. */
export type Signed = { now: 'signed' | 'in_force' };

/**
 * Signs for this person alone; it asks nothing of the others (SIG3). Signing twice is signing once (B17). The last
 * signature brings the agreement into force in the same transaction. Refused without a name, within the pause without
 * their own word that they do not want to wait, and of anything but what they were shown.
 */
export async function sign(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  asked: Shown & { name: string; atOnce: boolean },
  now: Date,
): Promise<Signed | Refused | null> {
  const begun = await beginSigning(tx, scope, mediationId, asked);
  if (begun === null || 'refused' in begun) return begun;
  const { agreement, end } = begun.drawn;
  if (signedBy(begun.mine)) return { now: end ? 'in_force' : 'signed' };
  if (end) return refuse('form', sentences.inForce);
  const name = asked.name.trim();
  if (name === '') return refuse('name', sentences.nameEmpty);
  const paused = isPaused(agreement.drawnUpAt, now);
  if (paused && !asked.atOnce) return refuse('atOnce', sentences.wait);
  await choose(tx, scope, begun, { choice: 'signed', name, asked: paused ? 'at_once' : 'waited', at: now });
  const [all] = await tx.execute<{ signed: boolean }>(
    sql`select everyone_signed(${scope.councilId}, ${agreement.agreementId}) as signed`,
  );
  if (!all?.signed) return { now: 'signed' };
  await bringIntoForce(tx, scope, agreement, now);
  return { now: 'in_force' };
}

/** Takes it away until tomorrow: a reminder comes when the time is over (SIG5). */
export async function signLater(tx: Tx, scope: CaseScope, mediationId: string, shown: Shown, now: Date) {
  const begun = await beginSigning(tx, scope, mediationId, shown);
  if (begun === null || 'refused' in begun) return begun;
  if (begun.drawn.end) return refuse('form', sentences.inForce);
  if (signedBy(begun.mine)) return { now: 'signed' as const };
  await choose(tx, scope, begun, { choice: 'later', remindAt: pauseEnds(now), at: now });
  return { now: 'later' as const };
}

/**
 * Says no, before or after signing, as long as not everybody has. The draft is put aside for all, and all are told the
 * same: that it was not signed, and never by whom (SIG6). Saying no twice is saying it once.
 */
export async function doNotSign(tx: Tx, scope: CaseScope, mediationId: string, shown: Shown, now: Date) {
  const begun = await beginSigning(tx, scope, mediationId, shown);
  if (begun === null || 'refused' in begun) return begun;
  if (begun.drawn.end) return refuse('form', sentences.inForce);
  await choose(tx, scope, begun, { choice: 'not', at: now });
  await putAside(tx, scope, begun.drawn.agreement, now);
  return { now: 'not' as const };
}

/** Whoever leads puts a drawn-up agreement aside, so that its clauses may change. Everybody is told the same as when somebody says no. */
export async function setAside(tx: Tx, scope: CaseScope, mediationId: string, shown: Shown, now: Date) {
  const found = await beginInMediation(tx, scope, mediationId);
  const drawn = found?.place === 'lead' ? await drawnBy(tx, scope, mediationId, shown.agreementId) : null;
  if (!drawn) return null;
  if (drawn.end?.end === 'signed') return refuse('form', sentences.inForce);
  if (!drawn.end) await putAside(tx, scope, drawn.agreement, now);
  return { now: 'set_aside' as const };
}

async function putAside(tx: Tx, scope: CaseScope, { agreementId, mediationId }: AgreementRow, at: Date): Promise<void> {
  const { councilId, caseFileId, personId: by } = scope;
  await tx.insert(agreementEnd).values({ councilId, caseFileId, agreementId, end: 'set_aside', by, at });
  await recordFor(tx, scope, { action: 'agreement.set_aside', target: mediationId, detail: { agreementId } });
  await tellEveryoneIn(tx, scope, mediationId);
}

type Choice = Pick<typeof signature.$inferInsert, 'choice' | 'name' | 'asked' | 'remindAt' | 'at'>;

/** Keeps what one person chose. Nobody is told of it: the row in the history wakes no page (SIG3). */
async function choose(tx: Tx, scope: CaseScope, { drawn, party }: ToSign, choice: Choice): Promise<void> {
  const { councilId, caseFileId, personId } = scope;
  const { agreementId, sha256 } = drawn.agreement;
  const of = { councilId, caseFileId, personId, agreementId, sha256, partyId: party.partyId };
  await tx.insert(signature).values({ ...of, ...choice, signatureId: v7() });
  await recordFor(tx, scope, { action: 'signature.chosen', target: agreementId });
}
