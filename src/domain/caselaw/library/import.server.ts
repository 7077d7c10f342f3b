import { createHash } from 'node:crypto';
import type { Scope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import * as entries from './entries.server.ts';
import { planImport, readLibraryFile, type Plan } from './import.ts';
import { entryOf } from './row.ts';

export interface LibraryFile {
  name: string;
  text: string;
}

export type Planned = Plan & { seal: string };
export type DryRun = { not: string } | Planned;

/** What bringing this file in would do now; nothing is written. Null for whoever does not keep the library. */
export async function dryRun(tx: Tx, file: LibraryFile, today: CalendarDate): Promise<DryRun | null> {
  return (await entries.mayKeep(tx)) ? planned(tx, file, today) : null;
}

async function planned(tx: Tx, { text }: LibraryFile, today: CalendarDate): Promise<DryRun> {
  const allowed = entries.allowedTags(await entries.vocabularyOf(tx));
  const read = readLibraryFile(text, allowed, today);
  if ('not' in read) return read;
  const rows = await entries.heldEntries(tx);
  const held = new Map([...rows].map(([slug, row]) => [slug, { entry: entryOf(row), checkedBy: row.checkedBy }]));
  const plan = planImport(read, held);
  return { ...plan, seal: sealOf(plan, rows) };
}

/** What somebody saw before they pressed: other entries, or another version of one, and it is another. */
function sealOf({ fresh, changed, kept }: Plan, rows: ReadonlyMap<string, { version: number }>): string {
  const seen = [fresh, changed, kept].map((list) => list.map(({ id }) => [id, rows.get(id)?.version ?? 0]));
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex');
}

/**
 * Brings a file in, all of what can be taken in one transaction. The same file again changes nothing. An entry that was
 * checked here is never written over by a file. `moved`: the library is not how it was when `seal` was shown; nothing was
 * done, and what would be done now is handed back. Null for whoever does not keep the library.
 */
export async function importPrecedents(
  tx: Tx,
  scope: Scope,
  file: LibraryFile,
  today: CalendarDate,
  seal?: string,
): Promise<{ not: string } | { moved: Planned } | { done: Plan } | null> {
  if (!(await entries.mayKeep(tx))) return null;
  await entries.holdLibrary(tx);
  const plan = await planned(tx, file, today);
  if ('not' in plan) return plan;
  if (seal !== undefined && seal !== plan.seal) return { moved: plan };
  const { fresh, changed } = plan;
  if (fresh.length + changed.length === 0) return { done: plan };
  const writing = { ...(await entries.writerOf(tx, scope)), reason: `From the file ${file.name}` };
  await entries.fillVocabulary(tx);
  await entries.addEntries(tx, fresh, writing);
  const held = await entries.heldEntries(
    tx,
    changed.map(({ id }) => id),
  );
  for (const entry of changed) {
    const row = held.get(entry.id)!;
    const { supersededBy, checkedBy, checkedOn } = row;
    await entries.changeEntry(tx, row, { entry, supersededBy, checkedBy, checkedOn }, writing);
  }
  const detail = { file: file.name, fresh: fresh.length, changed: changed.length };
  await recordFor(tx, scope, { action: 'library.imported', detail });
  return { done: plan };
}
