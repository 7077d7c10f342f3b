import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { everyoneMayWalkTo, isRoot, NOBODY, postgresPrograms } from './binaries.ts';

export interface EmbeddedPostgres {
  /** The owner's connection string. */
  url: string;
  /** Stops the server if this process is the one that answers for it. */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 30_000;
const asNobody = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

/**
 * Starts the PostgreSQL that comes with the packages, in `<folder>/data`, on a free loopback port. For trying out and
 * small pilots; production has a PostgreSQL of its own.
 * A server left behind by a process that was killed is taken over; one whose process lives is shared.
 */
export async function startEmbeddedPostgres(folder: string): Promise<EmbeddedPostgres> {
  const home = homeFor(resolve(folder));
  const data = join(home, 'data');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const programs = postgresPrograms();
  const password = passwordFor(home);
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(programs, home, data);

  const running = runningServer(data);
  if (running) return adopt(home, password, running);
  const port = await freePort();
  const child = await launch(programs, data, port);
  writeFileSync(join(home, 'owner.pid'), String(process.pid));
  return { url: urlFor(password, port), stop: () => stopChild(child) };
}

const urlFor = (password: string, port: number) =>
  `postgres://common_ground_owner:${password}@127.0.0.1:${port}/postgres`;

/**
 * Where the data may live. `nobody` must be able to walk there: when root's own folders forbid it, the data goes to
 * /var/lib, under a name that stays the same for the same folder.
 */
function homeFor(folder: string): string {
  mkdirSync(dirname(folder), { recursive: true });
  if (!isRoot || everyoneMayWalkTo(dirname(folder))) return folder;
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  mkdirSync('/var/lib/common-ground', { recursive: true });
  return join('/var/lib/common-ground', name);
}

/** Random, and readable by this user alone. */
function passwordFor(home: string): string {
  const file = join(home, 'password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

function initialise(programs: string, home: string, data: string): void {
  const passwordFile = join(home, 'password-for-initdb');
  writeFileSync(passwordFile, readFileSync(join(home, 'password')), { mode: 0o600 });
  if (isRoot) for (const path of [home, data, passwordFile]) chownSync(path, NOBODY, NOBODY);
  const made = spawnSync(
    join(programs, 'bin/initdb'),
    [
      '-D',
      data,
      '-U',
      'common_ground_owner',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
    ],
    { encoding: 'utf8', cwd: data, ...asNobody },
  );
  rmSync(passwordFile);
  if (made.status !== 0)
    throw new Error(`The embedded PostgreSQL could not be set up in ${data}: ${made.error?.message ?? made.stderr}`);
}

/** What `postmaster.pid` says, if that process really is a PostgreSQL of this folder: process ids are reused. */
function runningServer(data: string): { pid: number; port: number } | null {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (isAlive(pid) && commandOf(pid).includes(data)) return { pid, port: Number(lines[3]) };
  rmSync(file);
  return null;
}

function commandOf(pid: number): string {
  if (existsSync(`/proc/${pid}/cmdline`)) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function adopt(home: string, password: string, server: { pid: number; port: number }): EmbeddedPostgres {
  const ownerFile = join(home, 'owner.pid');
  const owner = existsSync(ownerFile) ? Number(readFileSync(ownerFile, 'utf8')) : 0;
  const url = urlFor(password, server.port);
  if (owner !== process.pid && isAlive(owner)) return { url, stop: async () => {} };
  writeFileSync(ownerFile, String(process.pid));
  return { url, stop: () => stopPid(server.pid) };
}

function launch(programs: string, data: string, port: number): Promise<ChildProcess> {
  // Its own process group: Ctrl-C reaches us first, and we stop it last.
  const child = spawn(
    join(programs, 'bin/postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'max_connections=60',
    ],
    { cwd: data, detached: true, stdio: ['ignore', 'ignore', 'pipe'], ...asNobody },
  );
  return new Promise((ready, fail) => {
    let said = '';
    const timer = setTimeout(
      () => fail(new Error(`The embedded PostgreSQL did not start within 30 s: ${said}`)),
      START_TIMEOUT_MS,
    );
    child.once('exit', (code) => fail(new Error(`The embedded PostgreSQL stopped at once (${code}): ${said}`)));
    child.once('error', fail);
    child.stderr.on('data', (chunk: Buffer) => {
      if (said.length < 16_384) said += chunk;
      if (!said.includes('ready to accept connections')) return;
      clearTimeout(timer);
      child.removeAllListeners('exit');
      // It goes on writing its log; nobody reads it any more, and it must not keep this process alive.
      child.stderr.removeAllListeners('data');
      child.stderr.resume();
      (child.stderr as unknown as { unref(): void }).unref();
      child.unref();
      ready(child);
    });
  });
}

function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((gone) => {
    child.ref();
    child.once('exit', () => gone());
    child.kill('SIGINT');
  });
}

async function stopPid(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT');
  while (isAlive(pid)) await new Promise((again) => setTimeout(again, 20));
}

function freePort(): Promise<number> {
  return new Promise((found, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => found(port));
    });
  });
}
