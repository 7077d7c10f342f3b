import { buffer } from 'node:stream/consumers';
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { paperLimits } from '../limits.ts';
import type { MediaType } from '../intake/media.ts';
import {
  FLATTENED,
  PHOTO_COPY,
  pictureName,
  READING_COPY,
  Refusal,
  type PictureSize,
  type ReaderAnswer,
  type ReaderJob,
  type ReaderRefusal,
} from './job.ts';
import { orderIn, wrap, type Told } from './pipe.ts';

/**
 * A process of its own for one file: it holds no secret, is handed the file's bytes, may read only the libraries and may
 * write nothing. What it makes it tells. Whatever a file does to it, the server goes on.
 */
async function work(job: ReaderJob, bytes: Uint8Array): Promise<ReaderAnswer> {
  if (job.do === 'flatten' || job.do === 'search') return obey(job.mediaType, bytes);
  if (job.do === 'read-off') return { lines: await (await import('./read-off.ts')).wordsOff(bytes, job.from) };
  if (job.do === 'words') return readWords(bytes);
  const kind = kindOf(job.mediaType);
  if (job.do === 'draw') return { drawn: kind === 'image' ? await drawImage(bytes) : await drawPdf(job, bytes) };
  if (kind === 'image') return readImage(job.mediaType, bytes);
  return kind === 'pdf' ? readPdf(bytes) : readCopy(job.mediaType, bytes);
}

/** Does what comes before the bytes: makes pictures of pages with something hidden, or looks for words that must be gone. */
async function obey(mediaType: MediaType, given: Uint8Array): Promise<ReaderAnswer> {
  const { order, bytes } = orderIn(given);
  if ('search' in order) return { found: await (await import('./search.ts')).wordsIn(bytes, order.search) };
  const { flattened } = await import('./flatten.ts');
  await tell({ made: FLATTENED, bytes: await flattened(kindOf(mediaType) === 'image', bytes, order.flatten) });
  return { drawn: order.flatten.map(({ page }) => page) };
}

const kindOf = (mediaType: MediaType) =>
  mediaType === 'application/pdf' ? 'pdf' : mediaType.startsWith('image/') ? 'image' : 'copy';

// Each kind of file loads its own library: people wait for this process to start.
const pdfLibrary = () => import('./pdf.ts');
const imageLibrary = () => import('./image.ts');
const copyLibrary = () => import('./copy/reading-copy.ts');

async function readPdf(bytes: Uint8Array): Promise<ReaderAnswer> {
  const { openPdf, readPage } = await pdfLibrary();
  const pdf = await openPdf(bytes);
  if (pdf.numPages > paperLimits.pagesMax) return { refused: 'too-many-pages' };
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    pages.push(await readPage(page));
    // Whoever opens the paper first should find its first page drawn. That it cannot be is no reason not to read it.
    if (number === 1) await drawOne(page, 1).catch(() => {});
    page.cleanup();
  }
  return pages.length > 0 ? { pages } : { refused: 'damaged' };
}

async function readImage(mediaType: MediaType, bytes: Uint8Array): Promise<ReaderAnswer> {
  const { drawnAnew, measureImage } = await imageLibrary();
  const photo = await drawnAnew(bytes, mediaType);
  const { width, height } = await measureImage(photo);
  await tell({ made: PHOTO_COPY, bytes: photo });
  await drawImage(photo);
  return { pages: [{ words: '', wordsFrom: 'none', lines: [], widthPt: width, heightPt: height }] };
}

/** The words come from the file itself: a PDF keeps the shapes of Arabic letters better than their order. */
async function readCopy(mediaType: MediaType, bytes: Uint8Array): Promise<ReaderAnswer> {
  if (mediaType !== 'text/plain') await (await import('./word-check.ts')).checkWord(bytes);
  const copy = await (await copyLibrary()).readingCopyOf(mediaType, bytes);
  if (copy.pages.length > paperLimits.pagesMax) return { refused: 'too-many-pages' };
  await tell({ made: READING_COPY, bytes: copy.bytes });
  await drawPdf({ from: 1, to: 1 }, new Uint8Array(copy.bytes));
  return { pages: copy.pages };
}

/** Only the words of a Word file and how they look. */
async function readWords(bytes: Uint8Array): Promise<ReaderAnswer> {
  await (await import('./word-check.ts')).checkWord(bytes);
  return { paragraphs: await (await import('./copy/word-paragraphs.ts')).paragraphsOfWord(bytes) };
}

async function drawPdf({ from, to }: Pick<ReaderJob, 'from' | 'to'>, bytes: Uint8Array): Promise<number[]> {
  const pdf = await (await pdfLibrary()).openPdf(bytes);
  const drawn = [];
  for (let number = from; number <= Math.min(to, pdf.numPages); number++) {
    const page = await pdf.getPage(number);
    await drawOne(page, number);
    drawn.push(number);
    page.cleanup();
  }
  return drawn;
}

const drawOne = async (page: PDFPageProxy, number: number): Promise<void> =>
  tellPictures(number, await (await pdfLibrary()).drawPage(page));

async function drawImage(bytes: Uint8Array): Promise<number[]> {
  await tellPictures(1, await (await imageLibrary()).redraw(bytes));
  return [1];
}

async function tellPictures(page: number, pictures: Record<PictureSize, Uint8Array>): Promise<void> {
  await tell({ made: pictureName(page, 'small'), bytes: pictures.small });
  await tell({ made: pictureName(page), bytes: pictures.full });
}

const tell = (told: Told): Promise<void> =>
  new Promise((done, fail) => process.stdout.write(wrap(told), (error) => (error ? fail(error) : done())));

/** What a library's complaint means to the person who sent the file. */
function refusalFor(error: unknown): ReaderRefusal {
  if (error instanceof Refusal) return error.refusal;
  const { name, message } = error as Error;
  if (name === 'PasswordException') return 'password';
  return /pixel limit/i.test(message) ? 'too-big' : 'damaged';
}

// Some libraries talk to themselves on stdout, where the answer goes.
Object.assign(globalThis.console, { log: () => {}, info: () => {} });
const given = new Uint8Array(await buffer(process.stdin));
const answer = await work(JSON.parse(process.argv[2]!) as ReaderJob, given).catch((error: unknown): ReaderAnswer => ({
  refused: refusalFor(error),
}));
await tell({ answer });
process.exit(0);
