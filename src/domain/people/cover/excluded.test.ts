import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { isRefusal } from '#domain/access/decide.ts';
import { casePermissions, type CasePermission } from '#domain/access/permission.ts';
import { exclude, makeAreaTeam } from '../../../../tests/support/area-team.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { authorise } from '../gate.server.ts';

let db: TestDatabase;
let it: Awaited<ReturnType<typeof makeAreaTeam>>;
beforeAll(async () => {
  db = await freshDatabase();
  it = await makeAreaTeam(db, 1);
});
afterAll(() => db.close());

test(
  'A30 RES3: whatever is given to somebody excluded, cover among it, the gate never says yes',
  { timeout: 60_000 },
  async () => {
    const file = it.files[0]!.caseFileId;
    await exclude(db, it.councilId, file, it.priya, it.maria);
    const grants = fc.record({
      role: fc.constantFrom('case_officer', 'senior_manager', 'auditor', 'board_member', 'tribunal_officer'),
      grant: fc.constantFrom('specific', 'cover', 'break_glass'),
      leads: fc.boolean(),
      duty: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        grants,
        fc.constantFrom(...(Object.keys(casePermissions) as CasePermission[])),
        async (given, permission) => {
          await db.owner`update case_file set in_tray_since = now() where case_file_id = ${file}`;
          await db.owner`update standing set ended_at = now() where case_file_id = ${file} and person_id = ${it.priya.personId} and ended_at is null`;
          await db.owner`insert into standing (council_id, standing_id, case_file_id, person_id, role, "grant", ends_at)
        values (${it.councilId}, gen_random_uuid(), ${file}, ${it.priya.personId}, ${given.role}, ${given.grant}, now() + interval '1 day')`;
          await db.owner`update team_member set leads = ${given.leads} where person_id = ${it.priya.personId}`;
          if (given.duty)
            await db.owner`insert into council_duty (council_id, council_duty_id, person_id, duty) values (${it.councilId}, gen_random_uuid(), ${it.priya.personId}, 'director') on conflict do nothing`;
          return (
            isRefusal(await authorise(it.priya, file, permission)) &&
            isRefusal(await authorise(it.priya, file, 'case:break-glass' as never))
          );
        },
      ),
      { numRuns: 60 },
    );
  },
);
