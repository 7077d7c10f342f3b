import { and, asc, desc, eq, inArray, ne } from 'drizzle-orm';
import { v7 } from 'uuid';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import { dropFile, keepFile, type Arrived } from '#server/files.ts';
import { isId } from '#server/ids.ts';
import { appealImport, rejectedRow } from '../import-schema.server.ts';
import { allFields, guessed, mappingFaults, type ListField, type Mapping } from './columns.ts';
import { listLimits } from './limits.ts';
import { lookAt } from './read-list.server.ts';
import { asItIs, type ImportRow } from './work.server.ts';

const thisList = ({ councilId }: Scope, appealImportId: string) =>
  and(eq(appealImport.councilId, councilId), eq(appealImport.appealImportId, appealImportId));

/** IMP1: takes a list in. It is read once to say what it is, and waits sealed; nothing of it is in the register yet. */
export async function bringList(
  scope: Scope,
  { name, arrived }: { name: string; arrived: Arrived },
): Promise<{ appealImportId: string } | Refused> {
  try {
    const found = await lookAt(() => arrived.read());
    if (isRefused(found)) return found;
    const { encoding, separator, columns, rows } = found;
    const appealImportId = v7();
    await underScope(scope, async (tx) => {
      await tx.insert(appealImport).values({
        ...{ councilId: scope.councilId, appealImportId, fileName: name, sha256: arrived.sha256 },
        ...{ file: { bytes: arrived.bytes, separator }, encoding, columns, rows, state: 'mapping', by: scope.personId },
        mapping: guessed(columns),
      });
      await keepFile(arrived, scope.councilId, appealImportId);
    });
    return { appealImportId };
  } finally {
    await arrived.discard();
  }
}

/** One list of the council's, as it is now; null for what is none, and for anybody who is not of the team. */
export async function listOf(tx: Tx, scope: Scope, appealImportId: string): Promise<ImportRow | null> {
  if (!isId(appealImportId)) return null;
  const [row] = await tx.select().from(appealImport).where(thisList(scope, appealImportId));
  return row ? asItIs(tx, scope, row) : null;
}

/** The lists that were brought, the newest first. */
export const listsBrought = (tx: Tx, { councilId }: Scope) =>
  tx
    .select()
    .from(appealImport)
    .where(and(eq(appealImport.councilId, councilId), ne(appealImport.state, 'dropped')))
    .orderBy(desc(appealImport.at))
    .limit(20);

/** The same bytes, imported before; null when they were not. */
export async function importedBefore(tx: Tx, scope: Scope, row: ImportRow): Promise<ImportRow | null> {
  const same = and(
    eq(appealImport.councilId, scope.councilId),
    eq(appealImport.sha256, row.sha256),
    ne(appealImport.appealImportId, row.appealImportId),
    eq(appealImport.state, 'imported'),
  );
  const [found] = await tx.select().from(appealImport).where(same).orderBy(desc(appealImport.at)).limit(1);
  return found ?? null;
}

/** IMP1: which column holds what, as somebody chose. Answers with a sentence for each field that cannot be. */
export async function chooseColumns(
  tx: Tx,
  scope: Scope,
  row: ImportRow,
  chosen: Partial<Record<ListField, string>>,
): Promise<Partial<Record<ListField, string>>> {
  const mapping: Mapping = Object.fromEntries(
    allFields.flatMap((field) => (chosen[field] ? [[field, chosen[field]]] : [])),
  );
  const wrong = mappingFaults(mapping, row.columns);
  if (Object.keys(wrong).length > 0) return wrong;
  const open = inArray(appealImport.state, ['mapping', 'tried', 'failed']);
  await tx
    .update(appealImport)
    .set({ mapping, state: 'mapping' })
    .where(and(thisList(scope, row.appealImportId), open));
  return {};
}

/** Stops what is under way: whoever goes through the list finds out at its next batch, and takes everything back. */
export async function stopWork(tx: Tx, scope: Scope, { appealImportId }: ImportRow): Promise<void> {
  const underWay = inArray(appealImport.state, ['trying', 'importing']);
  await tx
    .update(appealImport)
    .set({ state: 'mapping' })
    .where(and(thisList(scope, appealImportId), underWay));
}

/** Throws a list away: its file, and the rows that were kept because they could not be taken. Appeals stay. */
export async function dropList(scope: Scope, { appealImportId }: ImportRow): Promise<Refused | null> {
  const { councilId } = scope;
  const dropped = await underScope(scope, async (tx) => {
    const rest = inArray(appealImport.state, ['mapping', 'tried', 'failed', 'imported']);
    const rows = await tx
      .update(appealImport)
      .set({ state: 'dropped', file: null })
      .where(and(thisList(scope, appealImportId), rest))
      .returning({ id: appealImport.appealImportId });
    const kept = and(eq(rejectedRow.councilId, councilId), eq(rejectedRow.appealImportId, appealImportId));
    if (rows.length > 0) await tx.delete(rejectedRow).where(kept);
    return rows.length > 0;
  });
  if (!dropped) return refuse('form', 'Stop it first: the list is being gone through');
  await dropFile(councilId, appealImportId);
  return null;
}

/** The rows that were not taken, by their place in the list; all of those that are kept when no number is given. */
export const rejectedOf = (
  tx: Tx,
  { councilId }: Scope,
  appealImportId: string,
  most: number = listLimits.rejectedKeptMax,
) =>
  tx
    .select({ row: rejectedRow.row, cells: rejectedRow.cells, errors: rejectedRow.errors })
    .from(rejectedRow)
    .where(and(eq(rejectedRow.councilId, councilId), eq(rejectedRow.appealImportId, appealImportId)))
    .orderBy(asc(rejectedRow.row))
    .limit(most);
