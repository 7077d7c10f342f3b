import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '#server/root.ts';
import type { Printed } from './blocks.ts';

export interface PrintRequest {
  printed: Printed;
  at: Date;
}

const HEAP_MAX_MB = 1_024;
const WITHIN_MS = 120_000;

let before: Promise<unknown> = Promise.resolve();

/**
 * The PDF of `printPdf`, set in a thread of its own: hundreds of pages take seconds, and nobody else of the node waits for
 * them (SAR9). One after the other, because each holds all of its pages in memory. Throws when it takes too long or too much.
 */
export function printPdfApart(printed: Printed, at = new Date()): Promise<Buffer> {
  const mine = before.then(() => inWorker({ printed, at }));
  before = mine.catch(() => {});
  return mine;
}

const inWorker = (workerData: PrintRequest): Promise<Buffer> =>
  new Promise((done, fail) => {
    const worker = new Worker(join(projectRoot(), 'src/domain/evidence/print/print-worker.server.ts'), {
      ...{ workerData, resourceLimits: { maxOldGenerationSizeMb: HEAP_MAX_MB } },
    });
    const end = (answer: () => void) => {
      clearTimeout(timer);
      answer();
      void worker.terminate();
    };
    const timer = setTimeout(() => end(() => fail(new Error('Printing took too long.'))), WITHIN_MS);
    worker.once('message', (bytes: Uint8Array<ArrayBuffer>) => end(() => done(Buffer.from(bytes.buffer))));
    worker.once('error', (fault) => end(() => fail(fault)));
    worker.once('exit', () => end(() => fail(new Error('Printing ended without a file.'))));
  });
