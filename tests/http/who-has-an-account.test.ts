import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { provePassword } from '../../src/domain/people/staff.server.ts';
import { isIn, openDoor, type Door } from '../support/door.ts';
import { makePerson } from '../support/people.ts';
import { Caller } from '../support/caller.ts';

let door: Door;
beforeAll(async () => void (door = await openDoor()));
afterAll(() => door.close());

let count = 0;

describe('families come in by a code', () => {
  async function family() {
    const person = await makePerson(door.db, door.councilId, 'family', 'Dana Rowe');
    const mobile = `+4477001${String((count += 1)).padStart(5, '0')}`;
    await door.db.owner`update person set mobile = ${mobile} where person_id = ${person.personId}`;
    return { person, mobile };
  }
  const codeFor = async (to: string) =>
    /\d{6}/.exec(
      (
        await door.db.owner<
          { body: string }[]
        >`select body from outbox where "to" = ${to} order by created_at desc limit 1`
      )[0]!.body,
    )![0];

  test('sent to their mobile, and it works once', async () => {
    const { mobile } = await family();
    const visitor = new Caller(door.server);
    expect((await visitor.post('/sign-in?/family', { contact: mobile })).body).toContain('Check your messages');
    const code = await codeFor(mobile);
    expect((await visitor.post('/sign-in?/familyCode', { contact: mobile, code, ownDevice: 'yes' })).location).toBe(
      '/home',
    );
    expect(await isIn(visitor)).toBe(true);
    const again = await new Caller(door.server).post('/sign-in?/familyCode', { contact: mobile, code });
    expect(again.body).toContain('That code is not right');
  });

  test('F15: a mailbox alone is not enough', async () => {
    const person = await makePerson(door.db, door.councilId, 'family', 'Alex Stone');
    const email = `${person.personId.slice(-8)}@example.org`;
    const visitor = new Caller(door.server);
    await visitor.post('/sign-in?/family', { contact: email });
    const code = await codeFor(email);
    expect((await visitor.post('/sign-in?/familyCode', { contact: email, code })).status).toBe(400);
    expect(await isIn(visitor)).toBe(false);
  });

  test('F02: the page is the same for a number we know and one we do not', async () => {
    const { mobile } = await family();
    const [known, unknown] = await Promise.all(
      [mobile, '+447700999999'].map((contact) => new Caller(door.server).post('/sign-in?/family', { contact })),
    );
    const plain = (body: string) =>
      body
        .replaceAll(mobile, 'X')
        .replaceAll('+447700999999', 'X')
        .replace(/nonce="[^"]*"|__sveltekit_\w+/g, '');
    expect(plain(known!.body)).toBe(plain(unknown!.body));
    expect(known!.status).toBe(unknown!.status);
  });
});

describe('who has an account', () => {
  const STRANGER = 'nobody@meadowshire.example';
  const PAIRS = 50;
  const ROUNDS = 4;
  const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
  let from = 0;

  /** Processor time and not time on the clock: what else the machine is doing must neither hide a difference nor make one. */
  async function workUs(email: string): Promise<number> {
    const before = process.cpuUsage();
    await provePassword(door.councilId, email, 'not the password', `2001:db8::${(from += 1).toString(16)}`);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  }

  /** How far apart the work for the two is, as a part of the greater; each pair in the other order than the last. */
  async function apart(email: string): Promise<number> {
    const known: number[] = [];
    const unknown: number[] = [];
    for (let pair = 0; pair < PAIRS; pair += 1) {
      if (pair % 2) known.push(await workUs(email));
      unknown.push(await workUs(STRANGER));
      if (pair % 2 === 0) known.push(await workUs(email));
    }
    const [a, b] = [median(known), median(unknown)];
    console.log(`F02: known ${(a / 1000).toFixed(1)} ms, unknown ${(b / 1000).toFixed(1)} ms of work, ${PAIRS} pairs`);
    return Math.abs(a - b) / Math.max(a, b);
  }

  test('F02: cannot be told from the work a wrong password makes', { timeout: 240_000 }, async () => {
    const { email } = await door.newStaff();
    let nearest = 1;
    // A difference that is really there is there in every round.
    for (let round = 0; round < ROUNDS && nearest > 0.05; round += 1) nearest = Math.min(nearest, await apart(email));
    expect(nearest).toBeLessThanOrEqual(0.05);
  });

  test('F02: nor from the answer', async () => {
    const ask = (email: string) =>
      new Caller(door.server).post('/sign-in?/staff', { email, password: 'not the password' });
    const { email } = await door.newStaff();
    const [known, unknown] = await Promise.all([ask(email), ask(STRANGER)]);
    const plain = (body: string) =>
      body
        .replaceAll(email, 'X')
        .replaceAll(STRANGER, 'X')
        .replace(/nonce="[^"]*"|__sveltekit_\w+/g, '');
    expect(plain(known.body)).toBe(plain(unknown.body));
    expect(known.headers.getSetCookie()).toEqual(unknown.headers.getSetCookie());
  });
});
