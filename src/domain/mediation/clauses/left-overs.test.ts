import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import type { Person } from '#domain/access/standing.ts';
import { as, done } from '../../../../tests/support/clauses.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeMediation, type TestMediation } from '../../../../tests/support/mediations.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import {
  addLeftOver,
  leftOversOf,
  removeLeftOver,
  settlesShown,
  wordsShown,
  writeOwnWords,
  writeSettles,
} from './left-overs.server.ts';

let db: TestDatabase;
let made: TestMediation;
let notAgreedId: string;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  made = await makeMediation(db);
  ({ notAgreedId } = done(await add(v7())));
});

const add = (seed: string, title = 'How often speech therapy is') =>
  as(made.mediator, made, (tx, scope) => addLeftOver(tx, scope, { mediationId: made.mediationId, seed, title }));
const all = (person: Person = made.mediator) =>
  as(person, made, (tx, scope) => leftOversOf(tx, scope, made.mediationId));
const one = async () => (await all()).find((row) => row.notAgreedId === notAgreedId)!;
const write = (person: Person, words: string, shown: string) =>
  as(person, made, (tx, scope) =>
    writeOwnWords(tx, scope, { mediationId: made.mediationId, notAgreedId, words, shown }),
  );
const remove = (person: Person) =>
  as(person, made, (tx, scope) => removeLeftOver(tx, scope, { mediationId: made.mediationId, notAgreedId }));

describe('what is not agreed', () => {
  test('CL12 B17: it has a name, is put on the list once, and both sides and whoever leads read it', async () => {
    const seed = v7();
    expect(done(await add(seed))).toEqual(done(await add(seed)));
    expect(await add(v7(), '')).toMatchObject({ errors: { leftOver: expect.any(String) } });
    for (const person of [made.parent, made.manager, made.mediator]) expect(await all(person)).toHaveLength(2);
  });

  test('CL12: each side writes its own words and nobody else does', async () => {
    const empty = wordsShown(await one(), 'family');
    done(await write(made.supporter, 'Weekly is what the report says.', empty));
    done(await write(made.officer, 'We can offer every other week.', empty));
    expect(await write(made.mediator, 'They are both right.', empty)).toMatchObject({
      errors: { form: expect.any(String) },
    });
    expect(await one()).toMatchObject({
      familyWords: 'Weekly is what the report says.',
      councilWords: 'We can offer every other week.',
    });
  });

  test('CL12: words somebody on one’s own side changed meanwhile are not written over', async () => {
    const empty = wordsShown(await one(), 'family');
    done(await write(made.parent, 'Ours', empty));
    done(await write(made.parent, 'Ours', empty));
    expect(await write(made.supporter, 'Mine', empty)).toMatchObject({
      errors: { [`own-${notAgreedId}`]: expect.stringContaining('Somebody changed this') },
    });
    expect((await one()).familyWords).toBe('Ours');
  });

  test('CL12: what would settle it has somebody to do it and a real date, and anybody there may say', async () => {
    const shown = settlesShown(await one());
    const form = { mediationId: made.mediationId, notAgreedId, shown };
    const settle = (settleBy: string | null, wouldSettle = 'A new assessment') =>
      as(made.parent, made, (tx, scope) =>
        writeSettles(tx, scope, { ...form, wouldSettle, settleWho: 'Dr Lee', settleBy }),
      );
    expect(await settle('2026-02-30')).toMatchObject({ errors: { [`settleBy-${notAgreedId}`]: expect.any(String) } });
    done(await settle('2027-01-15'));
    done(await settle('2027-01-15'));
    expect(await settle('2027-01-15', 'Something else')).toMatchObject({
      errors: { [`wouldSettle-${notAgreedId}`]: expect.stringContaining('Somebody changed') },
    });
    expect(await one()).toMatchObject({ wouldSettle: 'A new assessment', settleWho: 'Dr Lee', settleBy: '2027-01-15' });
  });

  test('CL12: nobody takes off what the other side has written of', async () => {
    done(await write(made.parent, 'It matters to us.', wordsShown(await one(), 'family')));
    expect(await remove(made.officer)).toMatchObject({ errors: { form: expect.any(String) } });
    done(await remove(made.mediator));
    done(await remove(made.mediator));
    expect(await all()).toHaveLength(0);
    expect(await write(made.parent, 'More', '')).toMatchObject({
      errors: { form: expect.stringContaining('took this off') },
    });
  });

  test('A12 E10 CL14: nobody outside the mediation reads it or writes in it', async () => {
    const outside = await makePerson(db, made.councilId, 'staff', 'Tom Vale');
    await giveStanding(db, made.councilId, made.caseFileId, outside.personId, 'case_officer');
    expect(await all(outside)).toEqual([]);
    expect(await write(outside, 'Mine', wordsShown(await one(), 'council'))).toBeNull();
    expect(await remove(outside)).toBeNull();
  });
});
