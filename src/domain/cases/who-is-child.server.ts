import { and, eq } from 'drizzle-orm';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { isNhsNumber, isUpn, plainNumber } from './pupil-numbers.ts';
import { caseFile } from './schema.server.ts';

/** What a misfiled paper is recognised by, and the school that some adults may not know. Empty where it is not known. */
export interface WhoThisChildIs {
  upn: string;
  nhsNumber: string;
  school: string;
}

const thisCase = ({ councilId, caseFileId }: CaseScope) =>
  and(eq(caseFile.councilId, councilId), eq(caseFile.caseFileId, caseFileId));

/** Reads it, for officers (`adult:see`): no page of a family carries any of it. */
export async function whoThisChildIs(tx: Tx, scope: CaseScope): Promise<WhoThisChildIs> {
  const [found] = await tx
    .select({ upn: caseFile.childUpn, nhsNumber: caseFile.childNhsNumber, school: caseFile.school })
    .from(caseFile)
    .where(thisCase(scope));
  return { upn: found?.upn ?? '', nhsNumber: found?.nhsNumber ?? '', school: found?.school ?? '' };
}

/** Writes it down. A number whose check letter or digit is wrong is a slip of the pen, and is asked for again. */
export async function writeWhoThisChildIs(
  tx: Tx,
  scope: CaseScope,
  { upn, nhsNumber, school }: WhoThisChildIs,
): Promise<'written' | { wrong: Partial<WhoThisChildIs> }> {
  await assertStillStanding(tx, scope);
  const wrong: Partial<WhoThisChildIs> = {};
  if (upn && !isUpn(upn)) wrong.upn = 'Check the pupil number: a letter and 12 digits, and this one does not add up';
  if (nhsNumber && !isNhsNumber(nhsNumber))
    wrong.nhsNumber = 'Check the NHS number: 10 digits, and this one does not add up';
  if (Object.keys(wrong).length > 0) return { wrong };
  const kept = { childUpn: plainNumber(upn) || null, childNhsNumber: plainNumber(nhsNumber) || null, school };
  await tx.update(caseFile).set(kept).where(thisCase(scope));
  await recordFor(tx, scope, { action: 'child.numbers_written', detail: kept });
  return 'written';
}
