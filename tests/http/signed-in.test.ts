import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { signInLimits } from '../../src/domain/people/limits.ts';
import { accessMap, type RouteNeeds } from '../../src/routes/access-map.ts';
import { isIn, openDoor, type Door } from '../support/door.ts';
import { Caller } from '../support/caller.ts';
import { cookieFor } from '../support/sign-in.ts';
import { codeNow, PASSWORD, secretOn } from '../support/staff.ts';

let door: Door;
beforeAll(async () => void (door = await openDoor()));
afterAll(() => door.close());

const COOKIE = '__Host-common-ground';
const age = (person: Person, column: 'created_at' | 'last_seen_at', by: string) =>
  door.db
    .owner`update sign_in set ${door.db.owner(column)} = now() - ${by}::interval where person_id = ${person.personId}`;

describe('a sign-in', () => {
  test('F03: has a new cookie at the password and at the second step, and the old ones are dead', async () => {
    const { email } = await door.newStaff();
    const planted = `${COOKIE}=mc.${'ab'.repeat(20)}`;
    const visitor = new Caller(door.server, planted);
    await visitor.post('/sign-in?/staff', { email, password: PASSWORD });
    const half = visitor.cookie;
    await visitor.post('/sign-in/code', { code: codeNow(secretOn((await visitor.get('/sign-in/code')).body)) });
    expect(new Set([planted, half, visitor.cookie]).size).toBe(3);
    for (const dead of [planted, half]) expect(await isIn(new Caller(door.server, dead))).toBe(false);
    expect((await new Caller(door.server, half).get('/sign-in/code')).status).toBe(303);
  });

  test('F04: is a __Host- cookie that no script can read', async () => {
    const { email } = await door.newStaff();
    const visitor = new Caller(door.server);
    const answer = await visitor.post('/sign-in?/staff', { email, password: PASSWORD });
    const [line] = answer.headers.getSetCookie();
    expect(line).toMatch(new RegExp(`^${COOKIE}=`));
    for (const part of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(line!.split('; ')).toContain(part);
    expect(line).not.toMatch(/domain|max-age|expires/i);
    expect(answer.location! + answer.body).not.toContain(visitor.cookies.get(COOKIE)!.split('.')[1]!);
  });

  test('F05: what the database holds does not sign anybody in', async () => {
    const { person } = await door.newStaff();
    const cookie = await cookieFor(door.db, person);
    expect(await isIn(new Caller(door.server, cookie))).toBe(true);
    const [row] = await door.db.owner<
      { hash: string; key: string }[]
    >`select s.sign_in_hash as hash, c.key from sign_in s join council c using (council_id) where person_id = ${person.personId}`;
    expect(row!.hash).toMatch(/^[0-9a-f]{64}$/);
    for (const value of [row!.hash, `${row!.key}.${row!.hash}`, `${row!.key}.${row!.hash.slice(0, 40)}`])
      expect(await isIn(new Caller(door.server, `${COOKIE}=${value}`))).toBe(false);
  });

  test('F06: ends when it is left alone, and is kept alive by use', async () => {
    const { person } = await door.newStaff();
    const visitor = new Caller(door.server, await cookieFor(door.db, person));
    await door.db
      .owner`update sign_in set last_seen_at = now() - interval '29 minutes', expires_at = now() + interval '1 minute' where person_id = ${person.personId}`;
    expect(await isIn(visitor)).toBe(true);
    const [kept] = await door.db.owner<
      { minutes: number }[]
    >`select round(extract(epoch from expires_at - now()) / 60)::int as minutes from sign_in where person_id = ${person.personId}`;
    expect(kept!.minutes).toBe(signInLimits.staff.idleMs / 60_000);
    await door.db
      .owner`update sign_in set expires_at = now() - interval '1 second' where person_id = ${person.personId}`;
    expect(await isIn(visitor)).toBe(false);
  });

  test('F06: ends after its longest life, however much it is used', async () => {
    const { person } = await door.newStaff();
    const visitor = new Caller(door.server, await cookieFor(door.db, person));
    await age(person, 'created_at', '11 hours 59 minutes 58 seconds');
    await age(person, 'last_seen_at', '5 minutes');
    expect(await isIn(visitor)).toBe(true);
    const [row] = await door.db.owner<
      { seconds: number }[]
    >`select extract(epoch from expires_at - now())::float as seconds from sign_in where person_id = ${person.personId}`;
    expect(row!.seconds).toBeLessThanOrEqual(2);
  });

  test('J01: a disabled person is signed in nowhere', async () => {
    const { person } = await door.newStaff();
    const visitor = new Caller(door.server, await cookieFor(door.db, person));
    expect(await isIn(visitor)).toBe(true);
    await door.db.owner`update person set disabled_at = now() where person_id = ${person.personId}`;
    expect(await isIn(visitor)).toBe(false);
  });

  test('A17: one’s own can be ended one by one or all at once; another’s is unknown', async () => {
    const { person } = await door.newStaff();
    const [one, two, stranger] = [
      await cookieFor(door.db, person),
      await cookieFor(door.db, person),
      await cookieFor(door.db, (await door.newStaff()).person),
    ].map((cookie) => new Caller(door.server, cookie));
    const rows = await door.db.owner<
      { hash: string }[]
    >`select sign_in_hash as hash from sign_in where person_id = ${person.personId} order by created_at`;
    expect((await stranger!.post('/account?/signOutOne', { id: rows[1]!.hash })).status).toBe(404);
    expect(await isIn(two!)).toBe(true);
    expect((await one!.post('/account?/signOutOne', { id: rows[1]!.hash })).status).toBe(303);
    expect([await isIn(one!), await isIn(two!)]).toEqual([true, false]);
    await door.db
      .owner`insert into device_key (council_id, person_id, device_id, key) values (${door.councilId}, ${person.personId}, gen_random_uuid(), '\\x01')`;
    const out = await one!.post('/account?/signOutEverywhere', { sure: 'yes' });
    expect(out.headers.get('clear-site-data')).toContain('"storage"');
    expect(await isIn(one!)).toBe(false);
    expect((await door.db.owner`select 1 from device_key where person_id = ${person.personId}`).length).toBe(0);
    expect(
      (await door.db.owner`select 1 from history where action = 'sign_in.all_ended' and target = ${person.personId}`)
        .length,
    ).toBe(1);
  });

  test('F12: half of one opens nothing but its own second step', async () => {
    const { person } = await door.newStaff();
    const half = new Caller(door.server, await cookieFor(door.db, person, 'half'));
    const opened: string[] = [];
    for (const [route, needs] of Object.entries(accessMap as Record<string, RouteNeeds | null>)) {
      if (!needs || needs.see === 'anyone' || needs.see === 'half-signed-in') continue;
      const path = route.replace(/\[[^\]]+\]/g, '018f0000-0000-7000-8000-000000000000');
      const answers = [
        await half.get(path),
        ...(await Promise.all(Object.keys(needs.actions ?? {}).map((name) => half.post(`${path}?/${name}`)))),
      ];
      for (const answer of answers)
        if (answer.status < 300 || (answer.status === 303 && answer.location !== '/sign-in/code')) opened.push(route);
    }
    expect(opened).toEqual([]);
  });
});
