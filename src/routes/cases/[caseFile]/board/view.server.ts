import { mayAlso } from '#domain/access/offer.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { today } from '#domain/calendar/today.ts';
import { inDays, inWords, momentInWords } from '#domain/calendar/words.ts';
import { formatInWords, type Format } from '#domain/contact/communication-plan.ts';
import { agendaItemOf, boardsToCome, lastTakenOff, lawOf } from '#domain/board/meeting/agenda.server.ts';
import { checkInWords, checkSentence, checkState } from '#domain/board/meeting/check-state.ts';
import { checkedOf } from '#domain/board/meeting/check-state.server.ts';
import { knowsBefore } from '#domain/board/telling/family-sees.server.ts';
import { clockInWords } from '#domain/board/gap/gap.ts';
import { waitingGapOf } from '#domain/board/gap/gap.server.ts';
import { hasMet, hourInWords, stateInWords, whenInWords } from '#domain/board/meeting/meeting.ts';
import { seatsOf } from '#domain/board/meeting/meetings.server.ts';
import { formatsAskedFor, noticesOf, openNotices, type NoticeProof } from '#domain/board/meeting/notices.server.ts';
import { mustDecideBy } from '#domain/board/meeting/putting-off.ts';
import { placesOf } from '#domain/board/meeting/places.server.ts';
import { questions } from '#domain/board/question.ts';
import { seatInWords, sitting } from '#domain/board/meeting/seating.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';

/** What the family reads: when, who sits, what the Board is asked, and what they can do before. Opening it is the proof of the notice. */
export async function forFamily(tx: Tx, scope: CaseScope) {
  await openNotices(tx, scope, now());
  const item = await agendaItemOf(tx, scope);
  const [mine] = (await formatsAskedFor(tx, scope)).filter(({ personId }) => personId === scope.personId);
  const formats = new Set(mine?.formats);
  const format = { largePrint: formats.has('large_print'), easyRead: formats.has('easy_read') };
  if (!item) return { board: null, off: (await lastTakenOff(tx, scope))?.stateWords ?? null, format };
  const { meeting } = item;
  const all = await seatsOf(tx, scope, meeting.boardMeetingId);
  return {
    format,
    off: null,
    board: {
      on: inWords(meeting.meetsOn),
      inDays: inDays(meeting.meetsOn, today(now)),
      hours: `${hourInWords(meeting.startsAt)} to ${hourInWords(meeting.endsAt)}`,
      question: questions[item.question],
      met: hasMet(meeting, today(now)),
      people: sitting(all).map((one) => ({ name: one.name, does: seatInWords(one, all) })),
    },
  };
}

const noticeInWords = ({ name, reachable, queuedAt, sentAt, openedAt }: NoticeProof): string => {
  if (openedAt) return `${name} opened it on ${momentInWords(openedAt)}.`;
  if (!reachable) return `We have no address and no number of ${name}. Tell them another way.`;
  return sentAt
    ? `It was sent to ${name} on ${momentInWords(sentAt)}. It has not been opened yet.`
    : `It waits to be sent to ${name} since ${momentInWords(queuedAt)}.`;
};

/** What officers, the Board and everybody else on the case see: the agenda, the check, the places and the proof of notice. */
export async function forStaff(tx: Tx, scope: CaseScope) {
  const item = await agendaItemOf(tx, scope);
  const todaysDate = today(now);
  const mayArrange = mayAlso(scope, 'board:arrange');
  const boards = mayArrange ? await boardsToCome(tx, scope, todaysDate) : [];
  const gap = await waitingGapOf(tx, scope);
  return {
    ...{ mayArrange, mayAnswer: mayAlso(scope, 'gap:answer'), mayDesk: mayAlso(scope, 'desk:see') },
    item: item && (await itemInWords(tx, scope, item)),
    boards: boards.map(({ boardMeetingId, count, cap, ...board }) => ({
      value: boardMeetingId,
      label: `${whenInWords(board)}: ${count} of ${cap} cases`,
    })),
    questions: Object.entries(questions).map(([value, label]) => ({ value, label })),
    gap: gap && clockInWords(gap.answerBy, gap.managerName, todaysDate),
  };
}

async function itemInWords(tx: Tx, scope: CaseScope, item: NonNullable<Awaited<ReturnType<typeof agendaItemOf>>>) {
  const { meeting, question, state, notAskedWhy } = item;
  const all = await seatsOf(tx, scope, meeting.boardMeetingId);
  const facts = await checkedOf(tx, scope);
  const check = checkState(facts);
  const by = mustDecideBy(await lawOf(tx, scope, question));
  const council = scope.side === 'council';
  return {
    boardMeetingId: meeting.boardMeetingId,
    // Whoever does not know before the family does reads of a decided case what they read of a listed one (TELL8).
    ...{ state: knowsBefore(scope) ? state : 'listed', notAskedWhy, question: questions[question] },
    when: whenInWords(meeting),
    inDays: inDays(meeting.meetsOn, today(now)),
    place: meeting.place,
    meetingState: stateInWords(meeting),
    check: { state: check, heading: checkInWords[check], sentence: checkSentence(facts) },
    decideBy: by && `The law asks for the decision by ${inWords(by.on)} (${by.source}).`,
    afterLaw: by !== null && meeting.meetsOn > by.on,
    people: sitting(all).map((one) => ({ name: one.name, does: seatInWords(one, all) })),
    // Who was told, and what helps whom, is between the family and the officers.
    left: council ? (await placesOf(tx, scope, all)).filter(({ not }) => not !== null) : [],
    notices: mayAlso(scope, 'board:arrange')
      ? (await noticesOf(tx, scope, meeting.boardMeetingId)).map(noticeInWords)
      : null,
    formats: mayAlso(scope, 'board:arrange') ? (await formatsAskedFor(tx, scope)).map(formatsInWords) : [],
  };
}

const formatsInWords = ({ name, formats }: { name: string; formats: string[] }): string =>
  `${name} asked for: ${formats.map((format) => formatInWords[format as Format].toLowerCase()).join(', ')}.`;
