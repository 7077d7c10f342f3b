import type { CaseScope } from '#domain/access/scope.ts';
import { putDerived, readDerived, readStream } from '#server/files.ts';
import { paperLimits } from './limits.ts';
import type { Paper } from './paper.ts';
import { pictureName } from './reader/job.ts';
import { runReader } from './reader/run.server.ts';

const underWay = new Map<string, Promise<unknown>>();

/**
 * The picture of one page, as WebP. Drawn when first asked for, a few pages at a time, and kept beside the paper: it can
 * always be made again. Null when the page could not be drawn; its words are still there to read.
 */
export async function pictureOf(
  { councilId }: Pick<CaseScope, 'councilId'>,
  paper: Paper,
  page: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const kept = () => readDerived(councilId, paper.evidenceItemId, pictureName(page));
  const already = await kept();
  if (already) return already;
  // Batches start at fixed pages, so that two people on neighbouring pages wait for one drawing and not for two.
  await drawOnce(councilId, paper, page - ((page - 1) % paperLimits.drawAhead));
  return kept();
}

function drawOnce(councilId: string, { evidenceItemId, mediaType, pages }: Paper, from: number): Promise<unknown> {
  const key = `${evidenceItemId}:${from}`;
  const already = underWay.get(key);
  if (already) return already;
  const to = Math.min(from + paperLimits.drawAhead - 1, pages);
  const wanted = new Set(Array.from({ length: to - from + 1 }, (_, index) => pictureName(from + index)));
  const drawing = runReader(
    { do: 'draw', mediaType, from, to },
    () => readStream(councilId, evidenceItemId),
    async (name, bytes) => {
      if (wanted.has(name)) await putDerived(councilId, evidenceItemId, name, bytes);
    },
  ).finally(() => underWay.delete(key));
  underWay.set(key, drawing);
  return drawing;
}
