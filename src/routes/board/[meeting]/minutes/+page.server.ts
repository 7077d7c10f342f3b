import { whenInWords } from '#domain/board/meeting/meeting.ts';
import { minutesOf } from '#domain/board/meeting/minutes.server.ts';
import { meetingHere } from '../view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { scope, person } = event.locals;
  const meeting = await meetingHere(event);
  return {
    meeting: {
      boardMeetingId: meeting.boardMeetingId,
      area: meeting.area,
      when: whenInWords(meeting),
      place: meeting.place,
    },
    minutes: await minutesOf(person!, scope, meeting.boardMeetingId),
  };
};
