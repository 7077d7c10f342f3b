// How long one PDF of a pack takes, and how much memory, from every PDF at hand again and again. Sealed segments on disk,
// builders in processes of their own, as on a server. A process of its own, alone or begun by run.ts.
import { createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { v7 } from 'uuid';
import { Builders } from '../../src/domain/evidence/book/run.server.ts';
import { buildBook } from '../../src/domain/evidence/book/string-together.ts';
import { putDerived, readDerived, storeStream } from '../../src/server/files.ts';
import { projectRoot } from '../../src/server/root.ts';
import { paperFrom, planFor, type TestPaper } from '../support/workshop.ts';

export interface BookLine {
  what: string;
  [figure: string]: string | number;
}

const folder = join(projectRoot(), 'tests/fixtures/pdfs');

/** Papers of so many pages in all, the files of the folder over and over. */
async function papersOf(pages: number): Promise<TestPaper[]> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.pdf'));
  const read = [];
  for (const name of names) read.push(await paperFrom(join(folder, name), name));
  const good = read.filter((paper) => paper !== null);
  const papers: TestPaper[] = [];
  for (let had = 0, at = 0; had < pages; at++) {
    const paper = good[at % good.length]!;
    papers.push(paper);
    had += paper.pages.length;
  }
  return papers;
}

/** Builds one book and says how long it took, and the most that this process and its builder held at any moment. */
async function build(pages: number): Promise<BookLine> {
  const papers = await papersOf(pages);
  const [councilId, fileId] = [v7(), v7()];
  const heldMb = { here: 0, builder: 0, both: 0 };
  const watch = setInterval(() => {
    const [here, builder] = [residentMb('self'), childrenOfThis().reduce((sum, pid) => sum + residentMb(pid), 0)];
    heldMb.here = Math.max(heldMb.here, here);
    heldMb.builder = Math.max(heldMb.builder, builder);
    heldMb.both = Math.max(heldMb.both, here + builder);
  }, 20);
  const from = performance.now();
  const plan = planFor(papers);
  const builders = new Builders(new AbortController().signal);
  const book = await buildBook(
    plan,
    { id: fileId.replaceAll('-', ''), madeAt: new Date() },
    {
      build: (job, paper) => builders.build(job, paper ?? Readable.from([])),
      async sourceOf({ evidenceItemId }) {
        const { mediaType, path, pages: known } = papers[Number(evidenceItemId.slice('paper-'.length))]!;
        return { mediaType, pages: known, bytes: createReadStream(path) };
      },
      kept: (place) => readDerived(councilId, fileId, `segment-${place}.bin`),
      keep: (place, segment) => putDerived(councilId, fileId, `segment-${place}.bin`, segment),
      done: async () => true,
    },
  );
  const { bytes, discard } = await storeStream(councilId, book, Number.MAX_SAFE_INTEGER);
  const seconds = (performance.now() - from) / 1000;
  clearInterval(watch);
  builders.close();
  await discard();
  const sheets = papers.reduce((sum, paper) => sum + paper.pages.length, 2);
  return {
    what: `one PDF of ${sheets} numbered pages in ${papers.length} papers`,
    seconds: Math.round(seconds * 10) / 10,
    'ms per page': Math.round((seconds * 1000) / sheets),
    'MB file': Math.round(bytes / 1e6),
    'MB builder, most': Math.round(heldMb.builder),
    'MB this process, most': Math.round(heldMb.here),
    'MB both, most': Math.round(heldMb.both),
  };
}

const childrenOfThis = (): string[] => {
  try {
    return readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean);
  } catch {
    return [];
  }
};

function residentMb(pid: string): number {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 1e6;
  } catch {
    return 0;
  }
}

/** 300 and 600 pages. */
async function bookLines(): Promise<BookLine[]> {
  const data = mkdtempSync(join(tmpdir(), 'common-ground-bench-book-'));
  process.env.DATA_DIR = data;
  try {
    return [await build(300), await build(600)];
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(await bookLines(), null, 1)}\n`);
