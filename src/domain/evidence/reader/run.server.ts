import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { projectRoot } from '#server/root.ts';
import { paperLimits } from '../limits.ts';
import type { ReaderAnswer, ReaderJob, ReaderRefusal } from './job.ts';
import { unwrap } from './pipe.ts';

const TOLD_MAX_BYTES = 64 * 1024 * 1024;
const WATCH_EVERY_MS = 200;

let atWork = 0;
const waiting: (() => void)[] = [];

export interface ReaderLimits {
  withinMs: number;
  memoryMaxBytes: number;
}
const withinMs: Record<ReaderJob['do'], number> = {
  read: paperLimits.readWithinMs,
  draw: paperLimits.drawWithinMs,
  flatten: paperLimits.flattenWithinMs,
  search: paperLimits.readWithinMs,
  'read-off': paperLimits.readOffWithinMs,
  words: paperLimits.drawWithinMs,
};
const limitsFor = (job: ReaderJob): ReaderLimits => ({
  withinMs: withinMs[job.do],
  memoryMaxBytes: job.do === 'read-off' ? paperLimits.readOffMemoryMaxBytes : paperLimits.readerMemoryMaxBytes,
});

/** Takes one thing the reader made. Check its name: a reader that a file has taken over may say any. */
export type Keep = (made: string, bytes: Uint8Array) => Promise<void>;
const keepNothing: Keep = async () => {};

/**
 * Reads or draws one file in a process of its own, within limits of time and memory. Never throws for what a file holds;
 * throws when its bytes cannot be had, or what was made cannot be kept.
 */
export async function runReader(
  job: ReaderJob,
  bytes: () => Readable,
  keep: Keep = keepNothing,
  limits: ReaderLimits = limitsFor(job),
): Promise<ReaderAnswer> {
  if (atWork >= paperLimits.readersAtOnce) await new Promise<void>((go) => waiting.push(go));
  atWork += 1;
  try {
    return await once(job, bytes(), keep, limits);
  } finally {
    atWork -= 1;
    waiting.shift()?.();
  }
}

async function once(job: ReaderJob, bytes: Readable, keep: Keep, limits: ReaderLimits): Promise<ReaderAnswer> {
  const child = spawn(
    process.execPath,
    [
      ...nodeLimits(),
      ...(job.do === 'read-off' ? ['--allow-worker'] : []),
      join(projectRoot(), 'src/domain/evidence/reader/child.ts'),
      JSON.stringify(job),
    ],
    // Nothing of this process's environment: that is where secrets are.
    { cwd: projectRoot(), env: { NODE_NO_WARNINGS: '1' }, stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const gone = new Promise<void>((over, fail) => child.once('error', fail).once('close', () => over()));
  let stopped: ReaderRefusal | null = null;
  const stop = (because: ReaderRefusal) => {
    stopped ??= because;
    child.kill('SIGKILL');
  };
  const clock = setTimeout(() => stop('too-slow'), limits.withinMs);
  const watch = setInterval(() => residentBytes(child) > limits.memoryMaxBytes && stop('too-big'), WATCH_EVERY_MS);
  try {
    const unread = new Promise<never>((_, fail) => handOver(bytes, child.stdin!).catch(fail));
    // What is not listened to any more has to flow off, or the process is never seen to have gone.
    const heard = listen(child, keep, stop).finally(() => child.stdout!.destroy());
    const [told] = await Promise.race([Promise.all([heard, gone]), unread]);
    return stopped ? { refused: stopped } : (told ?? { refused: 'damaged' });
  } finally {
    child.kill('SIGKILL');
    bytes.destroy();
    clearTimeout(clock);
    clearInterval(watch);
  }
}

/** The answer, once everything made before it is kept. Null when the process died in the middle of a sentence, or before the first. */
async function listen(child: ChildProcess, keep: Keep, stop: (because: ReaderRefusal) => void) {
  const told = unwrap(child.stdout!, TOLD_MAX_BYTES)[Symbol.asyncIterator]();
  for (;;) {
    const next = await told.next().catch((error: unknown) => (error instanceof RangeError ? 'too-much' : 'no-sense'));
    if (next === 'too-much') stop('too-big');
    if (typeof next === 'string' || next.done) return null;
    if ('answer' in next.value) return next.value.answer;
    await keep(next.value.made, next.value.bytes);
  }
}

/** Hands the file over, as fast as it is taken. A reader that has heard enough closes its ear, which is no fault. */
async function handOver(bytes: Readable, ear: Writable): Promise<void> {
  const closed = new Promise<void>((over) => ear.once('close', over).on('error', () => {}));
  for await (const chunk of bytes) {
    if (!ear.writable) return;
    if (!ear.write(chunk)) await Promise.race([new Promise((go) => ear.once('drain', go)), closed]);
  }
  ear.end();
}

/** What the process may touch, as options of Node: the libraries, to read. A native library is let in because the drawing is one. */
export function nodeLimits(heapMaxMb: number = paperLimits.readerHeapMaxMb): string[] {
  const mayRead = ['src', 'node_modules', 'package.json'].map((name) => join(projectRoot(), name));
  return [
    `--max-old-space-size=${heapMaxMb}`,
    '--permission',
    '--allow-addons',
    ...mayRead.map((path) => `--allow-fs-read=${path}`),
  ];
}

// Pictures live outside the JavaScript heap, so its limit alone does not hold them. Linux tells; elsewhere the caps on pixels stand alone.
export function residentBytes({ pid }: ChildProcess): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096;
  } catch {
    return 0;
  }
}
