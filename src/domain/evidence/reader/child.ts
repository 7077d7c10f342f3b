import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { paperLimits } from '../limits.ts';
import type { ReaderAnswer, ReaderJob, ReaderRefusal } from './job.ts';

/**
 * A process of its own for one file: it holds no secret, may read only that file and the libraries, and may write only
 * where pictures go. Whatever a file does to it, the server goes on.
 */
async function work(job: ReaderJob): Promise<ReaderAnswer> {
  const isPdf = job.mediaType === 'application/pdf';
  if (job.do === 'read') return isPdf ? readPdf(job.path) : readImage(job.path);
  return { drawn: isPdf ? await drawPdf(job) : await drawImage(job) };
}

// Each kind of file loads its own library: people wait for this process to start.
const pdfLibrary = () => import('./pdf.ts');
const imageLibrary = () => import('./image.ts');

async function readPdf(path: string): Promise<ReaderAnswer> {
  const { openPdf, readPage } = await pdfLibrary();
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
  const { width, height } = await (await imageLibrary()).measureImage(path);
  return { pages: [{ words: '', wordsFrom: 'none', lines: [], widthPt: width, heightPt: height }] };
}

async function drawPdf(job: ReaderJob): Promise<number[]> {
  const { drawPage, openPdf } = await pdfLibrary();
  const pdf = await openPdf(new Uint8Array(await readFile(job.path)));
  const drawn = [];
  for (let number = job.from; number <= Math.min(job.to, pdf.numPages); number++) {
    const page = await pdf.getPage(number);
    drawn.push(await put(job, number, await drawPage(page)));
    page.cleanup();
  }
  return drawn;
}

async function drawImage(job: ReaderJob): Promise<number[]> {
  return [await put(job, 1, await (await imageLibrary()).redraw(job.path))];
}

/** Under another name first: a picture is there whole or not at all. */
async function put(job: ReaderJob, number: number, picture: Uint8Array): Promise<number> {
  const name = join(job.folder, `${number}.webp`);
  const unfinished = `${name}.${process.pid}`;
  await writeFile(unfinished, picture);
  await rename(unfinished, name);
  return number;
}

/** What a library's complaint means to the person who sent the file. */
function refusalFor(error: unknown): ReaderRefusal {
  const { name, message } = error as Error;
  if (name === 'PasswordException') return 'password';
  return /pixel limit/i.test(message) ? 'too-big' : 'damaged';
}

const answer = await work(JSON.parse(process.argv[2]!) as ReaderJob).catch((error: unknown): ReaderAnswer => ({
  refused: refusalFor(error),
}));
process.stdout.write(JSON.stringify(answer), () => process.exit(0));
