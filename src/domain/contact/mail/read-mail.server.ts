import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '#server/root.ts';
import { mailLimits } from './mail-limits.ts';
import type { ReadMail, ReadRequest } from './read-mail.ts';

/**
 * Reads a mail apart from everything else, within its time and memory: one that was made to be slow or to break what reads
 * it delays nobody. Null when it cannot be read. The bytes are handed over and are gone afterwards.
 */
export function readMail(bytes: Uint8Array<ArrayBuffer>): Promise<ReadMail | null> {
  return new Promise((done) => {
    const workerData: ReadRequest = { bytes };
    const worker = new Worker(join(projectRoot(), 'src/domain/contact/mail/read-mail-worker.ts'), {
      ...{ workerData, transferList: [bytes.buffer] },
      resourceLimits: { maxOldGenerationSizeMb: mailLimits.readerHeapMaxMb },
    });
    const finish = (read: ReadMail | null) => {
      clearTimeout(timer);
      done(read);
      void worker.terminate();
    };
    const timer = setTimeout(() => finish(null), mailLimits.readWithinMs);
    worker.once('message', finish);
    worker.once('error', () => finish(null));
    worker.once('exit', () => finish(null));
  });
}
