import { and, asc, eq, gte, isNull, lte, sql } from 'drizzle-orm';
import { today } from '#domain/calendar/today.ts';
import { now } from '#server/clock.ts';
import { inTransaction } from '#server/db.ts';
import type { Round } from '#server/rounds.ts';
import { openLateLook } from './gap/gap-commands.server.ts';
import { seatsOf, type MeetingRow } from './meeting/meetings.server.ts';
import { giveNotices } from './meeting/notices.server.ts';
import { noticesUpTo, noticeWords, REST_MINUTES } from './meeting/notice.ts';
import { boardMeeting } from './schema.server.ts';

const A_MINUTE_MS = 60_000;

/** Boards whose families are due to know, and whose day and seats have rested. */
const boardsToTellOf = (councilId: string): Promise<MeetingRow[]> =>
  inTransaction({ councilId }, (tx) => {
    const todaysDate = today(now);
    return tx
      .select()
      .from(boardMeeting)
      .where(
        and(
          ...[eq(boardMeeting.councilId, councilId), isNull(boardMeeting.cancelledAt), isNull(boardMeeting.startedAt)],
          ...[gte(boardMeeting.meetsOn, todaysDate), lte(boardMeeting.meetsOn, noticesUpTo(todaysDate))],
          sql`${boardMeeting.changedAt} <= now() - make_interval(mins => ${REST_MINUTES})`,
        ),
      )
      .orderBy(asc(boardMeeting.meetsOn));
  });

/** Tells every family on an agenda who sits and when, in good time, and again when that changes (MEET10). */
async function tellFamilies(councilId: string): Promise<number> {
  let told = 0;
  for (const meeting of await boardsToTellOf(councilId)) {
    const { words, due } = await inTransaction({ councilId }, async (tx) => {
      const seated = await seatsOf(tx, meeting, meeting.boardMeetingId);
      const words = noticeWords(meeting, seated);
      const rows = await tx.execute<{ case_file_id: string }>(
        sql`select case_file_id from notices_due(${meeting.boardMeetingId}, ${words})`,
      );
      return { words, due: seated.length > 0 ? rows.map(({ case_file_id }) => case_file_id) : [] };
    });
    for (const caseFileId of due)
      told += await inTransaction({ councilId, caseFileId }, (tx) =>
        giveNotices(tx, { councilId, caseFileId }, meeting.boardMeetingId, words),
      );
  }
  return told;
}

/** Opens a quick look at every paper that came after its Board had decided (GAP8). */
async function findLatePapers(councilId: string): Promise<number> {
  const late = await inTransaction({ councilId }, (tx) =>
    tx.execute<{ case_file_id: string; evidence_item_id: string }>(sql`select * from late_papers()`),
  );
  let opened = 0;
  for (const { case_file_id: caseFileId, evidence_item_id } of late) {
    const done = await inTransaction({ councilId, caseFileId }, (tx) =>
      openLateLook(tx, { councilId, caseFileId }, evidence_item_id, today(now)),
    );
    if (done === 'opened') opened += 1;
  }
  return opened;
}

export const boardRounds: readonly Round[] = [
  { name: 'families.tell_of_board', everyMs: A_MINUTE_MS, go: tellFamilies },
  { name: 'late_papers.find', everyMs: A_MINUTE_MS, go: findLatePapers },
];
