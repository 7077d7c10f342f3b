import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'build', 'made-from');
const lock = join(root, 'node_modules', '.build.lock');

/**
 * Builds the app unless `build` was made from exactly these sources. Safe to call from several processes at once: one
 * builds and the others wait for it.
 */
export async function buildIfNeeded() {
  const wanted = fingerprint();
  while (made() !== wanted) {
    if (!takeLock()) {
      await new Promise((again) => setTimeout(again, 200));
      continue;
    }
    try {
      if (made() !== wanted) build(wanted);
    } finally {
      rmSync(lock, { force: true });
    }
  }
}

const made = () => (existsSync(stamp) ? readFileSync(stamp, 'utf8') : null);

/** @param {string} wanted */
function build(wanted) {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  // Tests set NODE_ENV to "test", and Svelte would then be built for development.
  const env = { ...process.env, NODE_ENV: 'production' };
  const done = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root, encoding: 'utf8', env });
  if (done.status !== 0) throw new Error(`The build failed:\n${done.stdout}${done.stderr}`);
  writeFileSync(stamp, wanted);
}

/** True when this process may build. A lock whose process is gone is taken over. */
function takeLock() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const holder = Number(existsSync(lock) ? readFileSync(lock, 'utf8') : 0);
    if (holder && !isAlive(holder)) rmSync(lock, { force: true });
    return false;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** Everything the build is made from, by name and content. */
function fingerprint() {
  const hash = createHash('sha256');
  const read = (/** @type {string} */ path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) for (const name of readdirSync(full).sort()) read(`${path}/${name}`);
    else hash.update(`${path}\0`).update(readFileSync(full)).update('\0');
  };
  for (const path of ['src', 'static', 'package-lock.json', 'svelte.config.js', 'vite.config.ts']) read(path);
  return hash.digest('hex');
}
