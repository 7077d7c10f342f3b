import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '#domain/access/scope.ts';
import { inTransaction, type OnBehalf } from '#server/db.ts';
import { makeAppeal, makeAppealOn } from '../../../tests/support/appeals.ts';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import {
  giveStanding,
  joinTeam,
  makeCaseFile,
  makeCouncil,
  makePerson,
  makeTribunalTeam,
} from '../../../tests/support/people.ts';
import { appealAtDesk, appealFor } from './begin.server.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

/** A case with a parent in its appeal, another parent who is not, an officer on it, and a tribunal team of one. */
async function scene() {
  const { councilId, teamId } = await makeCouncil(db);
  const caseFileId = await makeCaseFile(db, councilId, teamId);
  const make = (kind: 'staff' | 'family', name: string) => makePerson(db, councilId, kind, name);
  const [parent, other, officer, tribunal] = [
    await make('family', 'Sam Rowe'),
    await make('family', 'Alex Rowe'),
    await make('staff', 'Sunil Rao'),
    await make('staff', 'Tess Bell'),
  ];
  await giveStanding(db, councilId, caseFileId, parent.personId, 'parent');
  await giveStanding(db, councilId, caseFileId, officer.personId, 'case_officer');
  await joinTeam(db, await makeTribunalTeam(db, councilId), tribunal);
  const onCase = await makeAppealOn(db, { councilId, caseFileId });
  await giveStanding(db, councilId, caseFileId, other.personId, 'parent');
  const alone = await makeAppeal(db, councilId);
  const sees = async (who: OnBehalf, appealId: string) => {
    const found = await inTransaction(who, (tx) => appealFor(tx, who as unknown as Scope, appealId));
    return found !== null;
  };
  return { councilId, caseFileId, parent, other, officer, tribunal, onCase, alone, sees };
}

describe('whose an appeal is', () => {
  test('TR3 A13: those it is for and the council’s staff see it with its case in hand; the team sees it from its desk', async () => {
    const { caseFileId, parent, other, officer, tribunal, onCase, alone, sees } = await scene();
    expect(await sees({ ...parent, caseFileId }, onCase)).toBe(true);
    expect(await sees({ ...officer, caseFileId }, onCase)).toBe(true);
    expect(await sees({ ...other, caseFileId }, onCase)).toBe(false);
    for (const who of [parent, other, officer]) {
      expect(await sees(who, onCase)).toBe(false);
      expect(await sees({ ...who, caseFileId }, alone)).toBe(false);
    }
    expect([await sees(tribunal, onCase), await sees(tribunal, alone)]).toEqual([true, true]);
    const atDesk = (who: OnBehalf) => inTransaction(who, (tx) => appealAtDesk(tx, who as unknown as Scope, onCase));
    expect(await atDesk({ ...officer, caseFileId })).toBeNull();
    expect(await atDesk(tribunal)).toMatchObject({ appealId: onCase });
  });

  test('TR3: being excluded from the case beats the team’s duty, and leaving the team ends it', async () => {
    const { councilId, caseFileId, tribunal, officer, onCase, alone, sees } = await scene();
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${councilId}, ${caseFileId}, ${tribunal.personId}, 'Their nephew', ${officer.personId})`;
    expect([await sees(tribunal, onCase), await sees(tribunal, alone)]).toEqual([false, true]);
    expect(await sees({ ...tribunal, caseFileId }, onCase)).toBe(false);
    await db.owner`delete from team_member where council_id = ${councilId} and person_id = ${tribunal.personId}`;
    expect(await sees(tribunal, alone)).toBe(false);
  });

  test('A15: what the team thinks of it is in tables that nobody else on the case can read', async () => {
    const { councilId, caseFileId, parent, officer, tribunal, onCase } = await scene();
    await db.owner`insert into appeal_review (council_id, appeal_review_id, appeal_id, "when", answers, path, reason, by)
      values (${councilId}, gen_random_uuid(), ${onCase}, 'officer', '{}', 'contest', 'Canary', ${tribunal.personId})`;
    await db.owner`insert into appeal_cause (council_id, appeal_id, cause, note, by) values (${councilId}, ${onCase}, 'late_advice', 'Canary', ${tribunal.personId})`;
    await db.owner`insert into bearing_said (council_id, bearing_said_id, appeal_id, slug, says, by) values (${councilId}, gen_random_uuid(), ${onCase}, 'a-v-b', 'bears', ${tribunal.personId})`;
    for (const table of ['appeal_review', 'appeal_cause', 'bearing_said']) {
      const rows = (who: OnBehalf) => inTransaction(who, (tx) => tx.execute(`select 1 from ${table}`));
      expect(await rows(tribunal), table).toHaveLength(1);
      for (const who of [parent, officer]) expect(await rows({ ...who, caseFileId }), table).toHaveLength(0);
    }
  });
});
