import { and, asc, desc, eq, isNull, ne } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import type { Place, PrivateSide } from '../mediation.ts';
import { disputeIssue, mediation, mediationParty } from '../schema.server.ts';
import { clauseSha256, type ClauseRow } from './begin-clause.server.ts';
import { stateInWords } from './clause.ts';
import { agreesNow, type SayingRow } from './clause-sayings.server.ts';
import { clause, clauseSaying } from './clauses-schema.server.ts';

const sides = ['family', 'council'] as const satisfies PrivateSide[];

const inMediation = (
  table: typeof clause | typeof mediationParty,
  { councilId, caseFileId }: CaseScope,
  mediationId: string,
) => and(eq(table.councilId, councilId), eq(table.caseFileId, caseFileId), eq(table.mediationId, mediationId));

async function rowsOf(tx: Tx, scope: CaseScope, mediationId: string) {
  const of = (table: typeof clause | typeof mediationParty) => inMediation(table, scope, mediationId);
  const sayings = await tx
    .select({ saying: clauseSaying })
    .from(clauseSaying)
    .innerJoin(
      clause,
      and(
        ...[eq(clause.councilId, clauseSaying.councilId), eq(clause.caseFileId, clauseSaying.caseFileId)],
        eq(clause.clauseId, clauseSaying.clauseId),
      ),
    )
    .where(of(clause))
    .orderBy(asc(clauseSaying.clauseSayingId));
  return {
    clauses: await tx.select().from(clause).where(of(clause)).orderBy(asc(clause.number)),
    sayings: sayings.map(({ saying }) => saying),
    people: await tx
      .select({ personId: mediationParty.personId, name: mediationParty.name })
      .from(mediationParty)
      .where(of(mediationParty)),
  };
}

function viewClause(row: ClauseRow, said: SayingRow[], nameOf: (personId: string) => string) {
  const last = (side: PrivateSide) => {
    const saying = said.findLast((one) => one.side === side);
    return saying ? { says: saying.says, at: saying.at, name: nameOf(saying.by), words: saying.words } : null;
  };
  const { checkSide, checkBy, addedBy: _, addedAt: __, ...rest } = row;
  return {
    ...rest,
    stateInWords: stateInWords(row),
    sha256: clauseSha256(row),
    agreedBy: sides.filter((side) => agreesNow(row, said, side)),
    said: { family: last('family'), council: last('council') },
    /** Who is asked, for which side and by when; null when nobody is checking. */
    check:
      row.state === 'checking' && checkSide && checkBy
        ? { side: checkSide, who: row.checkWho, by: checkBy, raisedAt: row.checkRaisedAt }
        : null,
  };
}
export type ClauseView = ReturnType<typeof viewClause>;

/** Every clause of a mediation in its order, dropped ones too, with how each side stands to it. Nothing for whoever has no place in it. */
export async function clausesOf(tx: Tx, scope: CaseScope, mediationId: string): Promise<ClauseView[]> {
  const { clauses, sayings, people } = await rowsOf(tx, scope, mediationId);
  const nameOf = (personId: string) => people.find((one) => one.personId === personId)?.name ?? '';
  return clauses.map((row) =>
    viewClause(
      row,
      sayings.filter(({ clauseId }) => clauseId === row.clauseId),
      nameOf,
    ),
  );
}

/** The others on one side of a mediation by name, those who can say yes first: whom somebody may need to check with. */
export async function othersOnSide(tx: Tx, scope: CaseScope, mediationId: string, side: Place): Promise<string[]> {
  if (side === 'lead') return [];
  const others = await tx
    .select({ name: mediationParty.name })
    .from(mediationParty)
    .where(
      and(
        inMediation(mediationParty, scope, mediationId),
        ...[eq(mediationParty.side, side), isNull(mediationParty.leftAt), ne(mediationParty.personId, scope.personId)],
      ),
    )
    .orderBy(desc(mediationParty.signs), asc(mediationParty.name));
  return others.map(({ name }) => name);
}

/** Whether a statutory mediation is about health alone: then the health board tells the council what was agreed (CL5). */
export async function isHealthOnly(tx: Tx, scope: CaseScope, mediationId: string): Promise<boolean> {
  const issues = await tx
    .select({ area: disputeIssue.area })
    .from(disputeIssue)
    .innerJoin(
      mediation,
      and(
        ...[eq(mediation.councilId, disputeIssue.councilId), eq(mediation.caseFileId, disputeIssue.caseFileId)],
        eq(mediation.disputeId, disputeIssue.disputeId),
      ),
    )
    .where(
      and(
        ...[eq(mediation.councilId, scope.councilId), eq(mediation.caseFileId, scope.caseFileId)],
        ...[eq(mediation.mediationId, mediationId), eq(mediation.kind, 'mediation')],
      ),
    );
  return issues.length > 0 && issues.every(({ area }) => area === 'health');
}
