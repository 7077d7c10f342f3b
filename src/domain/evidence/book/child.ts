import { Console } from 'node:console';
import { buffer } from 'node:stream/consumers';
import type { BookJob } from './job.ts';
import { JOB_LENGTH_DIGITS } from './segment-file.ts';

/**
 * A process of its own for one paper, or for our own pages: it holds no secret and may read only the libraries. The job
 * comes in on its standard input, with the paper behind it, and the segment leaves on its standard output.
 */
// Libraries that have something to say must not say it into the segment.
globalThis.console = new Console(process.stderr);

const input = await buffer(process.stdin);
const jobEnd = JOB_LENGTH_DIGITS + Number(input.toString('latin1', 0, JOB_LENGTH_DIGITS));
const job = JSON.parse(input.toString('utf8', JOB_LENGTH_DIGITS, jobEnd)) as BookJob;
const write = (bytes: Uint8Array) => void process.stdout.write(bytes);
// Each kind of job loads its own libraries: the next paper waits for this process to start.
if (job.do === 'own') await (await import('./build/own.ts')).buildOwn(job, write);
else await (await import('./build/paper.ts')).buildPaper(job, input.subarray(jobEnd), write);
process.stdout.write('', () => process.exit(0));
