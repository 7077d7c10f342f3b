import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { casePermissions } from '#domain/access/permission.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { clause, clauseSaying, notAgreed } from '../clauses/clauses-schema.server.ts';
import { clauseText } from '../clauses/clause.ts';
import { mediationParty } from '../schema.server.ts';
import type { PartyRow } from '../begin.server.ts';
import type { Place } from '../mediation.ts';
import type { LeftOver } from './agreement.ts';

export type ClauseRow = typeof clause.$inferSelect;
type Saying = Pick<typeof clauseSaying.$inferSelect, 'clauseId' | 'side' | 'says' | 'version' | 'sha256'>;

/** The clauses of a mediation that were not dropped, and which of them both sides agree to as they stand now. */
export async function clausesToAgree(tx: Tx, scope: CaseScope, mediationId: string) {
  const rows = await tx
    .select()
    .from(clause)
    .where(
      and(
        ...[eq(clause.councilId, scope.councilId), eq(clause.caseFileId, scope.caseFileId)],
        eq(clause.mediationId, mediationId),
        inArray(clause.state, ['draft', 'checking', 'agreed']),
      ),
    )
    .orderBy(asc(clause.number));
  const said = await sayingsOf(tx, scope, rows);
  const agreed = rows.filter((row) => row.state === 'agreed' && bothAgree(row, said));
  return { agreed, checking: rows.filter(({ state }) => state === 'checking'), all: rows };
}

async function sayingsOf(tx: Tx, scope: CaseScope, rows: readonly ClauseRow[]): Promise<Saying[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ clauseId }) => clauseId);
  return tx
    .select()
    .from(clauseSaying)
    .where(
      and(
        ...[eq(clauseSaying.councilId, scope.councilId), eq(clauseSaying.caseFileId, scope.caseFileId)],
        ...[inArray(clauseSaying.clauseId, ids), inArray(clauseSaying.says, ['agree', 'take_back'])],
      ),
    )
    .orderBy(asc(clauseSaying.at), asc(clauseSaying.clauseSayingId));
}

/** What each side said last must be yes, to this version and to these very words: nothing else binds (SIG1). */
function bothAgree(row: ClauseRow, said: readonly Saying[]): boolean {
  const sha256 = sha256Of(clauseText(row));
  return (['family', 'council'] as const).every((side) => {
    const last = said.findLast((one) => one.clauseId === row.clauseId && one.side === side);
    return last?.says === 'agree' && last.version === row.version && last.sha256 === sha256;
  });
}

/** What was not agreed, as each side put it. */
export async function leftOverOf(tx: Tx, scope: CaseScope, mediationId: string): Promise<LeftOver[]> {
  const rows = await tx
    .select()
    .from(notAgreed)
    .where(
      and(
        ...[eq(notAgreed.councilId, scope.councilId), eq(notAgreed.caseFileId, scope.caseFileId)],
        ...[eq(notAgreed.mediationId, mediationId), isNull(notAgreed.removedAt)],
      ),
    )
    .orderBy(asc(notAgreed.addedAt), asc(notAgreed.notAgreedId));
  return rows.map(({ title, familyWords, councilWords, wouldSettle, settleWho, settleBy }) => ({
    ...{ title, family: familyWords, council: councilWords, wouldSettle, settleWho, settleBy },
  }));
}

/** Who is to sign, and whether each of them can do it here: with an account, a side, and a role that signs. */
export async function whoSigns(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
): Promise<{ signers: PartyRow[]; cannot: PartyRow | null }> {
  const found = await tx
    .select({
      party: mediationParty,
      role: standing.role,
      place: sql<Place | null>`mediation_place(${mediationParty.councilId}, ${mediationParty.mediationId}, ${mediationParty.personId})`,
    })
    .from(mediationParty)
    .leftJoin(
      standing,
      and(
        eq(standing.councilId, mediationParty.councilId),
        eq(standing.caseFileId, mediationParty.caseFileId),
        eq(standing.personId, mediationParty.personId),
        isNull(standing.endedAt),
      ),
    )
    .where(
      and(
        ...[eq(mediationParty.councilId, scope.councilId), eq(mediationParty.caseFileId, scope.caseFileId)],
        ...[eq(mediationParty.mediationId, mediationId), eq(mediationParty.signs, true), isNull(mediationParty.leftAt)],
      ),
    )
    .orderBy(asc(mediationParty.side), asc(mediationParty.name));
  const mayHere = casePermissions['agreement:sign'] as readonly string[];
  const cannot = found.find(({ place, role }) => !place || place === 'lead' || !role || !mayHere.includes(role));
  return { signers: found.map(({ party }) => party), cannot: cannot?.party ?? null };
}
