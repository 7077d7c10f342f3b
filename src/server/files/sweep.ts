import { isId } from '../ids.ts';
import { councilPlace } from './place.ts';
import type { FileStore } from './store.ts';

/** A file without a row this old is no upload that is still being written down: a crash came between the two (X38). */
const ORPHAN_AFTER_MS = 24 * 3_600_000;
const AT_ONCE = 500;

/** The id of the file that a stored name is of, or was made from. */
export const fileIdOf = (name: string): string => name.slice(name.indexOf('/') + 1).split('.')[0]!;

/**
 * Takes away the files of a council, and what was made from them, that belong to nothing and are older than a day.
 * `belong` is asked which of some ids are of a row. Returns how many things went.
 */
export async function sweepOrphans(
  store: FileStore,
  councilId: string,
  nowMs: number,
  belong: (fileIds: string[]) => Promise<ReadonlySet<string>>,
): Promise<number> {
  let old: string[] = [];
  let swept = 0;
  const sweepSome = async () => {
    const known = await belong([...new Set(old.map(fileIdOf))]);
    const orphans = old.filter((name) => !known.has(fileIdOf(name)));
    for (const name of orphans) await store.remove(name);
    swept += orphans.length;
    old = [];
  };
  for await (const { name, storedAtMs } of store.list(`${councilPlace(councilId)}/`)) {
    if (isId(fileIdOf(name)) && nowMs - storedAtMs > ORPHAN_AFTER_MS) old.push(name);
    if (old.length === AT_ONCE) await sweepSome();
  }
  await sweepSome();
  return swept;
}
