// Our own table: what a person notices, and what an idle one costs. Starts its own PostgreSQL and server, types through
// real sockets with real cookies, prints a table and writes bench-results/. Never part of the tests.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '../../src/server/postgres/embedded.ts';
import { appealLines } from './appeals/run.ts';
import { firstPageLines } from './first-page.ts';
import { follow } from './follow.ts';
import { privateRoom } from './private-room.ts';
import { promiseLines } from './promises/run.ts';
import { Typist } from './typist.ts';

const server = fileURLToPath(new URL('server.ts', import.meta.url));
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 5);
const KEYS_PER_SECOND = 5;

/** Books are bound in a process of their own: what they hold in memory must not be mixed with what was measured before. */
const booksAlone = (): Line[] =>
  JSON.parse(
    execFileSync(process.execPath, [fileURLToPath(new URL('book.ts', import.meta.url))], { encoding: 'utf8' }),
  );

interface Line {
  what: string;
  [figure: string]: string | number;
}

const folder = mkdtempSync(join(tmpdir(), 'common-ground-bench-'));
chmodSync(folder, 0o755);
const postgres = await startEmbeddedPostgres(join(folder, 'postgres'));
let running = await startServer();
try {
  const lines: Line[] = [];
  for (const people of [2, 8, 30]) lines.push(await typing(`${people} people in one room, two typing`, 1, people, 2));
  lines.push(await typing('3 people in one room, two typing', 1, 3, 2));
  lines.push(await sealed());
  lines.push(await typing('200 rooms of 3, all typing', 200, 3, 3));
  lines.push(await pagesTurned(10));
  lines.push(await idle(300));
  lines.push(await coldLoad(100_000));
  lines.push(...booksAlone());
  lines.push(...(await firstPageLines()));
  lines.push(...(await appealLines()));
  lines.push(...(await promiseLines()));
  report(lines);
} finally {
  running.process.kill('SIGTERM');
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function startServer(): Promise<{ url: string; process: ChildProcess }> {
  const child = spawn(process.execPath, ['--expose-gc', server], {
    env: { ...process.env, DATABASE_URL: postgres.url, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((ready, fail) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk;
      const found = /READY (\d+)/.exec(said)?.[1];
      if (found) ready(found);
    });
    child.once('exit', (code) => fail(new Error(`The server ended (${code}).`)));
  });
  return { url: `http://127.0.0.1:${port}`, process: child };
}

/** Milliseconds from a key to the other screens, and to "Saved". */
async function typing(what: string, rooms: number, people: number, typists: number): Promise<Line> {
  const all: Typist[][] = [];
  for (let room = 0; room < rooms; room++) {
    const name = `${what} ${room} ${Date.now()}`;
    all.push(await Promise.all(Array.from({ length: people }, () => Typist.sit(running.url, name))));
  }
  const writers = all.flatMap((room) => room.slice(0, typists));
  await type(writers, 1);
  for (const room of all) room.forEach((typist) => typist.forget());
  const cpuBefore = cpuSeconds(running.process.pid!);
  const keys = await type(writers, SECONDS);
  const cpu = cpuSeconds(running.process.pid!) - cpuBefore;
  const toScreens = all.flatMap((room) => room.flatMap((typist) => typist.seenMs));
  const toSaved = writers.flatMap((typist) => typist.savedMs);
  all.flat().forEach((typist) => typist.leave());
  const delivered = keys * (people - 1);
  return {
    what,
    'seen p50 ms': at(toScreens, 50),
    'seen p99 ms': at(toScreens, 99),
    'saved p50 ms': at(toSaved, 50),
    'saved p99 ms': at(toSaved, 99),
    missing: delivered - toScreens.length,
    'server µs/delivery': Math.round((cpu * 1e6) / delivered),
  };
}

/** Open-loop: keys fall due evenly over all writers, however late the last one was. Returns how many. */
async function type(writers: Typist[], seconds: number): Promise<number> {
  const keys = Math.round(writers.length * KEYS_PER_SECOND * seconds);
  const everyMs = (seconds * 1000) / keys;
  const start = performance.now();
  for (let key = 0; key < keys;) {
    while (key < keys && performance.now() - start >= key * everyMs) writers[key++ % writers.length]!.key();
    await new Promise((later) => setTimeout(later, Math.max(0, start + key * everyMs - performance.now())));
  }
  const patience = performance.now() + 10_000;
  while (writers.some((typist) => typist.waiting) && performance.now() < patience)
    await new Promise((later) => setTimeout(later, 20));
  return keys;
}

/** Milliseconds from one reader's page turn to the others' screens. */
async function pagesTurned(people: number): Promise<Line> {
  const { toScreens, missing } = await follow(running.url, people, Math.max(SECONDS, 10));
  return {
    what: `${people} people reading together, one turning pages`,
    'seen p50 ms': at(toScreens, 50),
    'seen p99 ms': at(toScreens, 99),
    missing,
  };
}

/** The same as typing in a shared room, in a private one whose words the server cannot read. */
async function sealed(): Promise<Line> {
  const { people, toScreens, missing } = await privateRoom(running.url, SECONDS);
  return {
    what: `${people} people in one sealed private room, two typing`,
    'seen p50 ms': at(toScreens, 50),
    'seen p99 ms': at(toScreens, 99),
    missing,
  };
}

async function idle(clients: number): Promise<Line> {
  const before = residentBytes(running.process.pid!);
  const sat: Typist[] = [];
  for (let i = 0; i < clients; i += 20)
    sat.push(
      ...(await Promise.all(Array.from({ length: 20 }, (_, n) => Typist.sit(running.url, `idle ${(i + n) % 75}`)))),
    );
  const each = (residentBytes(running.process.pid!) - before) / clients;
  sat.forEach((typist) => typist.leave());
  return { what: `${clients} idle connections in 75 rooms`, 'KB each (resident, as is)': Math.round(each / 1024) };
}

/** A document of a hundred thousand edits, opened by a server that has just started. */
async function coldLoad(edits: number): Promise<Line> {
  const writer = await Typist.sit(running.url, 'long');
  for (let edit = 0; edit < edits; edit++) {
    writer.edit(edit);
    if (edit % 200 === 0) while (writer.unsaved > 2_000) await new Promise((later) => setTimeout(later, 5));
  }
  while (writer.waiting) await new Promise((later) => setTimeout(later, 20));
  const { words } = writer;
  writer.leave();
  running.process.kill('SIGKILL');
  running = await startServer();
  const loads: { ms: number; bytes: number }[] = [];
  for (let i = 0; i < 3; i++) {
    const from = performance.now();
    const reader = await Typist.sit(running.url, 'long');
    loads.push({ ms: performance.now() - from, bytes: reader.openedBytes });
    if (reader.words !== words) throw new Error('The words are not the same after a cold load.');
    reader.leave();
  }
  return {
    what: `${edits} edits: first open after a kill, then warm`,
    'cold ms': Math.round(loads[0]!.ms),
    'warm ms': Math.round(loads[2]!.ms),
    'KB sent': Math.round(loads[0]!.bytes / 1024),
  };
}

function at(samples: number[], percent: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? NaN) * 10) / 10;
}

function cpuSeconds(pid: number): number {
  const spent = execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  const [hours = 0, minutes = 0, seconds = 0] = spent.split(':').map(Number);
  return procSeconds(pid) ?? hours * 3600 + minutes * 60 + seconds;
}

/** Finer than `ps`, where there is a /proc. */
function procSeconds(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return null;
  }
}
function residentBytes(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
}

function report(lines: Line[]): void {
  const machine = { cpus: cpus().length, model: cpus()[0]?.model, load: loadavg()[0], node: process.version };
  for (const { what, ...figures } of lines)
    process.stdout.write(
      `${what}\n${Object.entries(figures)
        .map(([name, figure]) => `    ${name.padEnd(28)} ${figure}`)
        .join('\n')}\n`,
    );
  process.stdout.write(`on ${machine.cpus} × ${machine.model}, load ${machine.load?.toFixed(1)}\n`);
  mkdirSync('bench-results', { recursive: true });
  const file = `bench-results/${new Date().toISOString().replaceAll(':', '-')}.json`;
  writeFileSync(file, `${JSON.stringify({ machine, seconds: SECONDS, lines }, null, 1)}\n`);
  process.stdout.write(`${file}\n`);
}
