import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '#server/root.ts';
import { paperLimits } from '../limits.ts';
import type { ReaderAnswer, ReaderJob, ReaderRefusal } from './job.ts';

const ANSWER_MAX_CHARACTERS = 64 * 1024 * 1024;
const WATCH_EVERY_MS = 200;

let atWork = 0;
const waiting: (() => void)[] = [];

export interface ReaderLimits {
  withinMs: number;
  memoryMaxBytes: number;
}
const limitsFor = (job: ReaderJob): ReaderLimits => ({
  withinMs: job.do === 'read' ? paperLimits.readWithinMs : paperLimits.drawWithinMs,
  memoryMaxBytes: paperLimits.readerMemoryMaxBytes,
});

/** Reads or draws one file in a process of its own, within limits of time and memory. Never throws for what a file holds. */
export async function runReader(job: ReaderJob, limits: ReaderLimits = limitsFor(job)): Promise<ReaderAnswer> {
  if (atWork >= paperLimits.readersAtOnce) await new Promise<void>((go) => waiting.push(go));
  atWork += 1;
  try {
    return await once(job, limits);
  } finally {
    atWork -= 1;
    waiting.shift()?.();
  }
}

function once(job: ReaderJob, limits: ReaderLimits): Promise<ReaderAnswer> {
  const child = spawn(
    process.execPath,
    [...nodeLimits(job), join(projectRoot(), 'src/domain/evidence/reader/child.ts'), JSON.stringify(job)],
    {
      cwd: projectRoot(),
      // Nothing of this process's environment: that is where secrets are.
      env: { TMPDIR: tmpdir(), NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  let stopped: ReaderRefusal | null = null;
  const stop = (because: ReaderRefusal) => {
    stopped ??= because;
    child.kill('SIGKILL');
  };
  const clock = setTimeout(() => stop('too-slow'), limits.withinMs);
  const watch = setInterval(() => residentBytes(child) > limits.memoryMaxBytes && stop('too-big'), WATCH_EVERY_MS);
  return new Promise<string>((said, fail) => {
    let text = '';
    child.stdout
      .setEncoding('utf8')
      .on('data', (chunk: string) => (text.length < ANSWER_MAX_CHARACTERS ? (text += chunk) : stop('too-big')));
    child.once('error', fail).once('close', () => said(text));
  })
    .then((text): ReaderAnswer => (stopped ? { refused: stopped } : (parse(text) ?? { refused: 'damaged' })))
    .finally(() => (clearTimeout(clock), clearInterval(watch)));
}

/** What the process may touch, as options of Node; a native library is let in because the drawing is one. */
export function nodeLimits(job: ReaderJob): string[] {
  const mayRead = [
    join(projectRoot(), 'src'),
    join(projectRoot(), 'node_modules'),
    join(projectRoot(), 'package.json'),
    job.path,
  ];
  return [
    `--max-old-space-size=${paperLimits.readerHeapMaxMb}`,
    '--permission',
    '--allow-addons',
    ...mayRead.map((path) => `--allow-fs-read=${path}`),
    ...(job.do === 'draw' ? [`--allow-fs-read=${job.folder}`, `--allow-fs-write=${job.folder}`] : []),
  ];
}

// Pictures live outside the JavaScript heap, so its limit alone does not hold them. Linux tells; elsewhere the caps on pixels stand alone.
function residentBytes({ pid }: ChildProcess): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096;
  } catch {
    return 0;
  }
}

/** Null when the process died in the middle of a sentence, or before the first. */
function parse(text: string): ReaderAnswer | null {
  try {
    return JSON.parse(text) as ReaderAnswer;
  } catch {
    return null;
  }
}
