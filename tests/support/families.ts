import { v7 } from 'uuid';
import type { TestDatabase } from './database.ts';
import { giveStanding, makeCaseFile, makePerson } from './people.ts';

type Db = Pick<TestDatabase, 'owner'>;
interface Council {
  councilId: string;
  teamId: string;
}

export interface TestFamily {
  caseFileId: string;
  parent: Awaited<ReturnType<typeof makePerson>>;
}

/** A case with its officer and one parent, who last heard from somebody so many days ago. */
export async function makeFamily(
  db: Db,
  { councilId, teamId }: Council,
  officer: { personId: string },
  { child = 'Maya', parentName = 'Dana Rowe', heardDaysAgo = 30 as number | null } = {},
): Promise<TestFamily> {
  const caseFileId = await makeCaseFile(db, councilId, teamId, child);
  const parent = await makePerson(db, councilId, 'family', parentName);
  await giveStanding(db, councilId, caseFileId, officer.personId, 'case_officer');
  await giveStanding(db, councilId, caseFileId, parent.personId, 'parent');
  await db.owner`update standing set started_at = now() - interval '60 days' where case_file_id = ${caseFileId}`;
  if (heardDaysAgo !== null)
    await putEntry(db, { councilId, caseFileId, teamId }, { withPersonId: parent.personId, daysAgo: heardDaysAgo });
  return { caseFileId, parent };
}

/** Something the council wrote, as the thread keeps it. */
export async function putEntry(
  db: Db,
  { councilId, caseFileId, teamId }: Council & { caseFileId: string },
  {
    withPersonId = null as string | null,
    daysAgo = 0,
    kind = 'message',
    direction = 'out',
    automatic = false,
    came = null as string | null,
  },
): Promise<void> {
  await db.owner`
    insert into contact_entry (council_id, case_file_id, contact_entry_id, kind, direction, with_person_id, automatic, words, came, happened_at, team_id)
    values (${councilId}, ${caseFileId}, ${v7()}, ${kind}, ${direction}, ${withPersonId}, ${automatic}, 'Words', ${came}, (now() at time zone 'Europe/London' - make_interval(days => ${daysAgo})) at time zone 'Europe/London', ${teamId})`;
}

/** How often somebody asked to hear when nothing has changed. */
export async function wantsNews(db: Db, { caseFileId, parent }: TestFamily, noNews: string): Promise<void> {
  await db.owner`insert into communication_plan (council_id, case_file_id, person_id, first_by, no_news)
    values (${parent.councilId}, ${caseFileId}, ${parent.personId}, 'message', ${noNews})`;
}

/** What one family member asked to come first, with the address an officer checked; empty is none. */
export async function asksFirstFor(
  db: Db,
  { caseFileId, parent }: Pick<TestFamily, 'caseFileId' | 'parent'>,
  firstBy: 'call' | 'letter',
  address = '7 Mill Lane, Meadowford',
): Promise<void> {
  const { councilId, personId } = parent;
  await db.owner`insert into communication_plan (council_id, case_file_id, person_id, first_by, no_news)
    values (${councilId}, ${caseFileId}, ${personId}, ${firstBy}, 'fortnightly')`;
  await db.owner`update adult set address = ${address} where case_file_id = ${caseFileId} and person_id = ${personId}`;
}
