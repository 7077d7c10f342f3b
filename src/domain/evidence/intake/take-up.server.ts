import { and, eq, sql } from 'drizzle-orm';
import { inTransaction } from '#server/db.ts';
import { faultFields, log } from '#server/log.ts';
import type { Round } from '#server/rounds.ts';
import { paperLimits } from '../limits.ts';
import { read } from './reading.server.ts';
import { evidenceItem } from '../schema.server.ts';

interface Due extends Record<string, unknown> {
  case_file_id: string;
  evidence_item_id: string;
}

/**
 * Takes up papers that the scanner had no time for, and those whose reading a stop cut short. They come in no order: one
 * that the scanner chokes on cannot stand in front of the others for ever. A scanner that gives no answer ends the round.
 */
export const takePapersUp: Round = {
  name: 'papers.take-up',
  everyMs: paperLimits.takeUpEveryMs,
  async go(councilId) {
    const due = await inTransaction({ councilId }, (tx) =>
      tx.execute<Due>(sql`select case_file_id, evidence_item_id from papers_to_take_up(${paperLimits.takenUpAtOnce})`),
    );
    let done = 0;
    for (const { case_file_id: caseFileId, evidence_item_id: evidenceItemId } of due) {
      const scan = await takeUp({ councilId, caseFileId }, evidenceItemId);
      if (scan === 'pending') break;
      done += 1;
    }
    return done;
  },
};

/** Has one paper looked at and read. One that cannot be read for a fault of ours is logged, and keeps nobody else waiting. */
async function takeUp(place: { councilId: string; caseFileId: string }, evidenceItemId: string) {
  const paper = () =>
    inTransaction(place, async (tx) => {
      const { mediaType, fileName, scan } = evidenceItem;
      const [found] = await tx
        .select({ evidenceItemId: evidenceItem.evidenceItemId, mediaType, fileName, scan })
        .from(evidenceItem)
        .where(
          and(
            eq(evidenceItem.councilId, place.councilId),
            eq(evidenceItem.caseFileId, place.caseFileId),
            eq(evidenceItem.evidenceItemId, evidenceItemId),
          ),
        );
      return found!;
    });
  await read(place, await paper()).catch((error: unknown) => log.error('paper.reading-failed', faultFields(error)));
  return (await paper()).scan;
}
