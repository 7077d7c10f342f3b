import { v7 } from 'uuid';
import type { Scope } from '../../src/domain/access/scope.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import { addDays, type CalendarDate } from '../../src/domain/calendar/date.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { isWorkingDay } from '../../src/domain/board/meeting/meeting-days.ts';
import { putOnAgenda } from '../../src/domain/board/meeting/agenda-commands.server.ts';
import { arrange } from '../../src/domain/board/meeting/meeting-commands.server.ts';
import { isRefused } from '../../src/domain/access/refused.ts';
import { authorise } from '../../src/domain/people/gate.server.ts';
import type { Question } from '../../src/domain/board/question.ts';
import type { Seat } from '../../src/domain/board/seats.ts';
import { now } from '../../src/server/clock.ts';
import type { TestDatabase } from './database.ts';
import { makePerson } from './people.ts';
import { scopeFor } from './papers.ts';

export const todaysDate = (): CalendarDate => today(now);

/** The first day at least `days` from today on which the council works. */
export function workingDayIn(days: number): CalendarDate {
  let date = addDays(todaysDate(), days);
  while (!isWorkingDay(date)) date = addDays(date, 1);
  return date;
}

/** The scope somebody arranges meetings with. */
export const arrangingScope = async (who: Person): Promise<Scope<'meeting:arrange'>> =>
  (await authorise(who, null, 'meeting:arrange')) as Scope<'meeting:arrange'>;

export const joinTeam = (db: TestDatabase, { councilId, personId }: Person, teamId: string) =>
  db.owner`insert into team_member (council_id, team_id, person_id) values (${councilId}, ${teamId}, ${personId})`;

/** A Board of that team on that day, as somebody of the team arranges it. Returns its id. */
export async function makeBoard(who: Person, teamId: string, meetsOn: CalendarDate, cap = 30): Promise<string> {
  const scope = await arrangingScope(who);
  const plan = { meetsOn, startsAt: '10:00', endsAt: '14:00', place: 'County Hall, room 2', quorum: 3 };
  const many = { cap, capReason: cap > 30 ? 'Two Boards in one after Christmas' : '' };
  const made = await underScope(scope, (tx) =>
    arrange(tx, scope, { ...plan, ...many, teamId, weeks: 1 }, todaysDate()),
  );
  if (made === null || isRefused(made)) throw new Error(`No Board was arranged: ${JSON.stringify(made)}`);
  return made.made[0]!.boardMeetingId;
}

/** People with a seat each, put there behind the scenes; they have no place on any case yet. */
export async function seatPeople(
  db: TestDatabase,
  councilId: string,
  boardMeetingId: string,
  who: readonly (readonly [string, Seat])[],
): Promise<Person[]> {
  const people: Person[] = [];
  for (const [name, seat] of who) {
    const person = (await makePerson(db, councilId, 'staff', name)) as Person;
    await db.owner`insert into board_seat (council_id, board_meeting_id, board_seat_id, person_id, seat)
      values (${councilId}, ${boardMeetingId}, ${v7()}, ${person.personId}, ${seat})`;
    people.push(person);
  }
  return people;
}

/** Puts a case on an agenda as its officer does. Throws when it is refused. Returns the item's id. */
export async function putOn(
  officer: Person,
  caseFileId: string,
  boardMeetingId: string,
  question: Question = 'issue',
): Promise<string> {
  const scope = await scopeFor(officer, caseFileId, 'board:arrange');
  const done = await underScope(scope, (tx) =>
    putOnAgenda(tx, scope as never, { boardMeetingId, question }, todaysDate()),
  );
  if (isRefused(done)) throw new Error(done.refused);
  return done.agendaItemId;
}
