import { sql } from 'drizzle-orm';
import { today } from '#domain/calendar/today.ts';
import { now } from '#server/clock.ts';
import { inTransaction } from '#server/db.ts';
import { record } from '#server/history.ts';
import type { Round } from '#server/rounds.ts';
import { notice } from './telling-schema.server.ts';

const EVERY_MS = 30 * 60 * 1000;

/** TELL11: a decision nobody has opened in time is put on the list of what an officer prints and posts. */
export const serveAgainRound: Round = {
  name: 'notices.serve-again',
  everyMs: EVERY_MS,
  go: async (councilId) => {
    const due = await inTransaction({ councilId }, (tx) =>
      tx.execute<{ case_file_id: string; decision_id: string; person_id: string }>(
        sql`select case_file_id, decision_id, person_id from notices_unopened(${today(now)}::date)`,
      ),
    );
    for (const { case_file_id, decision_id, person_id } of due)
      await serveAgain({ councilId, caseFileId: case_file_id }, decision_id, person_id);
    return due.length;
  },
};

const serveAgain = (of: { councilId: string; caseFileId: string }, decisionId: string, personId: string) =>
  inTransaction(of, async (tx) => {
    const made = await tx
      .insert(notice)
      .values({ ...of, decisionId, personId, channel: 'post' })
      .onConflictDoNothing()
      .returning({ noticeId: notice.noticeId });
    for (const { noticeId: target } of made)
      await record(tx, { ...of, actorId: null, action: 'notice.to_post', target });
  });
