import { buffer } from 'node:stream/consumers';
import { paperLimits } from '../limits.ts';
import { pictureName, type ReaderAnswer, type ReaderJob, type ReaderRefusal } from './job.ts';
import { wrap, type Told } from './pipe.ts';

/**
 * A process of its own for one file: it holds no secret, is handed the file's bytes, may read only the libraries and may
 * write nothing. What it makes it tells. Whatever a file does to it, the server goes on.
 */
async function work(job: ReaderJob, bytes: Uint8Array): Promise<ReaderAnswer> {
  const isPdf = job.mediaType === 'application/pdf';
  if (job.do === 'read') return isPdf ? readPdf(bytes) : readImage(bytes);
  return { drawn: isPdf ? await drawPdf(job, bytes) : await drawImage(bytes) };
}

// Each kind of file loads its own library: people wait for this process to start.
const pdfLibrary = () => import('./pdf.ts');
const imageLibrary = () => import('./image.ts');

async function readPdf(bytes: Uint8Array): Promise<ReaderAnswer> {
  const { openPdf, readPage } = await pdfLibrary();
  const pdf = await openPdf(bytes);
  if (pdf.numPages > paperLimits.pagesMax) return { refused: 'too-many-pages' };
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    pages.push(await readPage(page));
    page.cleanup();
  }
  return pages.length > 0 ? { pages } : { refused: 'damaged' };
}

async function readImage(bytes: Uint8Array): Promise<ReaderAnswer> {
  const { width, height } = await (await imageLibrary()).measureImage(bytes);
  return { pages: [{ words: '', wordsFrom: 'none', lines: [], widthPt: width, heightPt: height }] };
}

async function drawPdf(job: ReaderJob, bytes: Uint8Array): Promise<number[]> {
  const { drawPage, openPdf } = await pdfLibrary();
  const pdf = await openPdf(bytes);
  const drawn = [];
  for (let number = job.from; number <= Math.min(job.to, pdf.numPages); number++) {
    const page = await pdf.getPage(number);
    await tell({ made: pictureName(number), bytes: await drawPage(page) });
    drawn.push(number);
    page.cleanup();
  }
  return drawn;
}

async function drawImage(bytes: Uint8Array): Promise<number[]> {
  await tell({ made: pictureName(1), bytes: await (await imageLibrary()).redraw(bytes) });
  return [1];
}

const tell = (told: Told): Promise<void> =>
  new Promise((done, fail) => process.stdout.write(wrap(told), (error) => (error ? fail(error) : done())));

/** What a library's complaint means to the person who sent the file. */
function refusalFor(error: unknown): ReaderRefusal {
  const { name, message } = error as Error;
  if (name === 'PasswordException') return 'password';
  return /pixel limit/i.test(message) ? 'too-big' : 'damaged';
}

const given = new Uint8Array(await buffer(process.stdin));
const answer = await work(JSON.parse(process.argv[2]!) as ReaderJob, given).catch((error: unknown): ReaderAnswer => ({
  refused: refusalFor(error),
}));
await tell({ answer });
process.exit(0);
