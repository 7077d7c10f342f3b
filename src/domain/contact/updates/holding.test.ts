import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { inTransaction } from '#server/db.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { joinTeam, makeCouncil, makePerson } from '../../../../tests/support/people.ts';
import { fillWords, unknownFields } from './fill.ts';
import { exampleFilling, faultInHolding } from './holding.ts';
import { holdingRepliesOf, holdingReplyFor, takeBackHolding, writeHolding } from './holding.server.ts';

const filling = { ...exampleFilling, phone: '0300 000 0001' };
const warm = 'Hello {name}. I have your message about {child}. You hear from {officer} by {date}. Ring {phone}.';

describe('the words', () => {
  test('HOL1: each field becomes what is true of the reader', () => {
    expect(fillWords(warm, filling)).toBe(
      'Hello Dana. I have your message about Maya. You hear from Priya Shah by Tuesday 14 April 2026. Ring 0300 000 0001.',
    );
  });
  test('CAS19: a young person reads “you” and “your”', () => {
    const words = 'About {child}: {child}’s plan and {child}';
    expect(fillWords(words, { ...filling, child: null })).toBe('About you: your plan and you');
  });
  test('HOL1: what somebody is called is never read as a field', () => {
    expect(fillWords('{name}', { ...filling, name: '{officer}' })).toBe('{officer}');
  });
  test('HOL1: a reply names the day they hear, and no field that nothing can be put into', () => {
    expect(faultInHolding(warm)).toBeNull();
    expect(faultInHolding('')).toBe('Write the reply');
    expect(faultInHolding('Hello {name}.')).toContain('{date}');
    expect(faultInHolding('Hello {nmae}, {date}')).toContain('{nmae} is not a field');
    expect(faultInHolding(`{date}${'x'.repeat(1500)}`)).toContain('1500');
    expect(unknownFields('{constructor} {reason}', ['date'])).toEqual(['{constructor}', '{reason}']);
  });
});

describe('who writes it', () => {
  let db: TestDatabase;
  let council: Awaited<ReturnType<typeof makeCouncil>>;
  let [priya, stranger, dana]: Person[] = [];
  beforeAll(async () => {
    db = await freshDatabase();
    council = await makeCouncil(db);
    priya = await makePerson(db, council.councilId, 'staff', 'Priya Shah');
    stranger = await makePerson(db, council.councilId, 'staff', 'Nadia Hussain');
    dana = await makePerson(db, council.councilId, 'family', 'Dana Rowe');
    await joinTeam(db, council.teamId, priya);
  });
  afterAll(() => db.close());

  const scopeOf = async (who: Person) => (await authorise(who, null, 'team:see')) as Scope<'team:see'>;
  const write = async (who: Person, words: string, stage = 'board') => {
    const scope = await scopeOf(who);
    return underScope(scope, (tx) => writeHolding(tx, scope, { teamId: council.teamId, stage, words }));
  };
  const sent = (stage: 'board' | 'request' = 'board') =>
    inTransaction(dana!, (tx) => holdingReplyFor(tx, council.teamId, stage));

  test('HOL1 HOL2: the latest of each stage is sent, in the name of who wrote it; where nobody wrote, none is', async () => {
    expect(await sent()).toBeNull();
    expect(await write(priya!, warm)).toBe('written');
    expect(await write(priya!, `${warm} Truly.`)).toBe('written');
    expect(await sent()).toEqual({ words: `${warm} Truly.`, writtenBy: priya!.personId });
    expect(await sent('request')).toBeNull();
    const scope = await scopeOf(priya!);
    const shown = await underScope(scope, (tx) => holdingRepliesOf(tx, scope, [council.teamId]));
    expect(shown).toMatchObject([{ stage: 'board', words: `${warm} Truly.`, writtenBy: 'Priya Shah', hasLeft: false }]);
  });
  test('HOL1: nobody outside the team writes for it, nor for a stage there is not', async () => {
    expect(await write(stranger!, warm)).toBe('not-yours');
    expect(await write(priya!, warm, 'whenever')).toBe('not-yours');
    expect(isRefused(await write(priya!, 'Hello.'))).toBe(true);
    await expect(
      inTransaction(stranger!, (tx) =>
        tx.execute(`insert into holding_reply (council_id, holding_reply_id, team_id, stage, words, written_by)
          values ('${council.councilId}', gen_random_uuid(), '${council.teamId}', 'board', 'x', '${stranger!.personId}')`),
      ),
    ).rejects.toThrow();
  });
  test('HOL2: one that was taken back, or whose writer has left, is not sent', async () => {
    const scope = await scopeOf(priya!);
    await underScope(scope, (tx) => takeBackHolding(tx, scope, { teamId: council.teamId, stage: 'board' }));
    expect(await sent()).toBeNull();
    await write(priya!, warm);
    await db.owner`update person set disabled_at = now() where person_id = ${priya!.personId}`;
    expect(await sent()).toBeNull();
    await db.owner`update person set disabled_at = null where person_id = ${priya!.personId}`;
  });
});
