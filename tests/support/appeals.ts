import { v7 } from 'uuid';
import type { appeal } from '../../src/domain/tribunal/schema.server.ts';
import type { TestDatabase } from './database.ts';

/** Numbers no other row of the same council has: chance would give two appeals the same one, once in a while. */
let numbered = 50_000;

type Given = Partial<typeof appeal.$inferInsert>;

/** One appeal, registered and about Section F unless said otherwise; put there as the owner of the tables. Returns its id. */
export async function makeAppeal(
  { owner }: Pick<TestDatabase, 'owner'>,
  councilId: string,
  given: Given = {},
): Promise<string> {
  const row = {
    appealId: v7(),
    number: `EH999/26/${numbered++}`,
    ground: 'plan_contents',
    sections: ['F'],
    appellantKind: 'parent',
    decisionSentOn: '2026-06-01',
    registeredOn: '2026-09-02',
    papersOn: '2026-09-02',
    stage: 'registered',
    ...given,
  };
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const columns = Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value]));
  await owner`insert into appeal ${owner({ council_id: councilId, ...columns })}`;
  return row.appealId;
}

/** Who of those with a standing on a case is in its appeal on the family's side, as the furnished case has it. */
const partyAs = { parent: 'appellant', young_person: 'appellant', supporter: 'representative' } as const;

/** An appeal of a case file, for every parent, young person and supporter who has a standing on it. Returns its id. */
export async function makeAppealOn(
  db: Pick<TestDatabase, 'owner'>,
  { councilId, caseFileId }: { councilId: string; caseFileId: string },
  given: Given = {},
): Promise<string> {
  const appealId = await makeAppeal(db, councilId, { caseFileId, ...given });
  const people = await db.owner<{ person_id: string; role: keyof typeof partyAs }[]>`
    select person_id, role from standing
     where council_id = ${councilId} and case_file_id = ${caseFileId} and ended_at is null and role = any(${Object.keys(partyAs)})`;
  for (const { person_id, role } of people)
    await db.owner`insert into appeal_party (council_id, appeal_id, person_id, "as", added_by)
      values (${councilId}, ${appealId}, ${person_id}, ${partyAs[role]}, ${person_id})`;
  return appealId;
}
