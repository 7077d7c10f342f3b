import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { today } from '#domain/calendar/today.ts';
import { inTransaction } from '#server/db.ts';
import { exclude, makeAreaTeam, personalScope } from '../../../../tests/support/area-team.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { askedAbout, lookingOf } from './looking.server.ts';

const todaysDate = today(() => new Date());
let db: TestDatabase;
let it: Awaited<ReturnType<typeof makeAreaTeam>>;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  it = await makeAreaTeam(db, 2);
});

const seeing = (who: Person) => personalScope(who, 'team:see');

describe('looking', () => {
  const open = (who: Person, file: string) =>
    inTransaction({ councilId: it.councilId, personId: who.personId }, (tx) =>
      tx.execute(
        `select history_append('${it.councilId}', '${file}', '${who.personId}', 'case.opened', null, null, '{}')`,
      ),
    );
  const listFor = (who: Person) => underScope(seeing(who), (tx) => lookingOf(tx, seeing(who), todaysDate));

  test('J03 LOOK1: many cases in a day, a child of the same last name and a colleague’s child are on the leader’s list, with no case named', async () => {
    await db.owner`insert into case_file (council_id, case_file_id, reference, child_first_name, child_last_name, child_born_on, team_id, stage, request_received_on)
      select ${it.councilId}, gen_random_uuid(), 'L-' || n, 'Lo', 'Okoro', '2017-05-02', ${it.teamId}, 'request', '2026-09-01' from generate_series(1, 61) n`;
    const many = await db.owner<
      { case_file_id: string }[]
    >`select case_file_id from case_file where council_id = ${it.councilId} and reference like 'L-%'`;
    for (const { case_file_id: file } of many) await open(it.nadia, file);
    await open(it.sam, many[0]!.case_file_id);
    await exclude(db, it.councilId, it.files[0]!.caseFileId, it.sam, it.maria);
    await open(it.priya, it.files[0]!.caseFileId);
    const list = await listFor(it.maria);
    expect(list.map(({ name, kind, cases }) => [name, kind, cases]).sort()).toEqual([
      ['Nadia Hussain', 'many', 61],
      ['Priya Shah', 'colleague', 1],
      ['Sam Okoro', 'same_name', 1],
    ]);
    expect(JSON.stringify(list)).not.toContain(many[0]!.case_file_id);
    expect(await listFor(it.priya)).toEqual([]);
  });

  test('J03 LOOK2: whoever leads writes once what they found; nobody writes of themselves or of whom they do not lead', async () => {
    const about = { personId: it.priya.personId, on: todaysDate, kind: 'colleague', note: 'She took a call for Sam.' };
    const write = (by: Person, asked = about) => underScope(seeing(by), (tx) => askedAbout(tx, seeing(by), asked));
    expect(await write(it.maria, { ...about, note: ' ' })).toMatchObject({ refused: expect.any(String) });
    expect(await write(it.maria)).toBe('written');
    expect(await write(it.maria)).toMatchObject({ refused: expect.any(String) });
    await expect(write(it.nadia)).rejects.toThrow();
    await expect(write(it.maria, { ...about, personId: it.maria.personId })).rejects.toThrow();
    await expect(write(it.maria, { ...about, kind: 'anything' })).rejects.toThrow();
  });
});
