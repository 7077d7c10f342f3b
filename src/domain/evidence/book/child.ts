import { Console } from 'node:console';
import type { BookJob } from './job.ts';
import { END, FAILED, framed, lengthOf, Taker } from './pipe.ts';

/**
 * A process apart for papers: it holds no secret and may read only the libraries. Jobs come in on its standard input,
 * each with its paper behind it, and segments leave on its standard output piece by piece.
 */

// Libraries that have something to say must not say it into the segment.
globalThis.console = new Console(process.stderr);

const input = new Taker(process.stdin);
const send = (bytes: Uint8Array) => void process.stdout.write(bytes);
const write = (bytes: Uint8Array) => framed(bytes).forEach(send);

// Each kind of job loads its own libraries: the next paper waits for this process to start.
async function work(job: BookJob, paper: Uint8Array): Promise<void> {
  if (job.do === 'own') await (await import('./build/own.ts')).buildOwn(job, write);
  else await (await import('./build/paper.ts')).buildPaper(job, paper, write);
}

for (let job = await input.next(); job; job = await input.next()) {
  const paper = (await input.next()) ?? Buffer.alloc(0);
  const end = await work(JSON.parse(job.toString('utf8')) as BookJob, paper).then(
    () => END,
    () => FAILED,
  );
  send(lengthOf(end));
}
process.stdout.write('', () => process.exit(0));
