import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { addDays } from '#domain/calendar/date.ts';
import { today } from '#domain/calendar/today.ts';
import { inTransaction } from '#server/db.ts';
import { makeAreaTeam, personalScope } from '../../../../tests/support/area-team.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { giveDuty as dutyOf, giveStanding, joinTeam, makePerson } from '../../../../tests/support/people.ts';
import { cookieFor } from '../../../../tests/support/sign-in.ts';
import { personOf } from '../sign-in.server.ts';
import { addStaff, provePassword } from '../staff.server.ts';
import { arrangeCover } from './cover-commands.server.ts';
import { closeAccount, leavers } from './leaving.server.ts';

const todaysDate = today(() => new Date());
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
const close = (by: Person, who: Person) => closeAccount(seeing(by), who.personId);
/** As if every case of Sam's had been handed over. */
const giveAllTo = async (who: Person) => {
  for (const { caseFileId, standingId } of it.files) {
    await giveStanding(db, it.councilId, caseFileId, who.personId, 'case_officer');
    await db.owner`update standing set ended_at = now(), epoch = epoch + 1 where standing_id = ${standingId}`;
  }
};

describe('leaving', () => {
  test('LVE1 B08 J01: one act ends sign-ins, places, cover, team, duty and invitations, and the report says how many', async () => {
    await giveAllTo(it.priya);
    const cookie = await cookieFor(db, it.sam);
    await giveStanding(db, it.councilId, it.files[0]!.caseFileId, it.sam.personId, 'auditor');
    await dutyOf(db, it.sam, 'complaints');
    const asked = {
      awayId: it.priya.personId,
      coveredBy: it.sam.personId,
      fromOn: todaysDate,
      toOn: addDays(todaysDate, 3),
    };
    await underScope(seeing(it.priya), (tx) => arrangeCover(tx, seeing(it.priya), asked, todaysDate));
    await db.owner`insert into invitation (council_id, invitation_id, case_file_id, token_hash, role, full_name, word, ask, invited_by, expires_at)
      values (${it.councilId}, gen_random_uuid(), ${it.files[0]!.caseFileId}, 'x', 'supporter', 'Jo Bell', 'heron', 'Come', ${it.sam.personId}, now() + interval '1 day')`;
    const ended = await close(director, it.sam);
    expect(ended).toEqual({ ended: { signIns: 1, standings: 2, covers: 1, teams: 1, duties: 1, invitations: 1 } });
    expect(await personOf(new Headers({ cookie }))).toBeNull();
    const [left] = await underScope(seeing(director), (tx) => leavers(tx, seeing(director), new Date(0)));
    expect(left).toMatchObject({ name: 'Sam Okoro', by: 'Ada Cole', ended: { standings: 2 } });
    const [password] = await db.owner`select count(*)::int from credential where person_id = ${it.sam.personId}`;
    expect(password!.count).toBe(0);
    expect(await close(director, it.sam)).toMatchObject({ field: 'leave' });
  });

  test('LVE2 J02: an account stays open while a case of theirs has no other owner, whoever and whatever asks', async () => {
    expect(await close(it.maria, it.sam)).toMatchObject({
      field: 'leave',
      refused: expect.stringContaining('2 cases still have nobody else'),
    });
    await expect(db.owner`update person set disabled_at = now() where person_id = ${it.sam.personId}`).rejects.toThrow(
      'every open case has an officer',
    );
    await expect(
      db.owner`update standing set ended_at = now() where standing_id = ${it.files[0]!.standingId}`,
    ).rejects.toThrow('every open case');
    await expect(
      db.owner`update standing set ends_at = now() + interval '1 day' where standing_id = ${it.files[0]!.standingId}`,
    ).rejects.toThrow('every open case');
    await giveAllTo(it.priya);
    expect(isRefused(await close(it.maria, it.sam))).toBe(false);
    const [manager] = [await makePerson(db, it.councilId, 'staff', 'Lou Senior')];
    await joinTeam(db, it.teamId, manager);
    await giveStanding(db, it.councilId, it.files[0]!.caseFileId, manager.personId, 'senior_manager');
    await db.owner`update standing set ended_at = now() where person_id = ${it.priya.personId} and case_file_id = ${it.files[0]!.caseFileId}`;
    expect(await close(it.maria, manager)).toMatchObject({
      refused: expect.stringContaining('A case would have nobody'),
    });
    expect(await personStillHere(manager)).toBe(true);
  });

  test('LVE3: nobody closes their own account, nor that of somebody they do not lead, nor a duty that is a director’s to end', async () => {
    await giveAllTo(it.priya);
    expect(await close(it.sam, it.sam)).toMatchObject({ field: 'leave' });
    await expect(close(it.nadia, it.sam)).rejects.toThrow();
    await dutyOf(db, it.sam, 'records');
    expect(await close(it.maria, it.sam)).toMatchObject({
      refused: expect.stringContaining('A director ends that first'),
    });
    const forged = inTransaction(it.maria, (tx) => tx.execute(`select end_everything_of('${it.sam.personId}')`));
    await expect(forged).rejects.toThrow();
    expect(isRefused(await close(director, it.sam))).toBe(false);
  });

  test(
    'LVE2 J02: no sequence of acts leaves an open case without an officer or its team’s tray',
    { timeout: 120_000 },
    async () => {
      const file = it.files[0]!.caseFileId;
      const people = [it.sam, it.priya, it.nadia].map(({ personId }) => personId);
      type Act = {
        what: 'end' | 'give' | 'manage' | 'disable' | 'enable' | 'tray' | 'untray' | 'close' | 'open';
        who: number;
      };
      const acts = fc.array(
        fc.record({
          what: fc.constantFrom<Act['what']>(
            'end',
            'give',
            'manage',
            'disable',
            'enable',
            'tray',
            'untray',
            'close',
            'open',
          ),
          who: fc.nat(2),
        }),
        { minLength: 1, maxLength: 10 },
      );
      const statement = ({ what, who }: Act) => {
        const person = people[who]!;
        const place = (
          role: string,
        ) => db.owner`insert into standing (council_id, standing_id, case_file_id, person_id, role)
        values (${it.councilId}, gen_random_uuid(), ${file}, ${person}, ${role}) on conflict do nothing`;
        return {
          end: () =>
            db.owner`update standing set ended_at = now() where case_file_id = ${file} and person_id = ${person} and ended_at is null`,
          give: () => place('case_officer'),
          manage: () => place('senior_manager'),
          disable: () => db.owner`update person set disabled_at = now() where person_id = ${person}`,
          enable: () => db.owner`update person set disabled_at = null where person_id = ${person}`,
          tray: () => db.owner`update case_file set in_tray_since = now() where case_file_id = ${file}`,
          untray: () => db.owner`update case_file set in_tray_since = null where case_file_id = ${file}`,
          close: () => db.owner`update case_file set closed_at = now() where case_file_id = ${file}`,
          open: () => db.owner`update case_file set closed_at = null where case_file_id = ${file}`,
        }[what]();
      };
      let refused = 0;
      await fc.assert(
        fc.asyncProperty(acts, async (sequence) => {
          for (const act of sequence) await statement(act).catch(() => void (refused += 1));
          const [row] = await db.owner<{ owned: boolean }[]>`
          select c.closed_at is not null or c.in_tray_since is not null or exists (
            select 1 from standing s join person p on p.person_id = s.person_id and p.disabled_at is null
             where s.case_file_id = c.case_file_id and s.role in ('case_officer', 'senior_manager') and s.ended_at is null) as owned
            from case_file c where c.case_file_id = ${file}`;
          return row!.owned;
        }),
        { numRuns: 60 },
      );
      expect(refused).toBeGreaterThan(0);
    },
  );

  test('LVE2: of two officers who go at the same moment one stays', async () => {
    const file = it.files[0]!.caseFileId;
    await giveStanding(db, it.councilId, file, it.priya.personId, 'case_officer');
    const end = (who: Person) =>
      db.owner`update standing set ended_at = now() where case_file_id = ${file} and person_id = ${who.personId}`;
    const both = await Promise.allSettled([end(it.sam), end(it.priya)]);
    expect(both.filter(({ status }) => status === 'rejected').length).toBeGreaterThanOrEqual(1);
    const [left] =
      await db.owner`select count(*)::int from standing where case_file_id = ${file} and role = 'case_officer' and ended_at is null`;
    expect(left!.count).toBeGreaterThanOrEqual(1);
  });
});

const personStillHere = async (who: Person) => {
  const [row] = await db.owner`select disabled_at from person where person_id = ${who.personId}`;
  return row!.disabled_at === null;
};

test('LVE3: with the right password of somebody who left the door answers as to a wrong one', async () => {
  const given = { councilId: it.councilId, fullName: 'Lee Gone', email: 'lee@mead.example', jobTitle: 'Officer' };
  const personId = await addStaff({ ...given, password: 'a long enough pass phrase' });
  await joinTeam(db, it.teamId, { councilId: it.councilId, personId });
  const prove = (password: string) => provePassword(it.councilId, given.email, password, '203.0.113.9');
  expect(await prove('a long enough pass phrase')).toHaveProperty('ok');
  expect(isRefused(await closeAccount(seeing(it.maria), personId))).toBe(false);
  expect(await prove('a long enough pass phrase')).toEqual(await prove('quite another pass phrase'));
});
