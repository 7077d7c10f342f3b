import { isRefusal } from '#domain/access/decide.ts';
import { isRefused } from '#domain/access/refused.ts';
import type { CaseScope, Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { putOnAgenda } from '#domain/board/meeting/agenda-commands.server.ts';
import { raiseGap } from '#domain/board/gap/gap-commands.server.ts';
import { arrange, holdMeeting, isNotTheirs } from '#domain/board/meeting/meeting-commands.server.ts';
import { seatsOf, type MeetingRow } from '#domain/board/meeting/meetings.server.ts';
import { giveNotices, openNotices } from '#domain/board/meeting/notices.server.ts';
import { noticeWords } from '#domain/board/meeting/notice.ts';
import type { Question } from '#domain/board/question.ts';
import { giveSeat } from '#domain/board/meeting/seat-commands.server.ts';
import type { Seat } from '#domain/board/seats.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { confirm } from '#domain/evidence/list/confirm.server.ts';
import { seenSha256 } from '#domain/evidence/fingerprint.server.ts';
import { addRow } from '#domain/evidence/list/rows-commands.server.ts';
import { rowsOf } from '#domain/evidence/list/rows.server.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { seenPointsOf } from '#domain/spaces/seen-points.server.ts';
import { inTransaction } from '#server/db.ts';
import type { OtherKey, StaffKey } from './council.ts';
import { comeIn, type People, type Teams } from './enter.ts';
import { thursdayAfter } from './open-case.ts';
import { scopeOn } from './scope.ts';

const WEEKS = 6;

const sitting: [StaffKey, Seat][] = [
  ['anwen', 'chair'],
  ['helen', 'school'],
  ['omar', 'psychology'],
  ['bea', 'health'],
  ['jon', 'social_care'],
  ['grace', 'notes'],
];

interface OnAgenda {
  first: string;
  family: OtherKey;
  /** Whether they come to the case for this; the others are on it already. */
  comes: boolean;
  question: Question;
  /** What each side said of the papers, with words when something is missing; null while it has not said. */
  says: { family: string | null; council: string | null };
  /** A paper is put on the list after both had said that everything is there. */
  then: string | null;
}
const everything = '';

/** One case in each state the check before the Board can be in. */
const agenda: OnAgenda[] = [
  {
    ...{ first: 'Maya', family: 'dana', comes: false, question: 'issue', then: null },
    says: { family: null, council: everything },
  },
  {
    ...{ first: 'Elin', family: 'gwen', comes: true, question: 'contents', then: null },
    says: { family: everything, council: everything },
  },
  {
    ...{ first: 'Ben', family: 'owen', comes: true, question: 'assess', then: null },
    says: { family: 'What the nursery wrote every Friday. They have a whole book of it.', council: everything },
  },
  {
    ...{ first: 'Zofia', family: 'ania', comes: false, question: 'issue', then: null },
    says: { family: everything, council: 'The educational psychologist’s report. She comes on Tuesday.' },
  },
  {
    ...{ first: 'Poppy', family: 'pete', comes: true, question: 'placement', then: 'The letter from Ashfield School' },
    says: { family: everything, council: everything },
  },
];

/** Boards of the north for six Thursdays; on the next one a case in each state, and something fundamental missing on Maya's. */
export async function arrangeBoards(
  files: ReadonlyMap<string, string>,
  people: People,
  teams: Teams,
  today: CalendarDate,
): Promise<void> {
  const boardMeetingId = await arrangeSeries(people, teams, today);
  for (const one of agenda) await putOn(one, files.get(one.first)!, people, boardMeetingId, today);
  const raising = await scopeOn(people.dana, files.get('Maya')!, 'gap:raise');
  const words =
    'The hospital’s letter of June. It says what the noise does to Maya, and it is the only paper from a doctor.';
  done(await underScope(raising, (tx) => raiseGap(tx, raising, words, today)));
  await tellFamilies(people, files, boardMeetingId);
}

const done = (answer: unknown): void => {
  if (answer === null || isRefused(answer))
    throw new Error(answer?.refused ?? 'The demonstration asked for what is not there.');
};

async function arrangeSeries({ maria, ...people }: People, teams: Teams, today: CalendarDate): Promise<string> {
  const scope = await arrangingScope(maria);
  const plan = { startsAt: '10:00', endsAt: '14:00', place: 'County Hall, room 4', cap: 30, capReason: '', quorum: 3 };
  const wanted = { ...plan, meetsOn: thursdayAfter(today, 8), teamId: teams.north, weeks: WEEKS };
  const made = await underScope(scope, (tx) => arrange(tx, scope, wanted, today));
  if (made === null || isRefused(made)) throw new Error('The demonstration’s Boards could not be arranged.');
  const { boardMeetingId } = made.made[0]!;
  for (const [key, seat] of sitting) {
    const { personId } = people[key as Exclude<StaffKey, 'maria'>];
    await onMeeting(scope, boardMeetingId, (tx, held) =>
      giveSeat(tx, scope, held, { personId, seat, substituteFor: '' }),
    );
  }
  return boardMeetingId;
}

async function arrangingScope(who: Person): Promise<Scope<'meeting:arrange'>> {
  const answer = await authorise(who, null, 'meeting:arrange');
  if (isRefusal(answer)) throw new Error(`The gate refused meeting:arrange: ${answer.because}.`);
  return answer as Scope<'meeting:arrange'>;
}

const onMeeting = (
  scope: Scope<'meeting:arrange'>,
  boardMeetingId: string,
  work: (tx: Parameters<typeof seatsOf>[0], held: MeetingRow) => Promise<unknown>,
): Promise<void> =>
  underScope(scope, async (tx) => {
    const held = await holdMeeting(tx, scope, boardMeetingId);
    if (isNotTheirs(held)) throw new Error('The demonstration’s own Board is not Maria’s to arrange.');
    done(await work(tx, held));
  });

async function putOn(
  one: OnAgenda,
  caseFileId: string,
  people: People,
  boardMeetingId: string,
  today: CalendarDate,
): Promise<void> {
  if (one.comes) people[one.family] = await comeIn(one.family, people.priya, caseFileId, 'parent');
  const arranging = await scopeOn(people.priya, caseFileId, 'board:arrange');
  const wanted = { boardMeetingId, question: one.question };
  done(await underScope(arranging, (tx) => putOnAgenda(tx, arranging, wanted, today)));
  const { family, council } = one.says;
  if (family !== null) await say(await scopeOn(people[one.family], caseFileId, 'check:confirm'), family);
  if (council !== null) await say(await scopeOn(people.priya, caseFileId, 'check:confirm'), council);
  if (!one.then) return;
  const adding = await scopeOn(people[one.family], caseFileId, 'paper:add');
  const row = { title: one.then, who: 'The school' };
  await underScope(adding, (tx) => addRow(tx, adding, row));
}

async function say(scope: CaseScope<'check:confirm'>, words: string): Promise<void> {
  const says = words === everything ? 'everything' : 'missing';
  const said = await underScope(scope, async (tx) => {
    const points = await seenPointsOf(tx, scope);
    const contentSha256 = seenSha256(await rowsOf(tx, scope), points);
    return confirm(tx, scope, { says, words, contentSha256 }, points);
  });
  done(said);
}

/** As the round does once the seats have rested; Gwen has opened hers. */
async function tellFamilies(people: People, files: ReadonlyMap<string, string>, boardMeetingId: string): Promise<void> {
  const scope = await arrangingScope(people.maria);
  let words = '';
  await onMeeting(scope, boardMeetingId, async (tx, held) => {
    words = noticeWords(held, await seatsOf(tx, scope, boardMeetingId));
    return words;
  });
  for (const { first } of agenda) {
    const of = { councilId: scope.councilId, caseFileId: files.get(first)! };
    await inTransaction(of, (tx) => giveNotices(tx, of, boardMeetingId, words));
  }
  const opening = await scopeOn(people.gwen, files.get('Elin')!, 'board:see');
  await underScope(opening, (tx) => openNotices(tx, opening, new Date()));
}
