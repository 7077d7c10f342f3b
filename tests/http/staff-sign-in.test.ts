import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isIn, openDoor, type Door } from '../support/door.ts';
import { Caller } from '../support/caller.ts';
import { cookieFor } from '../support/sign-in.ts';
import { codeNow, PASSWORD, secretOn, signInForTheFirstTime } from '../support/staff.ts';

let door: Door;
beforeAll(async () => void (door = await openDoor()));
afterAll(() => door.close());

describe('staff sign in', () => {
  test('by password, then by a code they set up the first time; recovery codes are shown once', async () => {
    const { email, person } = await door.newStaff();
    const { visitor, key, last } = await signInForTheFirstTime(door.server, email);
    const codes = last.body.match(/<li>([a-z0-9]{5}-[a-z0-9]{5})/g)!.map((item) => item.slice(4));
    expect(codes).toHaveLength(10);
    expect(await isIn(visitor)).toBe(true);
    const second = new Caller(door.server);
    await second.post('/sign-in?/staff', { email, password: PASSWORD });
    expect((await second.get('/sign-in/code')).body).not.toContain('Letters to type');
    expect((await second.post('/sign-in/code', { code: codeNow(key, 5) })).status).toBe(400);
    const [row] = await door.db.owner<
      { sealed: Buffer }[]
    >`select totp_secret_sealed as sealed from credential where person_id = ${person.personId}`;
    expect(row!.sealed.includes(Buffer.from(key))).toBe(false);
  });

  test('F09: a code works once, even in the same half minute', async () => {
    const { email } = await door.newStaff();
    const { key } = await signInForTheFirstTime(door.server, email);
    const second = new Caller(door.server);
    await second.post('/sign-in?/staff', { email, password: PASSWORD });
    expect((await second.post('/sign-in/code', { code: codeNow(key) })).status).toBe(400);
    expect((await second.post('/sign-in/code', { code: codeNow(key, -1) })).status).toBe(400);
    expect(await isIn(second)).toBe(false);
  });

  test('F09 F01: five wrong codes, then a wait, and the right one has to wait too; nobody is locked out', async () => {
    const { email, person } = await door.newStaff();
    const visitor = new Caller(door.server);
    await visitor.post('/sign-in?/staff', { email, password: PASSWORD });
    const key = secretOn((await visitor.get('/sign-in/code')).body);
    for (let n = 0; n < 5; n += 1) await visitor.post('/sign-in/code', { code: codeNow(key, 40 + n) });
    const waiting = await visitor.post('/sign-in/code', { code: codeNow(key) });
    expect(waiting.body).toMatch(/Wait \d+ seconds/);
    await door.db.owner`update slow_down set expire = now() - interval '1 second'`;
    await visitor.post('/sign-in/code', { code: codeNow(key) });
    expect(await isIn(visitor)).toBe(true);
    expect(person.kind).toBe('staff');
  });

  test('F10: a recovery code works once, and few left are said', async () => {
    const { email, person } = await door.newStaff();
    const { last } = await signInForTheFirstTime(door.server, email);
    const [first] = last.body.match(/[a-z0-9]{5}-[a-z0-9]{5}(?=<)/)!;
    for (const [expected, typed] of [
      [true, first!.toUpperCase().replace('-', ' ')],
      [false, first!],
    ] as const) {
      const visitor = new Caller(door.server);
      await visitor.post('/sign-in?/staff', { email, password: PASSWORD });
      await visitor.post('/sign-in/recovery', { code: typed });
      expect(await isIn(visitor)).toBe(expected);
    }
    await door.db
      .owner`update recovery_code set used_at = now() where person_id = ${person.personId} and code_hash in (select code_hash from recovery_code where person_id = ${person.personId} and used_at is null limit 6)`;
    const visitor = new Caller(door.server, await cookieFor(door.db, person));
    expect((await visitor.get('/account')).body).toContain('That is few');
    const rows = await door.db.owner<{ all: string }[]>`select row_to_json(r)::text as all from recovery_code r`;
    expect(rows.some(({ all }) => all.includes(first!.replace('-', '')))).toBe(false);
  });

  test('F01: wrong passwords slow one account down from one address, and do not lock it', async () => {
    const { email } = await door.newStaff();
    const attacker = new Caller(door.server);
    for (let n = 0; n < 5; n += 1) await attacker.post('/sign-in?/staff', { email, password: 'wrong password here' });
    expect((await attacker.post('/sign-in?/staff', { email, password: PASSWORD })).body).toMatch(/Wait \d+ seconds/);
    await door.db.owner`update slow_down set expire = now() - interval '1 second'`;
    expect((await attacker.post('/sign-in?/staff', { email, password: PASSWORD })).status).toBe(303);
  });

  test('F08: a new password ends every other sign-in, and the owner is told', async () => {
    const { email, person } = await door.newStaff();
    const { visitor } = await signInForTheFirstTime(door.server, email);
    const other = new Caller(door.server, await cookieFor(door.db, person));
    const before = visitor.cookie;
    const common = await visitor.post('/account?/password', { password: PASSWORD, newPassword: 'password2026' });
    expect(common.body).toContain('Too many people use a password like this');
    expect(
      (await visitor.post('/account?/password', { password: PASSWORD, newPassword: 'walnut kettle harbour' })).status,
    ).toBe(200);
    expect([await isIn(visitor), await isIn(other), await isIn(new Caller(door.server, before))]).toEqual([
      true,
      false,
      false,
    ]);
    const told = await door.db.owner`select 1 from outbox where "to" = ${email} and body like '%password was changed%'`;
    expect(told.length).toBe(1);
  });

  test('H20: a password is in no page, whatever went wrong', async () => {
    const { email } = await door.newStaff();
    const answer = await new Caller(door.server).post('/sign-in?/staff', {
      email,
      password: 'KNRY-password-typed-wrong',
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(email);
    expect(answer.body).not.toContain('KNRY-password');
  });
});
