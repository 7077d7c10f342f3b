import type { CaseScope } from '#domain/access/scope.ts';
import { putDerived, readDerived } from '#server/files.ts';
import { paperLimits } from './limits.ts';
import { pageBytes } from './paper-bytes.server.ts';
import type { Paper } from './paper.ts';
import { pictureName, type PictureSize } from './reader/job.ts';
import { runReader } from './reader/run.server.ts';

/** What of a paper its pictures hang on. */
type Drawn = Pick<Paper, 'evidenceItemId' | 'mediaType' | 'pages' | 'redactedSha256'>;

const underWay = new Map<string, Promise<unknown>>();

/** A picture belongs to one look of its paper: what was drawn before something was hidden is never served again. */
const keptAs = ({ redactedSha256 }: Pick<Paper, 'redactedSha256'>, name: string): string =>
  redactedSha256 ? `redacted-${redactedSha256.slice(0, 32)}-${name}` : name;

/**
 * The picture of one page, as WebP. Drawn when first asked for, a few pages at a time, and kept beside the paper: it can
 * always be made again. Null when the page could not be drawn; its words are still there to read.
 */
export async function pictureOf(
  { councilId }: Pick<CaseScope, 'councilId'>,
  paper: Drawn,
  page: number,
  size: PictureSize = 'full',
): Promise<Uint8Array<ArrayBuffer> | null> {
  const kept = () => readDerived(councilId, paper.evidenceItemId, keptAs(paper, pictureName(page, size)));
  const already = await kept();
  if (already) return already;
  // Batches start at fixed pages, so that two people on neighbouring pages wait for one drawing and not for two.
  await drawOnce(councilId, paper, page - ((page - 1) % paperLimits.drawAhead));
  return kept();
}

function drawOnce(councilId: string, paper: Drawn, from: number): Promise<unknown> {
  const key = `${paper.evidenceItemId}:${paper.redactedSha256}:${from}`;
  const already = underWay.get(key);
  if (already) return already;
  const drawing = draw(councilId, paper, from).finally(() => underWay.delete(key));
  underWay.set(key, drawing);
  return drawing;
}

async function draw(councilId: string, paper: Drawn, from: number): Promise<unknown> {
  const to = Math.min(from + paperLimits.drawAhead - 1, paper.pages);
  const { mediaType, bytes } = await pageBytes({ councilId }, paper);
  const source = await bytes();
  return runReader({ do: 'draw', mediaType, from, to }, () => source, keepPictures(councilId, paper, from, to));
}

/** Keeps the pictures of these pages, and nothing else that a reader may have made. */
export function keepPictures(
  councilId: string,
  paper: Pick<Paper, 'evidenceItemId' | 'redactedSha256'>,
  from: number,
  to: number,
): (name: string, bytes: Uint8Array) => Promise<void> {
  const pages = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const wanted = new Set(pages.flatMap((page) => [pictureName(page), pictureName(page, 'small')]));
  return async (name, bytes) => {
    if (wanted.has(name)) await putDerived(councilId, paper.evidenceItemId, keptAs(paper, name), bytes);
  };
}
