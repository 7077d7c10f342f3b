import { Readable } from 'node:stream';
import type { CaseScope } from '#domain/access/scope.ts';
import { readDerived, readStream, streamDerived } from '#server/files.ts';
import type { MediaType } from './intake/media.ts';
import type { Paper } from './paper.ts';
import { isCopied, isPhoto } from './reader/copied.ts';
import { PHOTO_COPY, READING_COPY } from './reader/job.ts';
import { runReader } from './reader/run.server.ts';

type Which = Pick<Paper, 'evidenceItemId' | 'mediaType' | 'redactedSha256'>;
type Council = Pick<CaseScope, 'councilId'>;

/** What the copy with something hidden is called. The hash is in the name, so that a newer copy never stands in for an older one. */
export const hiddenCopyName = (sha256: string): string => `redacted-${sha256.slice(0, 32)}.pdf`;

/** RED6: the bytes of a paper as people may have them: the copy in which something is hidden, once there is one. */
export async function paperBytes({ councilId }: Council, paper: Which): Promise<Readable> {
  if (!paper.redactedSha256)
    return isPhoto(paper) ? photoBytes(councilId, paper) : readStream(councilId, paper.evidenceItemId);
  const copy = await streamDerived(councilId, paper.evidenceItemId, hiddenCopyName(paper.redactedSha256));
  if (!copy)
    throw new Error('The copy in which something is hidden is not there, and the paper is not shown without it.');
  return copy;
}

/** I06: a photo leaves only as it was drawn anew; the one that was sent knows where it was taken. */
async function photoBytes(councilId: string, { evidenceItemId }: Which): Promise<Readable> {
  const photo = await streamDerived(councilId, evidenceItemId, PHOTO_COPY);
  if (!photo) throw new Error('The photo drawn anew is not there, and the one that was sent is not shown.');
  return photo;
}

/** The bytes that a paper's pages are drawn from, and what they are: of a Word or text file, its copy for reading. */
export async function pageBytes(
  scope: Council,
  paper: Which,
): Promise<{ mediaType: MediaType; bytes: () => Promise<Readable> }> {
  if (paper.redactedSha256 || !isCopied(paper))
    return { mediaType: paper.mediaType, bytes: () => paperBytes(scope, paper) };
  const copy = await readingCopy(scope.councilId, paper);
  return { mediaType: 'application/pdf', bytes: async () => Readable.from([copy]) };
}

/** Kept when the paper was read; made again when only the papers themselves were restored. */
async function readingCopy(councilId: string, { evidenceItemId, mediaType }: Which): Promise<Uint8Array> {
  const kept = await readDerived(councilId, evidenceItemId, READING_COPY);
  if (kept) return kept;
  let made: Uint8Array | undefined;
  await runReader(
    { do: 'read', mediaType, from: 1, to: 1 },
    () => readStream(councilId, evidenceItemId),
    async (name, bytes) => {
      if (name === READING_COPY) made = bytes;
    },
  );
  if (!made) throw new Error('No copy for reading could be made.');
  return made;
}
