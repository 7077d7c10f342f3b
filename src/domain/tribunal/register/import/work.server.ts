import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { dropFile } from '#server/files.ts';
import { record } from '#server/history.ts';
import { faultFields, log } from '#server/log.ts';
import { inTribunalTeam } from '../../begin.server.ts';
import { appealImport, rejectedRow } from '../import-schema.server.ts';
import { goThrough, type TheList } from './go-through.server.ts';
import type { Encoding, Separator } from './bytes.ts';

export type ImportRow = typeof appealImport.$inferSelect;
export type Doing = 'trying' | 'importing';

/** From which states each begins, and what it ends in. A list that was tried can be tried again. */
const begins = {
  trying: ['mapping', 'tried', 'failed'],
  importing: ['tried'],
} as const satisfies Record<Doing, readonly ImportRow['state'][]>;
const FAILED: Record<Doing, string> = {
  trying: 'The list could not be tried. Try it again.',
  importing: 'The list could not be imported, and nothing of it was. Try it again.',
};

/** Somebody stopped it, or it is another’s now. */
class CalledOff extends Error {}

const thisList = ({ councilId }: Scope, appealImportId: string) =>
  and(eq(appealImport.councilId, councilId), eq(appealImport.appealImportId, appealImportId));

/** Takes a lock for as long as the transaction lasts. False when somebody else has it. */
async function lock(tx: Tx, name: string): Promise<boolean> {
  const [row] = await tx.execute<{ ours: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`appeals:${name}`}, 12)) as ours`,
  );
  return row!.ours;
}

const underWay = new Set<Promise<void>>();

/** When no list is being gone through in this process. */
export const nothingUnderWay = async (): Promise<void> => void (await Promise.all(underWay));

/**
 * IMP2: begins to try or to import a list, and goes on by itself. False when it cannot be begun: its state is another, or
 * the council has one under way. The whole of it is one transaction, which also holds the lock that says it is alive.
 */
export function begin(scope: Scope, appealImportId: string, doing: Doing): Promise<boolean> {
  return new Promise((begun, failed) => {
    const going = underScope(scope, async (tx) => {
      if (!(await inTribunalTeam(tx)) || !(await lock(tx, scope.councilId)) || !(await lock(tx, appealImportId)))
        return (begun(false), false);
      const list = await moveOn(scope, appealImportId, begins[doing], { state: doing, rowsDone: 0, sentence: '' });
      begun(list !== null);
      if (list) await work(tx, scope, list, doing);
      return list !== null && doing === 'importing';
    })
      // Left by a crash here, the file belongs to no row and the sweep takes it.
      .then((imported) => (imported ? dropFile(scope.councilId, appealImportId) : undefined))
      .catch((fault: unknown) => (failed(fault), gaveUp(scope, appealImportId, doing, fault)))
      .catch((fault: unknown) => log.error('appeals.list-left', faultFields(fault)))
      .finally(() => underWay.delete(going));
    underWay.add(going);
  });
}

/** Changes a list that is in one of these states, in a transaction of its own. Null when it is in none. */
const moveOn = (
  scope: Scope,
  appealImportId: string,
  from: readonly ImportRow['state'][],
  change: Partial<ImportRow>,
): Promise<ImportRow | null> => underScope(scope, (tx) => changed(tx, scope, appealImportId, from, change));

async function changed(
  tx: Tx,
  scope: Scope,
  appealImportId: string,
  from: readonly ImportRow['state'][],
  change: Partial<ImportRow>,
): Promise<ImportRow | null> {
  const here = and(thisList(scope, appealImportId), inArray(appealImport.state, [...from]));
  const [row] = await tx.update(appealImport).set(change).where(here).returning();
  return row ?? null;
}

async function work(tx: Tx, scope: Scope, row: ImportRow, doing: Doing): Promise<void> {
  const { appealImportId, councilId } = row;
  await tx
    .delete(rejectedRow)
    .where(and(eq(rejectedRow.councilId, councilId), eq(rejectedRow.appealImportId, appealImportId)));
  const importing = doing === 'importing';
  const counts = await goThrough(tx, scope, listIn(row), today(now), importing, async (rowsDone) => {
    if (!(await moveOn(scope, appealImportId, [doing], { rowsDone }))) throw new CalledOff();
  });
  const end = importing ? { state: 'imported', importedAt: now(), file: null } : { state: 'tried' };
  const ended = await changed(tx, scope, appealImportId, [doing], { ...counts, ...end } as Partial<ImportRow>);
  if (!ended) throw new CalledOff();
  if (!importing) return;
  const of = { councilId, caseFileId: null, actorId: scope.personId };
  await record(tx, { ...of, action: 'appeal.imported', target: appealImportId, detail: { ...counts } });
}

/** How a list is read, out of its row. */
export const listIn = ({ appealImportId, columns, mapping, encoding, file }: ImportRow): TheList => ({
  appealImportId,
  columns,
  mapping,
  encoding: encoding as Encoding,
  separator: (file as { separator: Separator }).separator,
});

async function gaveUp(scope: Scope, appealImportId: string, doing: Doing, fault: unknown): Promise<void> {
  if (fault instanceof CalledOff) return;
  log.error('appeals.list-failed', { ...faultFields(fault), target: appealImportId });
  await moveOn(scope, appealImportId, [doing], { state: 'failed', sentence: FAILED[doing] });
}

/**
 * The list as it is now. One that was being gone through by a process that is gone is said to have failed: the lock that
 * only a living transaction holds is free.
 */
export async function asItIs(tx: Tx, scope: Scope, row: ImportRow): Promise<ImportRow> {
  const { state, appealImportId } = row;
  if ((state !== 'trying' && state !== 'importing') || !(await lock(tx, appealImportId))) return row;
  const failed = await changed(tx, scope, appealImportId, [state], { state: 'failed', sentence: FAILED[state] });
  if (failed) return failed;
  const [now_] = await tx.select().from(appealImport).where(thisList(scope, appealImportId));
  return now_!;
}
