import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { projectRoot } from '#server/root.ts';
import { handOver, nodeLimits, residentBytes } from '../reader/run.server.ts';
import type { BookJob } from './job.ts';
import { bookLimits } from './limits.ts';
import { JOB_LENGTH_DIGITS } from './segment-file.ts';

const WATCH_EVERY_MS = 100;

export interface BuilderLimits {
  withinMs: number;
  memoryMaxBytes: number;
}

/**
 * Builds one segment in a process of its own: the same walls as the reader's, no secret, and nothing to read but the
 * libraries. Null when it took too long or too much, died, or was called off; never throws for what a paper holds.
 */
export async function runBuilder(
  job: BookJob,
  paper: Readable,
  calledOff: AbortSignal,
  limits: BuilderLimits = { withinMs: bookLimits.paperWithinMs, memoryMaxBytes: bookLimits.memoryMaxBytes },
): Promise<Uint8Array | null> {
  const child = spawn(
    process.execPath,
    [...nodeLimits(bookLimits.heapMaxMb), join(projectRoot(), 'src/domain/evidence/book/child.ts')],
    { cwd: projectRoot(), env: { NODE_NO_WARNINGS: '1' }, stdio: ['pipe', 'pipe', 'ignore'] },
  );
  let stopped = false;
  const stop = () => {
    stopped = true;
    child.kill('SIGKILL');
  };
  const clock = setTimeout(stop, limits.withinMs);
  const watch = setInterval(() => residentBytes(child) > limits.memoryMaxBytes && stop(), WATCH_EVERY_MS);
  calledOff.addEventListener('abort', stop);
  const chunks: Buffer[] = [];
  let bytes = 0;
  child.stdout!.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > bookLimits.segmentMaxBytes) stop();
    else chunks.push(chunk);
  });
  const gone = new Promise<number | null>((over, fail) => child.once('error', fail).once('close', over));
  try {
    const unread = new Promise<never>((_, fail) => handOver(told(job, paper), child.stdin!).catch(fail));
    const code = await Promise.race([gone, unread]);
    return stopped || code !== 0 || calledOff.aborted ? null : Buffer.concat(chunks);
  } finally {
    child.kill('SIGKILL');
    paper.destroy();
    calledOff.removeEventListener('abort', stop);
    clearTimeout(clock);
    clearInterval(watch);
  }
}

/** The job, how long it is before it, and the paper behind it. */
function told(job: BookJob, paper: Readable): Readable {
  const text = Buffer.from(JSON.stringify(job));
  return Readable.from(
    (async function* () {
      yield Buffer.from(String(text.length).padStart(JOB_LENGTH_DIGITS, '0'));
      yield text;
      yield* paper;
    })(),
  );
}
