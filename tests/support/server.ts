import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from '../../scripts/built.mjs';
import { freshDatabaseUrl } from './database.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface ServerOptions {
  /** Added to the environment of the process. */
  env?: Record<string, string>;
  /** How far ahead of ours the clock of the process is: what happens on a Friday is tried on any day. */
  clockAheadMs?: number;
  /** The owner's connection string; a fresh database when left out. Two servers given the same one are two nodes. */
  url?: string;
  /** Where files are kept; a fresh folder when left out. */
  dataDir?: string;
  /** 0 finds a free one; give the port of a server that is gone to take its place. */
  port?: number;
}

export interface RunningServer {
  origin: string;
  port: number;
  pid: number;
  /** The owner's connection string of its database. */
  url: string;
  dataDir: string;
  /** Everything it has written to its log so far. */
  log(): string;
  /** As a power cut: SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
  /** As an administrator would: SIGTERM, and waits. Returns the exit code. */
  stop(): Promise<number | null>;
}

const running = new Set<ChildProcess>();
const folders = new Set<string>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Starts the built server, as in production, on a port and a database of its own. Builds first when needed. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  await buildIfNeeded();
  const url = options.url ?? (await freshDatabaseUrl());
  const dataDir = options.dataDir ?? freshFolder();
  const clock = options.clockAheadMs ? ['--import', './tests/support/clock-ahead.mjs'] : [];
  const child = spawn(process.execPath, [...clock, 'src/main.server.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...bareEnvironment(),
      DATABASE_URL: url,
      DATA_DIR: dataDir,
      PORT: String(options.port ?? 0),
      SCANNER: 'off',
      ...(options.clockAheadMs ? { CLOCK_AHEAD_MS: String(options.clockAheadMs) } : {}),
      ...options.env,
    },
  });
  running.add(child);
  const gone = new Promise<number | null>((exit) => child.once('exit', (code) => (running.delete(child), exit(code))));
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  const port = await portOf(child, () => said);
  const end = (signal: NodeJS.Signals) => (child.kill(signal), gone);
  return {
    origin: `http://localhost:${port}`,
    port,
    pid: child.pid!,
    url,
    dataDir,
    log: () => said,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}

/** A folder of this run's own, removed when the process ends. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'common-ground-files-'));
  chmodSync(folder, 0o755);
  folders.add(folder);
  return folder;
}

/** The test runner's own variables would change how the server runs. */
function bareEnvironment(): Record<string, string> {
  const { PATH = '', HOME = '', TMPDIR = tmpdir() } = process.env;
  return { PATH, HOME, TMPDIR, NODE_ENV: 'production' };
}

function portOf(child: ChildProcess, said: () => string): Promise<number> {
  return new Promise((ready, fail) => {
    const listen = () => {
      const port = /^READY (\d+)$/m.exec(said())?.[1];
      if (!port) return;
      // A busy server writes megabytes; looking through all of them at every line would be most of a test's work.
      child.stdout!.off('data', listen);
      ready(Number(port));
    };
    child.stdout!.on('data', listen);
    child.once('exit', (code) => fail(new Error(`The server ended (${code}) before it was ready:\n${said()}`)));
  });
}
