import { error, type RequestEvent } from '@sveltejs/kit';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { inDays, inWords } from '#domain/calendar/words.ts';
import { checkedAgenda, overlooked, type CheckedLine } from '#domain/board/meeting/agenda-view.server.ts';
import { clockInWords } from '#domain/board/gap/gap.ts';
import { isOpen, stateInWords, whenInWords } from '#domain/board/meeting/meeting.ts';
import { casesOn, couldSit, meetingOf, seatsOf, type Meeting } from '#domain/board/meeting/meetings.server.ts';
import { questions } from '#domain/board/question.ts';
import { quorumInWords, seatInWords, whyNotStart, type Seated } from '#domain/board/meeting/seating.ts';
import { seats } from '#domain/board/seats.ts';
import { now } from '#server/clock.ts';

/** The meeting of this page, for whoever may see it; otherwise it does not exist. */
export async function meetingHere(event: Pick<RequestEvent, 'locals' | 'params'>): Promise<Meeting> {
  const { scope } = event.locals;
  const meeting = await underScope(scope, (tx) => meetingOf(tx, scope, event.params.meeting ?? ''));
  return meeting ?? error(404, 'Not found');
}

const lineInWords = (todaysDate: string) => (line: CheckedLine) => {
  const { agendaItemId, caseFileId, child, reference, question, state, check, notAskedWhy, gap } = line;
  return {
    ...{ agendaItemId, caseFileId, child, reference, notAskedWhy },
    question: questions[question],
    decided: state === 'decided',
    check: { state: check.state, heading: check.heading, sentence: check.sentence },
    gap: gap && clockInWords(gap.answerBy, gap.managerName, todaysDate),
  };
};

/** The agenda in words, the cases that cannot be overlooked, and what goes out to the members. */
export async function agendaView(person: App.Locals['person'], scope: Scope, meeting: Meeting) {
  const lines = await checkedAgenda(person!, scope, meeting.boardMeetingId);
  const count = await underScope(scope, (tx) => casesOn(tx, meeting.boardMeetingId));
  const notAsked = overlooked(lines);
  const todaysDate = today(now);
  return {
    lines: lines.map(lineInWords(todaysDate)),
    notAsked: notAsked.map(({ agendaItemId, caseFileId, child, check }) => ({
      ...{ agendaItemId, caseFileId, child },
      sentence: check.sentence,
    })),
    papersOut: {
      on: inWords(meeting.papersOutOn),
      inDays: inDays(meeting.papersOutOn, todaysDate),
      cases: lines.filter((line) => !notAsked.includes(line)).map(({ child, reference }) => `${child}, ${reference}`),
    },
    count: `${count} of ${meeting.cap} cases`,
    hidden: count - lines.length,
  };
}

const seatView = (all: readonly Seated[]) => (one: Seated) => ({
  ...{ boardSeatId: one.boardSeatId, name: one.name, attended: one.attended },
  does: seatInWords(one, all),
  sits: !all.some(({ substituteFor }) => substituteFor === one.boardSeatId),
});

/** The meeting itself and its seats, in words, with what its team may change. */
export async function meetingView(scope: Scope, meeting: Meeting) {
  const { all, staff } = await underScope(scope, async (tx) => ({
    all: await seatsOf(tx, scope, meeting.boardMeetingId),
    staff: meeting.mayArrange ? await couldSit(tx, scope) : [],
  }));
  const seated = new Set(all.map(({ personId }) => personId));
  return {
    meeting: {
      ...{ boardMeetingId: meeting.boardMeetingId, area: meeting.area, place: meeting.place },
      ...{ mayArrange: meeting.mayArrange, capReason: meeting.capReason },
      when: whenInWords(meeting),
      inDays: inDays(meeting.meetsOn, today(now)),
      state: stateInWords(meeting),
      open: isOpen(meeting),
      running: meeting.startedAt !== null && meeting.endedAt === null,
      over: meeting.endedAt !== null || meeting.cancelledAt !== null,
    },
    plan: planTyped(meeting),
    sitsHere: seated.has(scope.personId),
    seats: all.map(seatView(all)),
    quorum: quorumInWords(all, meeting.quorum),
    whyNotStart: whyNotStart(meeting, all, today(now)),
    staff: staff
      .filter(({ personId }) => !seated.has(personId))
      .map(({ personId, name, job }) => ({ value: personId, label: [name, job].filter(Boolean).join(', ') })),
    roles: Object.entries(seats).map(([value, label]) => ({ value, label })),
  };
}

const planTyped = ({ meetsOn, startsAt, endsAt, place, papersOutOn, cap, capReason, quorum }: Meeting) => ({
  ...{ meetsOn, startsAt, endsAt, place, papersOutOn, capReason },
  cap: String(cap),
  quorum: String(quorum),
});
