import postgres from 'postgres';
import { v7 } from 'uuid';
import { today } from '#domain/calendar/today.ts';
import { now } from '#server/clock.ts';
import { inTransaction } from '#server/db.ts';
import { record } from '#server/history.ts';
import { furnishAppeals } from './appeals.ts';
import { holdBoard } from './board.ts';
import { maya, others } from './cases.ts';
import { council } from './council.ts';
import { makeTheDay } from './day.ts';
import { leaveInTheTray } from './cover.ts';
import { withEngine } from './engine.ts';
import { giveDuties } from './duties.ts';
import { enterStaff, enterTeams } from './enter.ts';
import { checkGrownUps } from './grown-ups.ts';
import { learnFromComplaints } from './learning.ts';
import { keepAndForget } from './kept.ts';
import { fillLibrary } from './library.ts';
import { waitBefore } from './waits.ts';
import { leaveThingsWaiting } from './waiting.ts';
import { furnishMaya } from './maya.ts';
import { mediate } from './mediation.ts';
import { rememberMonths } from './month.ts';
import { arrangeBoards } from './next-board.ts';
import { openCase } from './open-case.ts';
import { askAboutRecords } from './records.ts';
import { tellFamilies } from './telling.ts';
import { makeTribunalTeam } from './tribunal-team.ts';
import { mailAboutMaya } from './mail.ts';
import { talkAboutMaya } from './thread.ts';
import { writePoints } from './points.ts';
import { readTogether } from './reading.ts';

/**
 * Makes the demonstration: a council, its people, seventeen case files, one of which shows everything, with dates from
 * today. The process must be connected to the migrated database. Returns false when it has been made before; throws
 * when an earlier run was broken off, because half a demonstration would mislead whoever tries it.
 */
export async function seed(ownerUrl: string): Promise<boolean> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const [before] = await owner<{ council_id: string; whole: boolean }[]>`
      select council_id, exists (select 1 from history where council_id = c.council_id and chain_id = c.council_id and action = 'demo.made') as whole
      from council c where key = ${council.key}`;
    if (before?.whole) return false;
    if (before)
      throw new Error(
        'An earlier run was broken off while it made the demonstration. Delete its data folder and start again.',
      );
    const councilId = v7();
    await owner`insert into council (council_id, key, name, short_name, phone, mediation_adviser, advice_service, disagreement_service)
      values (${councilId}, ${council.key}, ${council.name}, ${council.shortName}, ${council.phone},
        ${council.mediationAdviser}, ${council.adviceService}, ${council.disagreementService})`;
    await furnish(councilId, owner);
    return true;
  } finally {
    await owner.end();
  }
}

async function furnish(councilId: string, owner: postgres.Sql): Promise<void> {
  const todaysDate = today(now);
  const teams = await enterTeams(councilId);
  const people = await enterStaff(councilId, teams);
  await giveDuties(owner, people, teams);
  const mayasFile = await openCase(maya, people, teams, todaysDate);
  await furnishMaya(mayasFile, people, todaysDate);
  await readTogether(mayasFile, people, todaysDate);
  await withEngine(() => writePoints(mayasFile, people));
  const files = new Map([[maya.first, mayasFile]]);
  for (const file of others) files.set(file.first, await openCase(file, people, teams, todaysDate));
  await leaveThingsWaiting(files, people);
  await checkGrownUps(files, people, todaysDate);
  await withEngine(() => holdBoard(files, people, teams, todaysDate));
  await tellFamilies(files, people, todaysDate);
  await arrangeBoards(files, people, teams, todaysDate);
  await withEngine(() => mediate(files, people, todaysDate));
  await makeTribunalTeam(people);
  await fillLibrary(people, todaysDate);
  await withEngine(() => furnishAppeals(files, people, todaysDate));
  await learnFromComplaints(people, todaysDate);
  await talkAboutMaya(mayasFile, people, todaysDate);
  await mailAboutMaya(mayasFile, people, todaysDate);
  await rememberMonths(people.dilys, todaysDate);
  await makeTheDay(files, people, teams, todaysDate);
  await askAboutRecords(files, people, todaysDate);
  await keepAndForget(files, people, todaysDate);
  await waitBefore(owner, councilId, todaysDate);
  await leaveInTheTray(files, people, todaysDate);
  await inTransaction({ councilId }, (tx) =>
    record(tx, { councilId, caseFileId: null, actorId: null, action: 'demo.made' }),
  );
}
