import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { FileStore, Stored } from './store.ts';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Files in a folder of this machine, under `files/` of the data folder. */
export function diskStore(dataDir: string): FileStore {
  const at = (name: string) => resolve(dataDir, 'files', name);
  return {
    async put(name, finishedFile) {
      await mkdir(dirname(at(name)), { recursive: true, mode: 0o700 });
      await rename(finishedFile, at(name));
      const folder = await open(dirname(at(name)), 'r');
      await folder.sync().finally(() => folder.close());
    },
    async get(name) {
      const found = await stat(at(name)).catch((error: unknown) => {
        if (isMissing(error)) return null;
        throw error;
      });
      return found && createReadStream(at(name), { highWaterMark: 128 * 1024 });
    },
    remove: (name) => rm(at(name), { force: true }),
    list: (beginsWith) => under(resolve(dataDir, 'files'), beginsWith),
  };
}

async function* under(root: string, beginsWith: string): AsyncGenerator<Stored> {
  const folder = beginsWith.slice(0, beginsWith.lastIndexOf('/') + 1);
  for (const entry of await readdir(join(root, folder), { withFileTypes: true }).catch(() => [])) {
    const name = folder + entry.name;
    if (entry.isDirectory() && (`${name}/`.startsWith(beginsWith) || beginsWith.startsWith(`${name}/`)))
      yield* under(root, `${name}/`);
    else if (entry.isFile() && name.startsWith(beginsWith)) {
      const found = await stat(join(root, name)).catch(() => null);
      if (found) yield { name, storedAtMs: found.mtimeMs };
    }
  }
}
