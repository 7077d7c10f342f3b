import { and, eq, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { folded } from './folded.ts';
import { whatTells } from '../redaction/hidden.ts';
import { hiddenWithin } from './hidden-from.server.ts';
import { paperMatch } from './guard-schema.server.ts';
import { candidatesIn, type Candidates } from './guard.ts';
import type { HeldBecause } from '../paper.ts';
import { heldFor, matchOf, namesThisChild, type Child, type Match, type OtherChild } from './whose.ts';

export interface ToCheck {
  evidenceItemId: string;
  /** In order, from page 1. */
  pages: readonly { words: string }[];
}

/**
 * Compares the words of a paper with this child and with the council's other children, and keeps what it finds of
 * others for the officer (GUARD4), and looks for what is hidden within this family (GUARD14). Call in the transaction that writes what was read; the caller writes the state.
 */
export async function checkNames(
  tx: Tx,
  scope: Pick<CaseScope, 'councilId' | 'caseFileId'>,
  { evidenceItemId, pages }: ToCheck,
): Promise<{ held: HeldBecause | null }> {
  const { councilId, caseFileId } = scope;
  const { named, matches, foldedPages } = await whoIsNamed(tx, scope, pages);
  const rowOf = ({ caseFileId: otherCaseFileId, name: otherName, found }: Match) => ({
    ...{ councilId, caseFileId, evidenceItemId, otherCaseFileId, otherName, found },
  });
  if (matches.length > 0) await tx.insert(paperMatch).values(matches.map(rowOf));
  const tells = whatTells(pages, await hiddenWithin(tx, scope)).length;
  return { held: heldFor(named, matches.length, tells, foldedPages) };
}

/** Whom the words of a paper name: whether this child, and which of the council's others. For officers alone. */
export async function whoIsNamed(
  tx: Tx,
  scope: Pick<CaseScope, 'councilId' | 'caseFileId'>,
  pages: ToCheck['pages'],
): Promise<{ named: boolean; matches: Match[]; foldedPages: string[] }> {
  const child = await childOf(tx, scope);
  const candidates = candidatesIn(pages);
  const foldedPages = pages.map(({ words }) => folded(words));
  const others = await childrenNamed(tx, candidates, foldedPages);
  const matches = others.flatMap((other) => matchOf(other, child, candidates, foldedPages) ?? []);
  return { named: namesThisChild(child, candidates, foldedPages), matches, foldedPages };
}

/** This case file's child, as far as a paper can be known by. */
export async function childOf(tx: Tx, scope: Pick<CaseScope, 'councilId' | 'caseFileId'>): Promise<Child> {
  const [child] = await tx
    .select({
      firstName: caseFile.childFirstName,
      lastName: caseFile.childLastName,
      bornOn: caseFile.childBornOn,
      upn: caseFile.childUpn,
      nhsNumber: caseFile.childNhsNumber,
    })
    .from(caseFile)
    .where(and(eq(caseFile.councilId, scope.councilId), eq(caseFile.caseFileId, scope.caseFileId)));
  if (!child) throw new Error('A scope of a case file that is not there.');
  return child;
}

interface Row extends Record<string, unknown> {
  case_file_id: string;
  first_name: string;
  last_name: string;
  born_on: string;
  upn: string | null;
  nhs_number: string | null;
}

/** The council's other children whom the paper could name; the pure rules decide whether it does. */
async function childrenNamed(
  tx: Tx,
  { names, born, upns, nhs }: Candidates,
  foldedPages: readonly string[],
): Promise<OtherChild[]> {
  const array = (keys: Iterable<string>) => sql.param([...keys]);
  // A last name counts only beside a birthday, so only words of pages with a date can be one.
  const dated = new Set([...born.values()].flat());
  const lastNames = new Set([...dated].flatMap((page) => runsOf(foldedPages[page - 1]!)));
  const rows = await tx.execute<Row>(sql`
    select * from children_named(${array(names.keys())}::text[], ${array(born.keys())}::text[],
      ${array(lastNames)}::text[], ${array(upns.keys())}::text[], ${array(nhs.keys())}::text[])`);
  return rows.map(({ case_file_id, first_name, last_name, born_on, nhs_number, upn }) => ({
    caseFileId: case_file_id,
    firstName: first_name,
    lastName: last_name,
    bornOn: born_on,
    upn,
    nhsNumber: nhs_number,
  }));
}

/** Runs of one to three words: a last name may be "de la Cruz". */
function runsOf(foldedPage: string): string[] {
  const words = foldedPage.split(' ');
  return words.flatMap((word, index) => [
    word,
    ...[2, 3].map((length) => words.slice(index, index + length).join(' ')),
  ]);
}
