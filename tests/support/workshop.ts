import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { boardRecipe } from '../../src/domain/evidence/book/board-recipe.ts';
import type { BookContent, PaperEntry, WordsEntry } from '../../src/domain/evidence/book/content.ts';
import type { BookPlan } from '../../src/domain/evidence/book/plan.ts';
import type { KnownPage, Manner } from '../../src/domain/evidence/book/job.ts';
import { planOf } from '../../src/domain/evidence/book/plan-of.ts';
import { Builders } from '../../src/domain/evidence/book/run.server.ts';
import { buildBook, type Workshop } from '../../src/domain/evidence/book/string-together.ts';
import type { MediaType } from '../../src/domain/evidence/intake/media.ts';
import { runReader } from '../../src/domain/evidence/reader/run.server.ts';

/** A file as a paper of a book. */
export interface TestPaper {
  title: string;
  mediaType: MediaType;
  path: string;
  pages: KnownPage[];
}

/** Reads a file as intake would. Null when it is refused. */
export async function paperFrom(
  path: string,
  title: string,
  mediaType: MediaType = 'application/pdf',
): Promise<TestPaper | null> {
  const read = await runReader({ do: 'read', mediaType, from: 1, to: 1 }, () => createReadStream(path));
  return 'pages' in read ? { title, mediaType, path, pages: read.pages } : null;
}

const words = (id: 'child' | 'summary', title: string, firstPage: number, text: string): WordsEntry<'case'> => ({
  ...{ class: 'case', kind: id, id, tab: 'A', title, about: '', note: '', firstPage, pages: 1 },
  blocks: [
    { kind: 'heading', level: 1, words: title },
    { kind: 'words', words: text },
  ],
});

/** The content of a book of these papers, all advice, after a child's page and a summary. */
export function contentOf(papers: readonly TestPaper[], summary = 'She likes quiet mornings.'): BookContent<'case'> {
  let firstPage = 3;
  const entries = papers.map(({ title, pages }, at): PaperEntry<'case'> => {
    const entry = {
      class: 'case',
      kind: 'paper',
      id: `paper-${at}`,
      tab: 'C',
      title,
      about: '',
      note: '',
      firstPage,
      pages: pages.length,
    } as const;
    firstPage += pages.length;
    return entry;
  });
  return {
    reference: 'CG-0007',
    entries: [
      words('child', 'Maya’s page', 1, 'I like swimming.'),
      words('summary', 'In the family’s own words', 2, summary),
      ...entries,
    ],
    late: [],
    facts: {
      title: 'Who said that this is everything',
      blocks: [{ kind: 'list', items: ['The family.', 'The council.'] }],
    },
    receipt: { title: 'Receipt', blocks: [{ kind: 'digits', words: '0123 4567' }] },
  };
}

export const planFor = (papers: readonly TestPaper[], summary?: string): BookPlan =>
  planOf(boardRecipe, contentOf(papers, summary));

/** A workshop that keeps its segments in memory, and notes what it built and in which manner. */
export function workshopOf(papers: readonly TestPaper[]) {
  const segments = new Map<number, Uint8Array>();
  const built: string[] = [];
  const builders = new Builders(new AbortController().signal);
  const workshop: Workshop = {
    async build(job, paper) {
      built.push(job.do === 'own' ? 'own' : `${job.part.title} as ${job.manner satisfies Manner}`);
      return builders.build(job, paper ?? Readable.from([]));
    },
    async sourceOf({ evidenceItemId }) {
      const { mediaType, path, pages } = papers[Number(evidenceItemId.slice('paper-'.length))]!;
      return { mediaType, pages, bytes: createReadStream(path) };
    },
    kept: async (place) => segments.get(place) ?? null,
    keep: async (place, segment) => void segments.set(place, segment),
    done: async () => true,
  };
  return { workshop, segments, built, close: () => builders.close() };
}

/** The bytes of a book of these papers. */
export async function bookFrom(plan: BookPlan, workshop: Workshop): Promise<Buffer> {
  const facts = { id: '0123456789abcdef0123456789abcdef', madeAt: new Date('2026-05-10T16:00:00Z') };
  return buffer(Readable.from(await buildBook(plan, facts, workshop)));
}
