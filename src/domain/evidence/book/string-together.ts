import type { Readable } from 'node:stream';
import type { MediaType } from '../intake/media.ts';
import { bookOf, type BookFacts, type ReadSegment } from './assemble.ts';
import { firstFreeObject, type BookJob, type HeadFont, type KnownPage, type Manner } from './job.ts';
import type { BookPlan, PaperPart } from './plan.ts';
import { readSegment } from './segment-file.ts';

/** A paper as it goes into a book. */
export interface Source {
  mediaType: MediaType;
  bytes: Readable;
  pages: KnownPage[];
}

/** What the building of a book stands on. Everything outside it is handed in, so that it can be tried without a server. */
export interface Workshop {
  build(job: BookJob, paper: Readable | null): Promise<Uint8Array | null>;
  sourceOf(part: PaperPart): Promise<Source>;
  /** Segments made before, by their place in the book. */
  kept(place: number): Promise<Uint8Array | null>;
  keep(place: number, segment: Uint8Array): Promise<void>;
  /** Says how many of the numbered sheets are done. False when the building is to end here. */
  done(pages: number): Promise<boolean>;
}

/** The build was cancelled, or another process has it now. */
export class CalledOff extends Error {}
/** Our own pages could not be built, or a paper not even as sentences: a fault of ours, or no room. */
class NotBuilt extends Error {}

const manners: readonly Manner[] = ['pages', 'drawn', 'pictures', 'sentences'];

/**
 * Builds the segments of a book one after the other, our own pages first, because papers get their heads in our font.
 * What was kept before is not built again. Returns the book as a stream, which reads the segments back one by one.
 */
export async function buildBook(
  plan: BookPlan,
  facts: BookFacts,
  workshop: Workshop,
): Promise<AsyncGenerator<Uint8Array>> {
  const own = await segmentAt(workshop, 0, firstFreeObject, () =>
    workshop.build({ do: 'own', firstObject: firstFreeObject, plan }, null),
  );
  const { font } = own.index;
  if (!font) throw new NotBuilt('Our own pages came without their font.');
  const papers = plan.parts.filter((part) => part.kind === 'paper');
  const starts = [firstFreeObject];
  let next = endOf(own);
  let pages = 0;
  for (const [at, part] of papers.entries()) {
    const firstObject = next;
    starts.push(firstObject);
    const made = await segmentAt(
      workshop,
      at + 1,
      firstObject,
      () => paperSegment(workshop, part, firstObject, font),
      part,
    );
    next = endOf(made);
    pages += part.sheets.length;
    if (!(await workshop.done(pages))) throw new CalledOff('The building was called off.');
  }
  return bookOf(plan, facts, readBack(workshop, starts));
}

const endOf = ({ index }: ReadSegment): number => index.firstObject + index.offsets.length;

/** A segment kept before, or made now and kept. A kept one that does not fit is made anew. */
async function segmentAt(
  workshop: Workshop,
  place: number,
  firstObject: number,
  make: () => Promise<Uint8Array | null>,
  part?: PaperPart,
): Promise<ReadSegment> {
  const kept = await workshop.kept(place);
  const before = kept && fitting(kept, firstObject, part);
  if (before) return before;
  const bytes = await make();
  const made = bytes && fitting(bytes, firstObject, part);
  if (!made) throw new NotBuilt('A segment could not be built.');
  await workshop.keep(place, bytes);
  return made;
}

function fitting(bytes: Uint8Array, firstObject: number, part: PaperPart | undefined): ReadSegment | null {
  const segment = readSegment(bytes, firstObject);
  if (!segment || !part) return segment;
  const [built, ...others] = segment.index.parts;
  const whole = others.length === 0 && built?.id === part.id && built.sheets.length === part.sheets.length;
  return whole ? segment : null;
}

/** A paper as its own pages; when that cannot be, with some of them drawn, then all, and when not even that, as sentences. */
async function paperSegment(
  workshop: Workshop,
  part: PaperPart,
  firstObject: number,
  font: HeadFont,
): Promise<Uint8Array | null> {
  for (const manner of manners) {
    const { mediaType, pages, bytes } = await workshop.sourceOf(part);
    if (manner === 'pages' && mediaType !== 'application/pdf') continue;
    const segment = await workshop.build({ do: 'paper', firstObject, part, mediaType, pages, font, manner }, bytes);
    if (segment && fitting(segment, firstObject, part)) return segment;
  }
  return null;
}

async function* readBack(workshop: Workshop, starts: readonly number[]): AsyncGenerator<ReadSegment> {
  for (const [place, firstObject] of starts.entries()) {
    const kept = await workshop.kept(place);
    const segment = kept && readSegment(kept, firstObject);
    if (!segment) throw new NotBuilt('A kept segment is gone.');
    yield segment;
  }
}
