import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { paperLimits } from '../limits.ts';
import { drawImage, hasTooManyPixels, measureImage } from './image.ts';
import type { ReaderAnswer, ReaderJob } from './job.ts';
import { drawPage, needsPassword, openPdf, readPage } from './pdf.ts';

/**
 * A process of its own for one file: it holds no secret, may read only that file and the libraries, and may write only
 * where pictures go. Whatever a file does to it, the server goes on.
 */
async function work(job: ReaderJob): Promise<ReaderAnswer> {
  const isPdf = job.mediaType === 'application/pdf';
  if (job.do === 'read') return isPdf ? readPdf(job.path) : readImage(job.path);
  return { drawn: isPdf ? await drawPdf(job) : [await put(job, 1, await drawImage(job.path))] };
}

async function readPdf(path: string): Promise<ReaderAnswer> {
  const pdf = await openPdf(new Uint8Array(await readFile(path)));
  if (pdf.numPages > paperLimits.pagesMax) return { refused: 'too-many-pages' };
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    pages.push(await readPage(page));
    page.cleanup();
  }
  return pages.length > 0 ? { pages } : { refused: 'damaged' };
}

async function readImage(path: string): Promise<ReaderAnswer> {
  const { width, height } = await measureImage(path);
  return { pages: [{ words: '', widthPt: width, heightPt: height }] };
}

async function drawPdf(job: ReaderJob): Promise<number[]> {
  const pdf = await openPdf(new Uint8Array(await readFile(job.path)));
  const drawn = [];
  for (let number = job.from; number <= Math.min(job.to, pdf.numPages); number++) {
    const page = await pdf.getPage(number);
    drawn.push(await put(job, number, await drawPage(page)));
    page.cleanup();
  }
  return drawn;
}

/** Under another name first: a picture is there whole or not at all. */
async function put(job: ReaderJob, number: number, picture: Uint8Array): Promise<number> {
  const name = join(job.folder, `${number}.webp`);
  const unfinished = `${name}.${process.pid}`;
  await writeFile(unfinished, picture);
  await rename(unfinished, name);
  return number;
}

const answer = await work(JSON.parse(process.argv[2]!) as ReaderJob).catch((error: unknown): ReaderAnswer => ({
  refused: needsPassword(error) ? 'password' : hasTooManyPixels(error) ? 'too-big' : 'damaged',
}));
process.stdout.write(JSON.stringify(answer), () => process.exit(0));
