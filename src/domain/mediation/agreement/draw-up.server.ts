import { eq, and, max, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { caseBar } from '#domain/cases/bar.server.ts';
import { canonical, type Canonical } from '#domain/evidence/canonical.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { councilById } from '#domain/people/councils.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { beginInMediation, type InMediation, type PartyRow } from '../begin.server.ts';
import { datesOf } from '../clauses/reg42.ts';
import type { AgreedClause, AgreementText } from './agreement.ts';
import { agreement } from './agreement-schema.server.ts';
import { openAgreement } from './open-agreement.server.ts';
import { sentences, withoutAuthority } from './signing.ts';
import { tellEveryoneIn } from './tell.server.ts';
import { clausesToAgree, leftOverOf, whoSigns, type ClauseRow } from './to-agree.server.ts';

/** The one spelling of an agreement, of which its fingerprint is made: anybody can make it again. */
export const spelled = (text: AgreementText): string => canonical(text as unknown as Canonical);

/**
 * Whoever leads writes down what both sides have agreed, once: what each clause says, what is left, and who signs (SIG1).
 * Null for somebody without a place in the mediation. Refused with what to do about it (SIG2).
 */
export async function drawUp(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
): Promise<Refused | { agreementId: string; number: number } | null> {
  const found = await beginInMediation(tx, scope, mediationId);
  if (found?.place !== 'lead') return null;
  const open = await openAgreement(tx, scope, mediationId);
  if (open) return refuse('draw', open.state === 'signed' ? sentences.alreadySigned : sentences.alreadyDrawn);
  const { agreed, checking } = await clausesToAgree(tx, scope, mediationId);
  if (checking[0]) return refuse('draw', sentences.checking(checking[0].number));
  if (agreed.length === 0) return refuse('draw', sentences.nothingAgreed);
  const { signers, cannot } = await whoSigns(tx, scope, mediationId);
  if (cannot) return refuse('draw', sentences.cannotSignHere(cannot.name));
  const why = whyNotSigned(found, agreed, signers);
  if (why) return refuse('draw', why);
  return writeDown(tx, scope, found, { clauses: agreed.map(asAgreed), signers });
}

/** Clauses count from 1 in the agreement: a gap would tell whoever reads it that something was dropped. */
const asAgreed = (row: ClauseRow, index: number): AgreedClause => ({
  ...{ number: index + 1, title: row.title, words: row.words, body: row.body, officer: row.officer },
  ...{ officerId: row.officerId, planSection: row.planSection, newWording: row.newWording },
  ...{ legalClass: row.legalClass!, kind: row.kind, agreedDate: row.agreedDate, howKnown: row.howKnown },
});

function whyNotSigned({ mediation }: InMediation, rows: readonly ClauseRow[], signers: readonly PartyRow[]) {
  const undated = rows.find((row) => datesOf(row, today(now), mediation.kind).length === 0);
  if (undated) return sentences.noDate(undated.number);
  for (const side of ['family', 'council'] as const)
    if (!signers.some((one) => one.side === side)) return sentences.nobodySigns(side);
  const forCouncil = signers.filter(({ side }) => side === 'council');
  const [lacking] = withoutAuthority(
    rows.map((row) => ({ ...asAgreed(row, 0), number: row.number })),
    forCouncil,
  );
  return lacking ? sentences.noAuthority(lacking.number, lacking.need) : null;
}

async function writeDown(
  tx: Tx,
  scope: CaseScope,
  { mediation, party }: InMediation,
  { clauses, signers }: { clauses: AgreedClause[]; signers: PartyRow[] },
): Promise<{ agreementId: string; number: number }> {
  const { councilId, caseFileId } = scope;
  const { mediationId, kind, provider, meetsOn } = mediation;
  const bar = await caseBar(tx, scope, today(now));
  const council = await councilById(councilId);
  const number = await nextNumber(tx, scope, mediationId);
  const text: AgreementText = {
    ...{ reference: `${bar.reference}, agreement ${number}`, kind, child: bar.child, council: council.name },
    ...{ provider, ledBy: party.name, metOn: meetsOn, clauses },
    leftOver: await leftOverOf(tx, scope, mediationId),
    signers: signers.map(({ partyId, name, side, body }) => ({ partyId, name, side, body })),
  };
  const sha256 = sha256Of(spelled(text));
  const agreementId = v7();
  const detail = { agreementId, number, sha256 };
  const sequence = await recordFor(tx, scope, { action: 'agreement.drawn_up', target: mediationId, detail });
  await tx.insert(agreement).values({
    ...{ councilId, caseFileId, agreementId, mediationId, number, text, sha256 },
    ...{ historyHead: await historyHead(tx, scope, sequence), drawnUpBy: scope.personId, drawnUpAt: now() },
  });
  await tellEveryoneIn(tx, scope, mediationId);
  return { agreementId, number };
}

async function nextNumber(tx: Tx, { councilId, caseFileId }: CaseScope, mediationId: string): Promise<number> {
  const [last] = await tx
    .select({ number: max(agreement.number) })
    .from(agreement)
    .where(
      and(
        ...[eq(agreement.councilId, councilId), eq(agreement.caseFileId, caseFileId)],
        eq(agreement.mediationId, mediationId),
      ),
    );
  return (last?.number ?? 0) + 1;
}

/** The row of the case's history that says it was drawn up, as "214:9f86…": its number and its hash. */
async function historyHead(tx: Tx, { councilId, caseFileId }: CaseScope, sequence: number): Promise<string> {
  const [head] = await tx.execute<{ hash: string }>(sql`
    select encode(hash, 'hex') as hash from history
     where council_id = ${councilId} and chain_id = ${caseFileId} and sequence = ${sequence}`);
  if (!head) throw new Error('The row of the history that was just written is not there.');
  return `${sequence}:${head.hash}`;
}
