import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder the project stands in. Built code and source lie at different depths, so it is found by walking up
 * to the lockfile that only the top folder has.
 */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package-lock.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('package-lock.json is missing: the project must be run from its own folder.');
    folder = above;
  }
  return folder;
}
