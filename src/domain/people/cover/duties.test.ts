import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { inTransaction } from '#server/db.ts';
import { makeAreaTeam, personalScope } from '../../../../tests/support/area-team.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { giveDuty as dutyOf, makePerson } from '../../../../tests/support/people.ts';
import { dutiesHeld, endDuty, giveDuty } from './duty-commands.server.ts';

let db: TestDatabase;
let it: Awaited<ReturnType<typeof makeAreaTeam>>;
let director: Person;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  it = await makeAreaTeam(db, 2);
  director = await makePerson(db, it.councilId, 'staff', 'Ada Cole');
  await dutyOf(db, director, 'director');
});

const seeing = (who: Person) => personalScope(who, 'team:see');

describe('duties', () => {
  const emailOf = async (who: Person) =>
    (await db.owner`select email from person where person_id = ${who.personId}`)[0]!.email as string;

  test('DUT1 J10: a director gives duties to others, never to themselves, and nobody else gives any; the database refuses both', async () => {
    const scope = seeing(director);
    const give = (by: Person, email: string, duty: 'records' | 'parent_panel' | 'director') =>
      underScope(seeing(by), (tx) => giveDuty(tx, seeing(by), { email, duty }));
    expect(await give(director, await emailOf(it.priya), 'records')).toEqual({ name: 'Priya Shah' });
    expect(await give(director, await emailOf(it.priya), 'records')).toMatchObject({ field: 'duty' });
    expect(await give(director, await emailOf(director), 'records')).toMatchObject({ field: 'email' });
    expect(await give(director, await emailOf(it.files[0]!.parent), 'records')).toMatchObject({ field: 'email' });
    expect(await give(director, await emailOf(it.files[0]!.parent), 'parent_panel')).toEqual({ name: 'Parent0 Rowe' });
    await expect(give(it.priya, await emailOf(it.nadia), 'director')).rejects.toThrow();
    const forged = (by: Person, to: Person) =>
      inTransaction(by, (tx) =>
        tx.execute(`insert into council_duty (council_id, council_duty_id, person_id, duty, given_by)
          values ('${it.councilId}', gen_random_uuid(), '${to.personId}', 'records', '${by.personId}')`),
      );
    await expect(forged(director, director)).rejects.toThrow();
    await expect(forged(it.nadia, it.sam)).rejects.toThrow();
    await expect(db.owner`insert into council_duty (council_id, council_duty_id, person_id, duty, given_by)
      values (${it.councilId}, gen_random_uuid(), ${it.nadia.personId}, 'records', ${it.nadia.personId})`).rejects.toThrow(
      'council_duty_from_another',
    );
    const trail =
      await db.owner`select action from history where council_id = ${it.councilId} and chain_id = ${it.councilId} and action = 'duty.given'`;
    expect(trail).toHaveLength(2);
    expect((await underScope(scope, (tx) => dutiesHeld(tx, scope))).map(({ duty }) => duty)).toEqual([
      'director',
      'parent_panel',
      'records',
    ]);
  });

  test('DUT2: the last director stays one, also when their account would close', async () => {
    const scope = seeing(director);
    const [mine] = await underScope(scope, (tx) => dutiesHeld(tx, scope));
    const end = (id: string) => underScope(scope, (tx) => endDuty(tx, scope, id));
    expect(await end(mine!.councilDutyId)).toMatchObject({
      refused: expect.stringContaining('There must be a director'),
    });
    await expect(
      db.owner`update council_duty set ended_at = now() where council_duty_id = ${mine!.councilDutyId}`,
    ).rejects.toThrow('always has a director');
    await expect(
      db.owner`update person set disabled_at = now() where person_id = ${director.personId}`,
    ).rejects.toThrow('always has a director');
    await dutyOf(db, it.maria, 'director');
    expect(await end(mine!.councilDutyId)).toBe('ended');
    await expect(end(mine!.councilDutyId)).rejects.toThrow();
  });
});
