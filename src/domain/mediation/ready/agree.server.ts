import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { beginInMediation, type PartyRow } from '../begin.server.ts';
import type { MediationKind } from '../mediation.ts';
import { mediationParty } from '../schema.server.ts';
import { agreementText } from './agreement-to-mediate.ts';
import { partyRow } from './parties.server.ts';

/** The fingerprint of the agreement to mediate, as it is shown now. */
export const agreementSha256 = (kind: MediationKind): string =>
  createHash('sha256').update(agreementText(kind), 'utf8').digest('hex');

const thisParty = ({ councilId, partyId }: PartyRow) =>
  and(eq(mediationParty.councilId, councilId), eq(mediationParty.partyId, partyId));

/**
 * Says yes to the agreement to mediate, for oneself (RDY6). `shown` is the fingerprint of the words the page showed: if
 * they have changed since, they are to be read again. Null for whoever has no place here.
 */
export async function agreeToMediate(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  shown: string,
): Promise<Refused | null | 'agreed'> {
  const here = await beginInMediation(tx, scope, mediationId);
  if (!here) return null;
  const now = agreementSha256(here.mediation.kind);
  if (shown !== now) return refuse('agree', 'The words have changed. Read them again, then say yes');
  if (here.party.agreedToMediateAt) return 'agreed';
  await keep(tx, here.party, now);
  await recordFor(tx, scope, { action: 'mediation.agreed_to_mediate', target: mediationId, detail: { sha256: now } });
  return 'agreed';
}

/**
 * Whoever leads writes down that somebody without a sign-in said yes aloud, having heard the words. For nobody else:
 * everybody with a sign-in says it themselves.
 */
export async function agreedAloud(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  partyId: string,
): Promise<Refused | null | 'agreed'> {
  const here = await beginInMediation(tx, scope, mediationId);
  if (!here) return null;
  if (here.place !== 'lead') return refuse('form', 'Whoever leads it writes that down');
  const row = isId(partyId) ? await partyRow(tx, scope, here, partyId) : undefined;
  if (!row || row.personId || row.invitationId) return refuse('form', 'Everybody with a sign-in says yes themselves');
  const sha256 = agreementSha256(here.mediation.kind);
  await keep(tx, row, sha256);
  await recordFor(tx, scope, { action: 'mediation.agreed_aloud', target: mediationId, detail: { partyId, sha256 } });
  return 'agreed';
}

const keep = (tx: Tx, party: PartyRow, agreedToMediateSha256: string) =>
  tx
    .update(mediationParty)
    .set({ agreedToMediateAt: sql`now()`, agreedToMediateSha256 })
    .where(thisParty(party));

/** A mediator's own word that no council, integrated care board or NHS England employs them (RDY2; CFA 2014, s.53–54). */
export async function sayIndependent(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  said: boolean,
): Promise<Refused | null | 'said'> {
  const here = await beginInMediation(tx, scope, mediationId);
  if (!here) return null;
  if (here.party.comingAs !== 'mediator') return refuse('form', 'Only a mediator says that');
  if (!said)
    return refuse(
      'independent',
      'Tick the box if it is true. If it is not, tell the council that you cannot lead this',
    );
  if (here.party.independentAt) return 'said';
  await tx
    .update(mediationParty)
    .set({ independentAt: sql`now()` })
    .where(thisParty(here.party));
  await recordFor(tx, scope, { action: 'mediation.independence_said', target: mediationId });
  return 'said';
}
