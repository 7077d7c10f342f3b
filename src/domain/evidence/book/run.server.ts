import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { projectRoot } from '#server/root.ts';
import { nodeLimits, residentBytes } from '../reader/run.server.ts';
import type { BookJob } from './job.ts';
import { bookLimits } from './limits.ts';
import { END, FAILED, framed, Taker } from './pipe.ts';

const WATCH_EVERY_MS = 100;

export interface BuilderLimits {
  withinMs: number;
  memoryMaxBytes: number;
}
const usual: BuilderLimits = { withinMs: bookLimits.paperWithinMs, memoryMaxBytes: bookLimits.memoryMaxBytes };

/**
 * Builds segments in processes apart: the same walls as the reader's, no secret, and nothing to read but the libraries.
 * One process takes one paper after the other as long as they are only placed, because starting one takes longer than
 * placing ten pages. Whatever is drawn goes through native libraries, so that has a process of its own, and no second.
 */
export class Builders {
  readonly #calledOff: AbortSignal;
  readonly #limits: BuilderLimits;
  #kept: Builder | null = null;

  constructor(calledOff: AbortSignal, limits: BuilderLimits = usual) {
    this.#calledOff = calledOff;
    this.#limits = limits;
    calledOff.addEventListener('abort', () => this.close());
  }

  /** Null when it took too long or too much, died, failed or was called off. Throws only when the paper cannot be had. */
  async build(job: BookJob, paper: Readable): Promise<Uint8Array | null> {
    const bytes = await buffer(paper);
    if (this.#calledOff.aborted) return null;
    const builder = this.#kept ?? new Builder();
    this.#kept = builder;
    const segment = await builder.build(job, bytes, this.#limits);
    const again = job.do === 'paper' && job.manner === 'pages' && builder.residentBytes() < bookLimits.reuseMaxBytes;
    if (!again) this.close();
    return segment;
  }

  /** Ends the process that waits for the next paper. */
  close(): void {
    this.#kept?.end();
    this.#kept = null;
  }
}

/** One process. */
class Builder {
  readonly #child: ChildProcess;
  readonly #told: Taker;

  constructor() {
    this.#child = spawn(
      process.execPath,
      [...nodeLimits(bookLimits.heapMaxMb), join(projectRoot(), 'src/domain/evidence/book/child.ts')],
      { cwd: projectRoot(), env: { NODE_NO_WARNINGS: '1' }, stdio: ['pipe', 'pipe', 'ignore'] },
    );
    // It may be gone before it has heard everything; that it says nothing more tells.
    this.#child.stdin!.on('error', () => {});
    this.#child.on('error', () => this.end());
    this.#told = new Taker(this.#child.stdout!);
  }

  async build(job: BookJob, paper: Uint8Array, limits: BuilderLimits): Promise<Uint8Array | null> {
    const clock = setTimeout(() => this.end(), limits.withinMs);
    const watch = setInterval(() => this.residentBytes() > limits.memoryMaxBytes && this.end(), WATCH_EVERY_MS);
    try {
      for (const bytes of [...framed(Buffer.from(JSON.stringify(job))), ...framed(paper)])
        this.#child.stdin!.write(bytes);
      return await this.#segment();
    } finally {
      clearTimeout(clock);
      clearInterval(watch);
    }
  }

  async #segment(): Promise<Uint8Array | null> {
    const pieces: Buffer[] = [];
    let bytes = 0;
    for (;;) {
      const length = await this.#told.length().catch(() => null);
      if (length === END) return Buffer.concat(pieces);
      if (length === null || length === FAILED || (bytes += length) > bookLimits.segmentMaxBytes) break;
      const piece = await this.#told.take(length).catch(() => null);
      if (!piece) break;
      pieces.push(piece);
    }
    return null;
  }

  residentBytes = (): number => residentBytes(this.#child);
  end(): void {
    this.#child.kill('SIGKILL');
  }
}
