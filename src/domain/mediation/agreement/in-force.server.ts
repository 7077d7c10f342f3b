import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { dateOf } from '#domain/calendar/today.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { printPdf } from '#domain/evidence/print/print-pdf.server.ts';
import { printWord } from '#domain/evidence/print/print-word.server.ts';
import { putDerived, readDerived } from '#server/files.ts';
import type { Tx } from '#server/db.ts';
import { promiseClauses } from '../outcome/promise-clauses.server.ts';
import { agreementCopy, agreementEnd, signature } from './agreement-schema.server.ts';
import { agreementBlocks, agreementFoot, agreementTitle, type SignedLine, type Under } from './agreement-words.ts';
import { copyFormats, type CopyFormat } from './agreement.ts';
import type { AgreementRow } from './open-agreement.server.ts';
import { tellEveryoneIn } from './tell.server.ts';

/**
 * Everybody has signed: from today every date in it counts (regulation 42), its clauses are promises, and both sides get
 * the same files, made here once and never again (SIG7). All of it or nothing: a disk that is full leaves the last
 * signature unsigned.
 */
export async function bringIntoForce(tx: Tx, scope: CaseScope, row: AgreementRow, at: Date): Promise<void> {
  const { councilId, caseFileId, personId: by } = scope;
  const { agreementId, mediationId, text, sha256 } = row;
  const signedOn = dateOf(at);
  await tx.insert(agreementEnd).values({ councilId, caseFileId, agreementId, end: 'signed', signedOn, by, at });
  await promiseClauses(tx, scope, { agreementId, text, t0: signedOn });
  const copies = await makeCopies(row, await underOf(tx, scope, row, signedOn), at);
  const rows = copies.map(({ format, file, sha256: of }) => ({ format, sha256: of, bytes: file.length }));
  await tx.insert(agreementCopy).values(rows.map((one) => ({ councilId, caseFileId, agreementId, ...one, at })));
  const files = Object.fromEntries(copies.map((one) => [one.format, one.sha256]));
  const detail = { agreementId, sha256, signedOn, files };
  await recordFor(tx, scope, { action: 'agreement.in_force', target: mediationId, detail });
  await tellEveryoneIn(tx, scope, mediationId);
  for (const { format, file } of copies) await putDerived(councilId, agreementId, nameOf(format), file);
}

/** The names as they were typed, by party. Those of others show only once it is in force. */
async function signedLines(tx: Tx, scope: CaseScope, agreementId: string): Promise<Map<string, SignedLine>> {
  const rows = await tx
    .select({ partyId: signature.partyId, name: signature.name, at: signature.at })
    .from(signature)
    .where(
      and(
        ...[eq(signature.councilId, scope.councilId), eq(signature.caseFileId, scope.caseFileId)],
        ...[eq(signature.agreementId, agreementId), eq(signature.choice, 'signed')],
      ),
    );
  return new Map(rows.map(({ partyId, name, at }) => [partyId, { name, at }]));
}

/** What a signed agreement stands under. */
export const underOf = async (tx: Tx, scope: CaseScope, row: AgreementRow, t0: CalendarDate): Promise<Under> => ({
  ...{ sha256: row.sha256, historyHead: row.historyHead, t0 },
  signed: await signedLines(tx, scope, row.agreementId),
});

async function makeCopies({ text }: AgreementRow, under: Under, at: Date) {
  const printed = {
    title: `${agreementTitle[text.kind]}, ${text.reference}`,
    blocks: agreementBlocks(text, under),
    foot: agreementFoot(text, under),
  };
  const made: Record<CopyFormat, Buffer> = { pdf: await printPdf(printed, at), docx: await printWord(printed) };
  return copyFormats.map((format) => {
    const file = made[format];
    return { format, file, sha256: createHash('sha256').update(file).digest('hex') };
  });
}

const nameOf = (format: CopyFormat): string => `agreement.${format}`;

/** The kept bytes of a signed agreement, the same for everybody; null when they are not there. */
export const keptCopy = (councilId: string, agreementId: string, format: CopyFormat) =>
  readDerived(councilId, agreementId, nameOf(format));
