import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { inTransaction } from '#server/db.ts';
import { NoSuchFile, putDerived, readStream } from '#server/files.ts';
import { record } from '#server/history.ts';
import { faultFields, log } from '#server/log.ts';
import { checkNames } from '../guard/guard.server.ts';
import { heldSentence } from '../guard/held.server.ts';
import { paperLimits } from '../limits.ts';
import type { CameBy, HeldBecause, Paper } from '../paper.ts';
import { keepPictures } from '../pictures.server.ts';
import { scanPaper, type Place } from './quarantine.server.ts';
import { PHOTO_COPY, READING_COPY, type ReaderAnswer } from '../reader/job.ts';
import { refusalInWords } from '../reader/refusals.ts';
import { runReader, type Keep } from '../reader/run.server.ts';
import { evidenceItem, evidencePage } from '../schema.server.ts';

export type ToRead = Pick<Paper, 'evidenceItemId' | 'mediaType' | 'fileName'>;

const underWay = new Map<string, Promise<void>>();

/**
 * Reads a paper that has not been read yet: has it looked at for viruses, counts its pages, takes their words, or says
 * why not. Started when it is added, again by whoever opens it, and by a round, so that a stop in between loses nothing.
 * Two at once do no harm.
 */
export function read(place: Place, paper: ToRead): Promise<void> {
  const already = underWay.get(paper.evidenceItemId);
  if (already) return already;
  const started = readNow(place, paper).finally(() => underWay.delete(paper.evidenceItemId));
  underWay.set(paper.evidenceItemId, started);
  return started;
}

/**
 * Reads, but keeps nobody waiting for long: the page says "still reading" instead. When the reading itself fails, the
 * paper is as safe as before, and whoever opens it next sets it going again.
 */
export async function readSoon(place: Place, paper: ToRead): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const longEnough = new Promise<void>((go) => (timer = setTimeout(go, paperLimits.waitForReadingMs)));
  const reading = read(place, paper).catch((error: unknown) => log.error('paper.reading-failed', faultFields(error)));
  await Promise.race([reading, longEnough]).finally(() => clearTimeout(timer));
}

/** What was written to the council alone: another family member reads it when an officer says so (MAI9, THR14). */
const heldByWay: Partial<Record<CameBy, HeldBecause>> = { email: 'by_email', letter: 'to_council', sms: 'to_council' };

async function readNow(place: Place, paper: ToRead): Promise<void> {
  if ((await scanPaper(place, paper)) !== 'clean') return;
  const photo: Photo = { photoSha256: null, photoBytes: null };
  const answer = await runReader(
    { do: 'read', mediaType: paper.mediaType, from: 1, to: 1 },
    () => readStream(place.councilId, paper.evidenceItemId),
    keepWhatIsMade(place.councilId, paper.evidenceItemId, photo),
  ).catch(lost);
  await inTransaction(place, async (tx) => {
    const pages = 'pages' in answer ? answer.pages : [];
    const here = { councilId: place.councilId, caseFileId: place.caseFileId, evidenceItemId: paper.evidenceItemId };
    const unread = and(
      eq(evidenceItem.councilId, here.councilId),
      eq(evidenceItem.caseFileId, here.caseFileId),
      eq(evidenceItem.evidenceItemId, here.evidenceItemId),
      eq(evidenceItem.state, 'reading'),
    );
    const [waiting] = await tx.select({ cameBy: evidenceItem.cameBy }).from(evidenceItem).where(unread).for('update');
    if (!waiting) return;
    if (pages.length > 0)
      await tx.insert(evidencePage).values(pages.map((page, index) => ({ ...here, page: index + 1, ...page })));
    const { held: found } = await checkNames(tx, place, { evidenceItemId: here.evidenceItemId, pages });
    const held = found ?? heldByWay[waiting.cameBy] ?? null;
    const read = outcomeOf(paper.fileName, answer);
    const outcome =
      held && read.state === 'ready'
        ? { ...read, state: 'held' as const, heldBecause: held, stateSentence: await heldSentence(tx, place) }
        : read;
    await tx
      .update(evidenceItem)
      .set({ ...outcome, ...photo })
      .where(unread);
    await record(tx, {
      councilId: here.councilId,
      caseFileId: here.caseFileId,
      actorId: null,
      action: 'paper.read',
      target: here.evidenceItemId,
      detail: { state: outcome.state },
    });
  });
}

/** What is known of a photo drawn anew; nothing for any other paper. */
type Photo = Pick<typeof evidenceItem.$inferSelect, 'photoSha256' | 'photoBytes'>;

/** The copy for reading, the photo drawn anew and the first page's picture: whoever opens the paper does not wait for them. */
function keepWhatIsMade(councilId: string, evidenceItemId: string, photo: Photo): Keep {
  const keepFirstPage = keepPictures(councilId, { evidenceItemId, redactedSha256: null }, 1, 1);
  return async (name, bytes) => {
    if (name !== READING_COPY && name !== PHOTO_COPY) return keepFirstPage(name, bytes);
    if (name === PHOTO_COPY)
      Object.assign(photo, { photoSha256: createHash('sha256').update(bytes).digest('hex'), photoBytes: bytes.length });
    await putDerived(councilId, evidenceItemId, name, bytes);
  };
}

/** X38: a row whose file is gone is said to be so, and never looks fine. */
function lost(fault: unknown): ReaderAnswer {
  if (fault instanceof NoSuchFile) return { refused: 'lost' };
  throw fault;
}

function outcomeOf(fileName: string, answer: ReaderAnswer) {
  if ('pages' in answer) return { state: 'ready' as const, pages: answer.pages.length, stateSentence: '' };
  const refusal = 'refused' in answer ? answer.refused : 'damaged';
  return { state: 'refused' as const, pages: 0, stateSentence: refusalInWords(fileName, refusal) };
}
