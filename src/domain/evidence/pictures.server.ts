import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseScope } from '#domain/access/scope.ts';
import { derivedFolderOf, pathOfFile } from '#server/files.ts';
import { paperLimits } from './limits.ts';
import type { Paper } from './paper.ts';
import { runReader } from './reader/run.server.ts';

const underWay = new Map<string, Promise<unknown>>();

/**
 * The picture of one page, as WebP. Drawn when first asked for, a few pages at a time, and kept on disk: it can always
 * be made again from the paper. Null when the page could not be drawn; its words are still there to read.
 */
export async function pictureOf(scope: CaseScope, paper: Paper, page: number): Promise<Buffer<ArrayBuffer> | null> {
  const folder = await derivedFolderOf(scope.councilId, paper.evidenceItemId);
  const file = join(folder, `${page}.webp`);
  // Batches start at fixed pages, so that two people on neighbouring pages wait for one drawing and not for two.
  const from = page - ((page - 1) % paperLimits.drawAhead);
  if (!existsSync(file)) await drawOnce(scope, paper, folder, from);
  return existsSync(file) ? readFile(file) : null;
}

function drawOnce(scope: CaseScope, paper: Paper, folder: string, from: number): Promise<unknown> {
  const key = `${folder}:${from}`;
  const already = underWay.get(key);
  if (already) return already;
  const path = pathOfFile(scope.councilId, paper.evidenceItemId);
  const to = Math.min(from + paperLimits.drawAhead - 1, paper.pages);
  const drawing = runReader({ do: 'draw', mediaType: paper.mediaType, path, folder, from, to }).finally(() =>
    underWay.delete(key),
  );
  underWay.set(key, drawing);
  return drawing;
}
