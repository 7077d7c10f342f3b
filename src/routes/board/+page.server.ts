import { underScope } from '#domain/access/scoped.server.ts';
import { addDays } from '#domain/calendar/date.ts';
import { today } from '#domain/calendar/today.ts';
import { inDays, inWords } from '#domain/calendar/words.ts';
import { clockInWords } from '#domain/board/gap/gap.ts';
import { gapsWaitingFor, overdueInMyAreas } from '#domain/board/gap/gap.server.ts';
import { stateInWords, whenInWords } from '#domain/board/meeting/meeting.ts';
import { casesOn, myAreas, myMeetings, seatsOf, type Meeting } from '#domain/board/meeting/meetings.server.ts';
import { quorumInWords } from '#domain/board/meeting/seating.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import type { PageServerLoad } from './$types';

/** Boards that met in the last four weeks stay on the list: their members may still read the cases. */
const SINCE_DAYS = 28;

async function meetingInWords(tx: Tx, meeting: Meeting, todaysDate: string) {
  const count = await casesOn(tx, meeting.boardMeetingId);
  return {
    boardMeetingId: meeting.boardMeetingId,
    area: meeting.area,
    when: whenInWords(meeting),
    inDays: inDays(meeting.meetsOn, todaysDate),
    place: meeting.place,
    state: stateInWords(meeting),
    cases: `${count} of ${meeting.cap} cases`,
    quorum: quorumInWords(await seatsOf(tx, meeting, meeting.boardMeetingId), meeting.quorum),
    papersOut: `Papers go out on ${inWords(meeting.papersOutOn)}`,
    past: meeting.meetsOn < todaysDate,
  };
}

export const load: PageServerLoad = async ({ locals }) => {
  const { scope } = locals;
  const todaysDate = today(now);
  return underScope(scope, async (tx) => {
    const meetings = [];
    for (const meeting of await myMeetings(tx, scope, addDays(todaysDate, -SINCE_DAYS)))
      meetings.push(await meetingInWords(tx, meeting, todaysDate));
    return {
      mayArrange: (await myAreas(tx, scope)).length > 0,
      toCome: meetings.filter(({ past }) => !past),
      past: meetings.filter(({ past }) => past).reverse(),
      mine: (await gapsWaitingFor(tx, scope)).map(({ caseFileId, answerBy }) => ({
        caseFileId,
        words: clockInWords(answerBy, 'You', todaysDate),
      })),
      overdue: (await overdueInMyAreas(tx, scope, todaysDate)).map(({ answerBy, managerName, ...one }) => ({
        ...one,
        words: clockInWords(answerBy, managerName, todaysDate),
      })),
    };
  });
};
