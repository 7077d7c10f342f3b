import { sql } from 'drizzle-orm';
import { now } from '#server/clock.ts';
import { inTransaction } from '#server/db.ts';
import { sweepArriving, sweepFiles } from '#server/files.ts';
import type { Round } from '#server/rounds.ts';

const HOUR_MS = 3_600_000;

/** Takes away what a stop in the middle of an upload left: bytes that never became a file, and files that never got a row. */
export const sweepLeftovers: Round = {
  name: 'files.sweep',
  everyMs: HOUR_MS,
  async go(councilId) {
    const belong = (fileIds: string[]) =>
      inTransaction({ councilId }, async (tx) => {
        const rows = await tx.execute<{ file_id: string }>(
          sql`select file_id from files_that_belong(${`{${fileIds.join(',')}}`}::uuid[])`,
        );
        return new Set(rows.map(({ file_id: id }) => id));
      });
    const nowMs = now().getTime();
    return (await sweepArriving(nowMs)) + (await sweepFiles(councilId, nowMs, belong));
  },
};
