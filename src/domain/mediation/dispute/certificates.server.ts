import { and, eq, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import type { Tx } from '#server/db.ts';
import { certificate, mediation } from '../schema.server.ts';
import { faultInDay } from './days.ts';
import { certificateKinds, type CertificateKind } from './dispute.ts';
import { beginOnDispute, certificatesOf, type CertificateRow, type DisputeRow } from './disputes.server.ts';
import { clockEnds } from '#domain/cases/dispute-clocks.ts';

export interface CertificateAsked {
  kind: string;
  /** The day that set its clock going; `certificateKinds` says what happened on it. */
  clockFrom: string;
}

/**
 * Sets the clock of a certificate going, three working days (DIS9). Refused when there is one already (DIS18), and for a
 * kind that cannot be: after mediation, or because none was arranged, needs a statutory mediation that was asked for.
 * Called by whoever knows the day: the family, the council, and the closing of a mediation. Null as `disputeFor`.
 */
export async function startCertificate(
  tx: Tx,
  scope: CaseScope,
  disputeId: string,
  { kind, clockFrom }: CertificateAsked,
  today: CalendarDate,
): Promise<Refused | null | { certificateId: string; dueOn: CalendarDate | null }> {
  const found = await beginOnDispute(tx, scope, disputeId);
  if (found === null || isRefused(found)) return found;
  if (!isKind(kind)) return refuse('kind', 'Choose which certificate it is');
  const double = doubled(kind, await certificatesOf(tx, scope, disputeId));
  if (double) return double;
  const wantedOn = await firstWanted(tx, found);
  if (kind !== 'declined' && wantedOn === null)
    return refuse('kind', 'Nobody has asked for mediation by an independent mediator here yet');
  const what = `The day ${certificateKinds[kind].clockFrom}`;
  const fault = faultInDay('clockFrom', what, clockFrom, today, [
    { day: found.noticeSentOn, said: 'the letter was sent' },
    { day: kind === 'declined' ? null : wantedOn, said: 'mediation was asked for' },
  ]);
  if (fault) return fault;
  const { councilId, caseFileId, personId } = scope;
  const ends = clockEnds(`certificate_${kind}`, clockFrom)?.ends;
  const dueOn = ends && 'on' in ends ? ends.on : null;
  const certificateId = v7();
  const row = { councilId, caseFileId, certificateId, disputeId, kind, clockFrom, dueOn, writtenBy: personId };
  await tx.insert(certificate).values(row);
  await recordFor(tx, scope, { action: 'certificate.asked', target: disputeId, detail: { kind, clockFrom, dueOn } });
  return { certificateId, dueOn };
}

const isKind = (kind: string): kind is CertificateKind => Object.hasOwn(certificateKinds, kind);

/** DIS18: one of each kind at most, and after any other only the one that ends a mediation. */
function doubled(kind: CertificateKind, there: readonly CertificateRow[]): Refused | null {
  const same = there.find((one) => one.kind === kind);
  const other = kind === 'mediated' ? same : (same ?? there[0]);
  if (!other) return null;
  const { words } = certificateKinds[other.kind];
  return refuse(
    'kind',
    other.issuedOn
      ? `There is a certificate already, of ${inWords(other.issuedOn)} (${words.toLowerCase()}). One is all an appeal needs.`
      : `A certificate has been asked for already (${words.toLowerCase()}). Write down when it comes, or take it back first.`,
  );
}

/** The first day on which statutory mediation was wanted, or null. */
async function firstWanted(tx: Tx, { councilId, caseFileId, disputeId }: DisputeRow): Promise<CalendarDate | null> {
  const rows = await tx
    .select({ wantedOn: mediation.wantedOn })
    .from(mediation)
    .where(
      and(
        ...[eq(mediation.councilId, councilId), eq(mediation.caseFileId, caseFileId)],
        ...[eq(mediation.disputeId, disputeId), eq(mediation.kind, 'mediation')],
      ),
    );
  return rows.map(({ wantedOn }) => wantedOn).sort()[0] ?? null;
}

export interface Issued {
  certificateId: string;
  issuedOn: string;
  issuedBy: string;
}

/** Writes down the day a certificate was issued. A wrong day is put right by another; the same one twice is refused (DIS18). */
export async function writeIssued(
  tx: Tx,
  scope: CaseScope<'dispute:raise'>,
  disputeId: string,
  { certificateId, issuedOn, issuedBy }: Issued,
  today: CalendarDate,
): Promise<Refused | null | 'written'> {
  const found = await beginOnDispute(tx, scope, disputeId);
  if (found === null || isRefused(found)) return found;
  const one = (await certificatesOf(tx, scope, disputeId)).find((each) => each.certificateId === certificateId);
  if (!one) return null;
  if (one.issuedOn === issuedOn) return refuse('issuedOn', 'That day is written down already');
  const fault = faultInDay('issuedOn', 'The day of the certificate', issuedOn, today, [
    { day: found.noticeSentOn, said: 'the letter was sent' },
    { day: one.clockFrom, said: certificateKinds[one.kind].clockFrom },
  ]);
  if (fault) return fault;
  const to = { issuedOn, issuedBy: issuedBy.trim() };
  await tx.update(certificate).set(to).where(thisOne(one));
  const detail = { kind: one.kind, ...to, before: one.issuedOn };
  await recordFor(tx, scope, { action: 'certificate.issued', target: disputeId, detail });
  return 'written';
}

/** Takes back a certificate that was asked for by mistake. One that was issued stays. Null when there is none to take back. */
export async function takeBackCertificate(
  tx: Tx,
  scope: CaseScope<'dispute:raise'>,
  disputeId: string,
  certificateId: string,
): Promise<Refused | null | 'taken_back'> {
  const found = await beginOnDispute(tx, scope, disputeId);
  if (found === null || isRefused(found)) return found;
  const one = (await certificatesOf(tx, scope, disputeId)).find((each) => each.certificateId === certificateId);
  if (!one || one.issuedOn !== null) return null;
  await tx.delete(certificate).where(and(thisOne(one), isNull(certificate.issuedOn)));
  const detail = { kind: one.kind, clockFrom: one.clockFrom };
  await recordFor(tx, scope, { action: 'certificate.taken_back', target: disputeId, detail });
  return 'taken_back';
}

const thisOne = ({ councilId, caseFileId, certificateId }: CertificateRow) =>
  and(
    eq(certificate.councilId, councilId),
    eq(certificate.caseFileId, caseFileId),
    eq(certificate.certificateId, certificateId),
  );
