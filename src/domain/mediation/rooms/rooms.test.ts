import { beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#domain/access/standing.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeApart, makeMeeting, type TestMeeting } from '../../../../tests/support/meetings.ts';
import { MediationMoved } from '../begin.server.ts';
import { moveMeeting } from './phase-commands.server.ts';
import { privateRoomFor } from './private-room.server.ts';
import { answerBack, askBack, callLead, useKept } from './room-commands.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});

const meetingRow = async ({ mediationId }: TestMeeting) => {
  const [row] =
    await db.owner`select phase, version, lead_with, started_at from mediation where mediation_id = ${mediationId}`;
  return row!;
};
const historyOf = async ({ caseFileId }: TestMeeting) => {
  const [row] = await db.owner`select count(*)::int as n from history where chain_id = ${caseFileId}`;
  return row!['n'] as number;
};

describe('moving the meeting', () => {
  test('ROOM1 ROOM3: begun by the mediator, apart at a word of either side, each told once to those in it', async () => {
    const m = await makeMeeting(db);
    expect(await m.move(m.parent, { to: 'together' })).toMatchObject({
      refused: expect.stringContaining('Only the person'),
    });
    expect(await m.move(m.mediator, { to: 'together' })).toHaveProperty('movedBy');
    expect(await m.move(m.manager, { to: 'minute' })).toHaveProperty('movedBy');
    const { version } = await meetingRow(m);
    expect(await m.move(m.parent, { to: 'minute' })).toHaveProperty('movedBy');
    expect(await meetingRow(m)).toMatchObject({ phase: 'apart', lead_with: null, version });
    const told =
      await db.owner`select action, target from history where chain_id = ${m.caseFileId} and action like 'mediation.%' order by sequence`;
    expect(told.map(({ action }) => action)).toEqual(['mediation.together', 'mediation.apart']);
    expect(told.every(({ target }) => target === m.mediationId)).toBe(true);
  });

  test('MED2 ROOM6: an older page is told so; a break and a stop from one are taken', async () => {
    const m = await makeMeeting(db, 'Ada');
    await m.move(m.mediator, { to: 'together' });
    const from = (version: number, to: 'minute' | 'stopped' | 'break', person: Person = m.parent) =>
      m.as(person, (tx, scope) =>
        moveMeeting(tx, scope, m.mediationId, version, to === 'break' ? { to, minutes: 10 } : { to }, new Date()),
      );
    await expect(from(1, 'minute')).rejects.toThrow(MediationMoved);
    expect(await from(1, 'break')).toHaveProperty('movedBy');
    expect(await from(1, 'stopped')).toHaveProperty('movedBy');
    expect(await meetingRow(m)).toMatchObject({ phase: 'stopped' });
    await db.owner`update mediation set closed_at = now() where mediation_id = ${m.mediationId}`;
    await expect(from(1, 'break')).rejects.toThrow('closed');
  });

  test('RDY6 ROOM1: whoever has not agreed to mediate moves nothing', async () => {
    const m = await makeMeeting(db, 'Bea');
    await m.move(m.mediator, { to: 'together' });
    await db.owner`update mediation_party set agreed_to_mediate_at = null where party_id = ${m.parties.parent}`;
    expect(await m.move(m.parent, { to: 'break', minutes: 5 })).toMatchObject({ field: 'form' });
    expect(await meetingRow(m)).toMatchObject({ phase: 'together' });
  });
});

describe('private rooms', () => {
  test('A10 ROOM2: a side finds its own, the mediator both, and the other side an id of nothing', async () => {
    const m = await makeApart(db, { child: 'Cleo' });
    const found = (person: Person, side: string) =>
      m.as(person, async (tx, scope) => (await privateRoomFor(tx, scope, m.mediationId, side))?.room.side ?? null);
    expect(await found(m.parent, 'family')).toBe('family');
    expect(await found(m.parent, 'council')).toBeNull();
    expect(await found(m.manager, 'family')).toBeNull();
    expect(await found(m.mediator, 'council')).toBe('council');
    expect(await found(m.mediator, 'neutral')).toBeNull();
    await db.owner`update mediation set private_rooms = false where mediation_id = ${m.mediationId}`;
    expect(await found(m.parent, 'family')).toBeNull();
  });

  test('ROOM4: moves ask first, and only what was answered since counts', async () => {
    const m = await makeApart(db, { child: 'Dot' });
    const ask = (side: string, person = m.mediator) =>
      m.as(person, (tx, scope) => askBack(tx, scope, { mediationId: m.mediationId, side }, new Date()));
    const answer = (person: Person, side: string, said: 'yes' | 'not_yet') =>
      m.as(person, (tx, scope) => answerBack(tx, scope, { mediationId: m.mediationId, side }, said));
    expect(await answer(m.parent, 'family', 'yes')).toMatchObject({
      refused: expect.stringContaining('Nobody is asking'),
    });
    expect(await ask('family', m.parent)).toMatchObject({
      refused: expect.stringContaining('Only the person who leads'),
    });
    expect([await ask('family'), await ask('council')]).toEqual(['done', 'done']);
    expect(await answer(m.supporter, 'family', 'not_yet')).toBe('done');
    expect(await answer(m.manager, 'council', 'yes')).toBe('done');
    expect(await answer(m.manager, 'family', 'yes')).toBeNull();
    expect(await m.move(m.mediator, { to: 'together' })).toMatchObject({ field: 'back-family' });
    expect(await answer(m.parent, 'family', 'yes')).toBe('done');
    expect(await m.move(m.mediator, { to: 'together' })).toHaveProperty('movedBy');
    // A new going apart is asked about anew.
    await m.move(m.parent, { to: 'minute' });
    expect(await m.move(m.mediator, { to: 'together' })).toMatchObject({
      refused: expect.stringContaining('has not been asked'),
    });
  });

  test('E02 ROOM8: asking the mediator to come writes no history, moves no version, and is answered by their coming', async () => {
    const m = await makeApart(db, { child: 'Eve' });
    const before = { meeting: await meetingRow(m), history: await historyOf(m) };
    const call = (person: Person, side: string, comes = true) =>
      m.as(person, (tx, scope) => callLead(tx, scope, { mediationId: m.mediationId, side }, comes, new Date()));
    const called = async () => {
      const [row] =
        await db.owner`select called_at from private_room where mediation_id = ${m.mediationId} and side = 'family'`;
      return row!['called_at'] !== null;
    };
    expect(await call(m.parent, 'family')).toBe('done');
    expect(await call(m.parent, 'council')).toBeNull();
    expect([await called(), await meetingRow(m), await historyOf(m)]).toEqual([true, before.meeting, before.history]);
    await m.move(m.mediator, { to: 'apart', leadWith: 'council', minutes: 10 });
    expect(await called()).toBe(true);
    await m.move(m.mediator, { to: 'apart', leadWith: 'family', minutes: 10 });
    expect(await called()).toBe(false);
    await call(m.supporter, 'family');
    expect(await call(m.supporter, 'family', false)).toBe('done');
    expect(await called()).toBe(false);
  });

  test('ROOM2: a room is off until somebody asks for it; kept in place of sealed is for its own people to choose', async () => {
    const m = await makeMeeting(db, 'Flo');
    await m.move(m.mediator, { to: 'together' });
    const keep = (person: Person) =>
      m.as(person, (tx, scope) => useKept(tx, scope, { mediationId: m.mediationId, side: 'family' }));
    expect(await keep(m.parent)).toMatchObject({ refused: expect.stringContaining('Private rooms are off') });
    await m.move(m.parent, { to: 'minute' });
    expect(await keep(m.officer)).toBeNull();
    expect(await keep(m.parent)).toBe('done');
  });
});
