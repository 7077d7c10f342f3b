import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#domain/access/standing.ts';
import { addDays } from '#domain/calendar/date.ts';
import { today } from '#domain/calendar/today.ts';
import { now } from '#server/clock.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { as } from '../../../../tests/support/getting-ready.ts';
import { makeMediation, type TestMediation } from '../../../../tests/support/mediations.ts';
import { mediationFor, MediationMoved } from '../begin.server.ts';
import { calendarFile } from './calendar-file.server.ts';
import { fixDay, type Fixing } from './fix-day.server.ts';
import { offerCall, preCallsOf } from './pre-call.server.ts';
import { mayExchange, statementsOf, writeStatement, type Statement } from './statements.server.ts';
import { answerTime, offerTime, takeBackTime, timesOf } from './times.server.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

const said = (change: Partial<Statement> = {}): Statement => ({ issues: '', hopedFor: '', childViews: '', ...change });
const inWords = (made: TestMediation) => ({
  write: (who: Person, words: Statement) =>
    as(made, who, (tx, scope) => writeStatement(tx, scope, made.mediationId, words)),
  exchange: (who: Person, may = true) => as(made, who, (tx, scope) => mayExchange(tx, scope, made.mediationId, may)),
  read: (who: Person) =>
    as(made, who, async (tx, scope) => statementsOf(tx, scope, (await mediationFor(tx, scope, made.mediationId))!)),
});

describe('each side’s words', () => {
  test('RDY9 E10: are its own until both have agreed; then both read both, and the lead', async () => {
    const made = await makeMediation(db);
    const { write, exchange, read } = inWords(made);
    const { parent, supporter, manager, mediator } = made;
    expect(await write(supporter, said({ hopedFor: 'FAMILY CANARY' }))).toBe('written');
    expect(await write(manager, said({ issues: 'COUNCIL CANARY' }))).toBe('written');
    expect(await exchange(supporter)).toMatchObject({ refused: expect.stringContaining('Those in the disagreement') });
    expect(await exchange(parent)).toBe('waits');
    expect((await read(parent)).family!.hopedFor).toBe('FAMILY CANARY');
    expect(JSON.stringify(await read(parent))).not.toContain('COUNCIL CANARY');
    expect(JSON.stringify([await read(manager), await read(mediator)])).not.toContain('FAMILY CANARY');
    expect(JSON.stringify(await read(mediator))).not.toContain('COUNCIL CANARY');
    expect((await read(manager)).agreed).toEqual(['family']);
    expect(await exchange(manager)).toBe('exchanged');
    for (const who of [parent, supporter, manager, mediator])
      expect(JSON.stringify(await read(who))).toMatch(/FAMILY CANARY.*COUNCIL CANARY/);
  });

  test('RDY9 E10: with every check of the program left out, the database shows the other side’s words to nobody', async () => {
    const made = await makeMediation(db, 'Ines');
    const { write, exchange } = inWords(made);
    await write(made.parent, said({ issues: 'FAMILY CANARY' }));
    await exchange(made.parent);
    const rows = (who: Person) =>
      as(made, who, async (tx) => (await tx.execute(sql`select * from side_statement`)).length);
    expect([await rows(made.parent), await rows(made.manager), await rows(made.mediator)]).toEqual([1, 0, 0]);
    const forged = await as(made, made.manager, (tx) => tx.execute(sql`update side_statement set issues = 'Ours'`));
    expect(forged.count).toBe(0);
    await expect(
      as(made, made.manager, (tx) =>
        tx.execute(sql`insert into side_statement (council_id, case_file_id, mediation_id, side, written_by)
          values (${made.councilId}, ${made.caseFileId}, ${made.mediationId}, 'family', ${made.manager.personId})
          on conflict do nothing`),
      ),
    ).rejects.toThrow();
    const history = await db.owner`select * from history_detail where chain_id = ${made.caseFileId}`;
    expect(JSON.stringify(history)).not.toContain('CANARY');
  });

  test('RDY9: to change them takes the side’s own agreement back; once exchanged they stay', async () => {
    const made = await makeMediation(db, 'Zara');
    const { write, exchange, read } = inWords(made);
    expect(await exchange(made.parent)).toMatchObject({ refused: 'Write your words first' });
    expect(await write(made.parent, said({ issues: '  ' }))).toMatchObject({ field: 'issues' });
    await write(made.parent, said({ issues: 'One' }));
    await exchange(made.parent);
    await write(made.parent, said({ issues: 'Two' }));
    expect((await read(made.parent)).agreed).toEqual([]);
    await exchange(made.parent);
    expect(await exchange(made.parent, false)).toBe('waits');
    await write(made.manager, said({ issues: 'Ours' }));
    expect(await exchange(made.manager)).toBe('waits');
    expect(await exchange(made.parent)).toBe('exchanged');
    expect(await write(made.parent, said({ issues: 'Three' }))).toMatchObject({
      refused: expect.stringContaining('stay as they are'),
    });
    expect(await exchange(made.manager, false)).toHaveProperty('refused');
    await expect(
      db.owner`update side_statement set issues = 'Other' where mediation_id = ${made.mediationId}`,
    ).rejects.toThrow('stays as it was');
    expect(await write(made.mediator, said({ issues: 'Mine' }))).toMatchObject({ refused: 'Each side writes its own' });
  });
});

