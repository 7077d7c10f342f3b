import { underScope } from '#domain/access/scoped.server.ts';
import { addDays, addMonths, weekdayOf, type CalendarDate } from '#domain/calendar/date.ts';
import { createCaseFile } from '#domain/cases/create.server.ts';
import { stages } from '#domain/cases/stage.ts';
import { steer } from '#domain/cases/steer.server.ts';
import { expectPapers } from '#domain/evidence/list/expected.server.ts';
import type { InviteeRole } from '#domain/people/invitation.ts';
import { openSpace } from '#domain/spaces/open.server.ts';
import { theCheck } from '#domain/spaces/place.server.ts';
import type { DemoCase } from './cases.ts';
import { staff, type OtherKey, type StaffKey } from './council.ts';
import { comeIn, putOnCase, type People, type Teams } from './enter.ts';
import { scopeOn, scopeToCreate } from './scope.ts';

const THURSDAY = 4;

/** The first Thursday at least `days` after `today`: this council's Board meets on Thursdays. */
export function thursdayAfter(today: CalendarDate, days: number): CalendarDate {
  let date = addDays(today, days);
  while (weekdayOf(date) !== THURSDAY) date = addDays(date, 1);
  return date;
}

/** Opens one made-up case file as its officer would, invites its people and brings it to its stage step by step. */
export async function openCase(file: DemoCase, people: People, teams: Teams, today: CalendarDate): Promise<string> {
  const officer = people[file.officer];
  const creating = await scopeToCreate(officer);
  const given = {
    childFirstName: file.first,
    childLastName: file.last,
    childBornOn: addDays(addMonths(today, -12 * file.ageYears), -97),
    requestReceivedOn: addDays(today, -file.requestedDaysAgo),
    teamId: teams[file.team],
  };
  const caseFileId = await underScope(creating, async (tx) => {
    const opened = await createCaseFile(tx, creating, given);
    await expectPapers(tx, opened, given);
    await openSpace(tx, opened, theCheck);
    return opened.caseFileId;
  });
  for (const [key, role] of Object.entries(file.people)) {
    if (key in staff) await putOnCase(people[key as StaffKey], caseFileId, role, officer);
    else people[key as OtherKey] = await comeIn(key as OtherKey, officer, caseFileId, role as InviteeRole);
  }

  const scope = await scopeOn(officer, caseFileId, 'case:steer');
  const boardOn = file.boardAfterDays === null ? null : thursdayAfter(today, file.boardAfterDays);
  const truth = { nowSentence: file.now, tellTheChild: file.child ?? '', waitsFor: file.waitsFor ?? '', boardOn };
  for (const stage of stages.slice(0, stages.indexOf(file.stage) + 1)) {
    await underScope(scope, (tx) => steer(tx, scope, { ...truth, stage }, today));
  }
  return caseFileId;
}
