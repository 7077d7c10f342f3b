import { and, eq, isNull } from 'drizzle-orm';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { document } from '#realtime/server/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { beginInMediation, MediationMoved, type InMediation } from '../begin.server.ts';
import { startCertificate } from '../dispute/certificates.server.ts';
import { certificatesOf } from '../dispute/disputes.server.ts';
import { mediation } from '../schema.server.ts';
import { endFactsOf } from './known.server.ts';
import { certificateFollows, isOutcomeCode, whyNotEnd, type OutcomeCode } from './outcome.ts';
import { draftOf, outcomeRow, writeHalves, type OutcomeRow } from './outcomes.server.ts';
import { outcomeText, readWritten, recordOf } from './record.ts';

export interface Draft {
  /** Of the draft the form was shown; 0 before the first. */
  version: number;
  /** An outcome code, or '' while it is open. */
  outcome: string;
  /** By the name of the field. */
  typed: Readonly<Record<string, string>>;
}

/**
 * Saves the draft of an outcome record. Nobody but whoever leads sees it, and nothing tells anybody that there is one.
 * Null as `mediationFor`, and for everybody who does not lead. Throws `MediationMoved` when somebody saved another since.
 */
export async function saveOutcome(
  tx: Tx,
  scope: CaseScope<'mediation:lead'>,
  mediationId: string,
  { version, outcome, typed }: Draft,
  now: Date,
): Promise<'saved' | { faults: Record<string, string> } | null> {
  const here = await beginToLead(tx, scope, mediationId);
  if (!here) return null;
  const row = await draftRow(tx, scope, mediationId);
  if ((row?.version ?? 0) !== version) throw new MediationMoved('changed');
  const { written, faults } = readWritten(typed);
  if (outcome !== '' && !isOutcomeCode(outcome)) faults['outcome'] = 'Choose how it ended';
  if (Object.keys(faults).length > 0) return { faults };
  const record = recordOf(isOutcomeCode(outcome) ? outcome : null, written);
  await writeHalves(tx, scope, mediationId, record, { version: version + 1 }, now);
  return 'saved';
}

/**
 * Shares the record exactly as it was shown, and closes the mediation: from then on nothing in it changes (OUT3, OUT5). The
 * clock of the mediator’s certificate starts where one follows (OUT6). `shown` is the fingerprint of what was looked through;
 * throws `MediationMoved` when that is not what would be shared. Null as `saveOutcome`. Answers the documents to close.
 */
export async function closeMediation(
  tx: Tx,
  scope: CaseScope<'mediation:lead'>,
  mediationId: string,
  shown: string,
  now: Date,
): Promise<Refused | { documentIds: string[] } | null> {
  const here = await beginToLead(tx, scope, mediationId);
  if (!here) return null;
  const row = await draftRow(tx, scope, mediationId);
  if (!row?.outcome) return refuse('outcome', 'Choose how it ended, and save it');
  const fault = whyNotEnd(row.outcome, await endFactsOf(tx, scope, mediationId));
  if (fault) return refuse('outcome', fault);
  const record = await draftOf(tx, scope, here, row, dateOf(now));
  const sha256 = sha256Of(outcomeText(mediationId, record));
  if (sha256 !== shown) throw new MediationMoved('changed');
  const clock = await startClock(tx, scope, here, row.outcome, now);
  if (isRefused(clock)) return clock;
  const asShared = { version: row.version, sharedAt: now, sharedSha256: sha256 };
  await writeHalves(tx, scope, mediationId, record, asShared, now);
  const documentIds = await freeze(tx, scope, here, now);
  const detail = { outcome: row.outcome, sha256 };
  await recordFor(tx, scope, { action: 'mediation.closed', target: mediationId, detail });
  return { documentIds };
}

/** The draft, or null before the first. What was shared is no draft any more. */
async function draftRow(tx: Tx, scope: CaseScope, mediationId: string): Promise<OutcomeRow | null> {
  const row = await outcomeRow(tx, scope, mediationId);
  if (row?.sharedAt) throw new MediationMoved('closed');
  return row;
}

async function beginToLead(tx: Tx, scope: CaseScope, mediationId: string): Promise<InMediation | null> {
  const here = await beginInMediation(tx, scope, mediationId);
  return here?.place === 'lead' ? here : null;
}

/** From the day the meeting ended: three working days (reg 39). Nothing where a certificate after mediation is there already. */
async function startClock(
  tx: Tx,
  scope: CaseScope,
  { mediation: { kind, disputeId, startedAt, endedAt } }: InMediation,
  outcome: OutcomeCode,
  now: Date,
): Promise<Refused | null> {
  if (kind !== 'mediation' || !certificateFollows(outcome, startedAt !== null)) return null;
  const there = await certificatesOf(tx, scope, disputeId);
  if (there.some((one) => one.kind === 'mediated')) return null;
  const clockFrom = dateOf(endedAt ?? now);
  const started = await startCertificate(tx, scope, disputeId, { kind: 'mediated', clockFrom }, dateOf(now));
  return isRefused(started) ? refuse('form', started.refused) : null;
}

/** Closes the mediation and the document of everyone’s room. A trigger drops what was private. */
async function freeze(tx: Tx, scope: CaseScope, { mediation: meeting }: InMediation, now: Date): Promise<string[]> {
  const { councilId, caseFileId } = scope;
  const closed = { state: 'closed', phase: 'stopped', phaseUntil: null, closedAt: now } as const;
  await tx
    .update(mediation)
    .set({ ...closed, endedAt: meeting.endedAt ?? now, version: meeting.version + 1 })
    .where(
      and(
        ...[eq(mediation.councilId, councilId), eq(mediation.caseFileId, caseFileId)],
        eq(mediation.mediationId, meeting.mediationId),
      ),
    );
  const documents = await tx
    .update(document)
    .set({ closedAt: now })
    .where(
      and(
        ...[eq(document.councilId, councilId), eq(document.caseFileId, caseFileId)],
        ...[eq(document.subjectId, meeting.mediationId), isNull(document.closedAt)],
      ),
    )
    .returning({ documentId: document.documentId });
  return documents.map(({ documentId }) => documentId);
}