describe('when', () => {
  const todaysDate = today(now);
  const soon = addDays(todaysDate, 9);
  const hours = { on: soon, startsAt: '10:00', endsAt: '12.00' };

  test('RDY3: is offered, answered by each for themselves, and taken back by whoever offered it', async () => {
    const made = await makeMediation(db, 'Lena');
    const { mediationId } = made;
    const offer = (who: Person) => as(made, who, (tx, scope) => offerTime(tx, scope, mediationId, hours, todaysDate));
    expect(await offer(made.parent)).toBe('offered');
    expect(await offer(made.manager)).toMatchObject({ refused: 'That time is offered already' });
    const times = (who: Person) => as(made, who, (tx, scope) => timesOf(tx, scope, mediationId));
    const id = (await times(made.parent))[0]!.meetingTimeId;
    const answer = (who: Person, can: boolean) =>
      as(made, who, (tx, scope) => answerTime(tx, scope, mediationId, id, can));
    await answer(made.manager, true);
    await answer(made.manager, false);
    const answers = Object.fromEntries(
      (await times(made.mediator))[0]!.answers.map(({ partyId, can }) => [partyId, can]),
    );
    expect(answers).toEqual({ [made.parties.parent]: true, [made.parties.manager]: false });
    const back = (who: Person) => as(made, who, (tx, scope) => takeBackTime(tx, scope, mediationId, id));
    expect(await back(made.manager)).toMatchObject({ refused: 'Whoever offered a time takes it back' });
    expect(await back(made.parent)).toBe('taken-back');
    expect(await answer(made.manager, true)).toMatchObject({ refused: 'That time is not offered any more' });
    expect(await offer(made.manager)).toBe('offered');
    expect((await times(made.manager))[0]!.answers).toHaveLength(1);
  });

  test('RDY3: is fixed by the lead or the council, once for one page that was shown; both sides are told', async () => {
    const made = await makeMediation(db, 'Omar');
    const { mediationId } = made;
    const fix = (who: Person, change: Partial<Fixing> = {}, version = 1) =>
      as(made, who, (tx, scope) =>
        fixDay(
          tx,
          scope,
          mediationId,
          { ...hours, mode: 'phone', joinBy: '020 7946 0000', ...change },
          version,
          todaysDate,
        ),
      );
    expect(await fix(made.parent)).toMatchObject({ refused: 'Whoever leads it fixes the day, or the council' });
    expect(await fix(made.mediator, { on: addDays(todaysDate, -1) })).toMatchObject({
      refused: expect.stringContaining('is over'),
    });
    expect(await fix(made.mediator, { mode: '' })).toMatchObject({ field: 'mode' });
    expect(await fix(made.mediator, { mode: 'constructor' })).toMatchObject({ field: 'mode' });
    expect(await fix(made.mediator, { joinBy: ' ' })).toMatchObject({ field: 'joinBy' });
    expect(await fix(made.mediator)).toBe('fixed');
    await expect(fix(made.officer)).rejects.toThrow(MediationMoved);
    const told =
      await db.owner`select 1 from outbox o join person p on p.email = o."to" where p.person_id = ${made.parent.personId}`;
    expect(told).toHaveLength(1);
    const here = (await as(made, made.parent, (tx, scope) => mediationFor(tx, scope, mediationId)))!;
    expect(here.mediation).toMatchObject({ state: 'arranged', meetsOn: soon, endsAt: '12:00', version: 2 });
    const file = calendarFile(here.mediation, 'https://common-ground.example');
    expect(file).toContain('SUMMARY:Meeting');
    expect(file).not.toMatch(/020 7946|Omar|mediator|Rowe/i);
    await db.owner`update mediation set phase = 'together' where mediation_id = ${mediationId}`;
    expect(await fix(made.mediator, {}, 2)).toMatchObject({ refused: expect.stringContaining('meeting now') });
  });

  test('RDY3: nobody goes between where there are no private rooms', async () => {
    const made = await makeMediation(db, 'Pia');
    await db.owner`update mediation set private_rooms = false where mediation_id = ${made.mediationId}`;
    const fixed = await as(made, made.mediator, (tx, scope) =>
      fixDay(tx, scope, made.mediationId, { ...hours, mode: 'shuttle', joinBy: 'County Hall' }, 1, todaysDate),
    );
    expect(fixed).toMatchObject({ field: 'mode' });
  });
});

describe('a call before', () => {
  test('RDY10: each side sees its own and not the other’s; only the lead offers one', async () => {
    const made = await makeMediation(db, 'Rafi');
    const call = { side: 'family', on: addDays(today(now), 2), startsAt: '9.30', phone: '07700 900123' } as const;
    const offer = (who: Person, change: Partial<typeof call> | { phone: string } | { on: string } = {}) =>
      as(made, who, (tx, scope) => offerCall(tx, scope, made.mediationId, { ...call, ...change }, today(now)));
    expect(await offer(made.manager)).toMatchObject({ refused: 'Whoever leads it rings each side' });
    expect(await offer(made.mediator, { phone: ' ' })).toMatchObject({ field: 'phone' });
    expect(await offer(made.mediator, { on: 'Friday' })).toMatchObject({ field: 'callOn' });
    expect(await offer(made.mediator)).toBe('offered');
    const seen = (who: Person) => as(made, who, (tx, scope) => preCallsOf(tx, scope, made.mediationId));
    expect(await seen(made.supporter)).toEqual([{ ...call, startsAt: '09:30' }]);
    expect([await seen(made.manager), await seen(made.officer)]).toEqual([[], []]);
    expect(await seen(made.mediator)).toHaveLength(1);
  });
});
