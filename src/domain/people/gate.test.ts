import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefusal } from '#domain/access/decide.ts';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { giveStanding, makeCaseFile, makeCouncil, makePerson } from '../../../tests/support/people.ts';
import { authorise } from './gate.server.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

describe('the gate', () => {
  test('ACC1: excluded beats everything, even a standing and a team', async () => {
    const { councilId, teamId } = await makeCouncil(db);
    const officer = await makePerson(db, councilId, 'staff', 'Priya Shah');
    const file = await makeCaseFile(db, councilId, teamId);
    await giveStanding(db, councilId, file, officer.personId, 'case_officer');
    expect(isRefusal(await authorise(officer, file, 'case:see'))).toBe(false);
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${councilId}, ${file}, ${officer.personId}, 'kin', ${officer.personId})`;
    expect(await authorise(officer, file, 'case:see')).toEqual({ because: 'unknown' });
  });
});
