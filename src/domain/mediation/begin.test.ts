import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { makeMediation, type TestMediation } from '../../../tests/support/mediations.ts';
import { scopeFor } from '../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../tests/support/people.ts';
import { beginInMediation, mediationFor, MediationMoved } from './begin.server.ts';

let db: TestDatabase;
let made: TestMediation;
beforeAll(async () => {
  db = await freshDatabase();
  made = await makeMediation(db);
});

const placeOf = async (person: Person) => {
  const scope = await scopeFor(person, made.caseFileId, 'mediation:join');
  return underScope(scope, async (tx) => (await mediationFor(tx, scope, made.mediationId))?.place ?? null);
};

describe('who is in a mediation', () => {
  test('MED1: a side or the lead, each by their own row and their standing as it is now', async () => {
    expect(await placeOf(made.parent)).toBe('family');
    expect(await placeOf(made.supporter)).toBe('family');
    expect(await placeOf(made.manager)).toBe('council');
    expect(await placeOf(made.mediator)).toBe('lead');
  });

  test('A09 MED1: an officer of the case who is not in it, and a mediator of another case, find nothing', async () => {
    const other = await makePerson(db, made.councilId, 'staff', 'Tom Vale');
    await giveStanding(db, made.councilId, made.caseFileId, other.personId, 'case_officer');
    expect(await placeOf(other)).toBeNull();
    const elsewhere = await makePerson(db, made.councilId, 'practitioner', 'Ada North');
    await giveStanding(db, made.councilId, made.caseFileId, elsewhere.personId, 'mediator');
    expect(await placeOf(elsewhere)).toBeNull();
  });

  test('MED1: whoever left it, or lost their place on the case, is out at once', async () => {
    const fresh = await makeMediation(db, 'Ines');
    const scope = await scopeFor(fresh.supporter, fresh.caseFileId, 'mediation:join');
    const place = () =>
      underScope(scope, async (tx) => (await mediationFor(tx, scope, fresh.mediationId))?.place ?? null);
    expect(await place()).toBe('family');
    await db.owner`update mediation_party set left_at = now() where party_id = ${fresh.parties.supporter}`;
    expect(await place()).toBeNull();
  });

  test('A10 MED3: with every check of the program left out, the database still shows one side’s room to that side alone', async () => {
    const seen = async (person: Person) => {
      const scope = await scopeFor(person, made.caseFileId, 'mediation:join');
      return underScope(scope, async (tx) =>
        (await tx.execute(sql`select side from private_room order by side`)).map((row) => row['side']),
      );
    };
    expect(await seen(made.parent)).toEqual(['family']);
    expect(await seen(made.manager)).toEqual(['council']);
    expect(await seen(made.mediator)).toEqual(['council', 'family']);
  });

  test('E13 MED2: a closed mediation takes no command, and a form that is too old is told so', async () => {
    const closed = await makeMediation(db, 'Zara');
    const scope = await scopeFor(closed.parent, closed.caseFileId, 'mediation:join');
    const begin = (version?: number) =>
      underScope(scope, (tx) => beginInMediation(tx, scope, closed.mediationId, version));
    expect((await begin(1))?.place).toBe('family');
    await expect(begin(2)).rejects.toThrow(MediationMoved);
    await db.owner`update mediation set closed_at = now(), state = 'closed' where mediation_id = ${closed.mediationId}`;
    await expect(begin()).rejects.toThrow('closed');
  });
});

describe('a mediator is independent', () => {
  test('MED4: somebody the council employs cannot be given the mediator’s place by any way, nor a mediator be employed', async () => {
    const { councilId, caseFileId, mediationId, officer, mediator } = made;
    const own = await makePerson(db, councilId, 'staff', 'Nia Cole');
    await expect(giveStanding(db, councilId, caseFileId, own.personId, 'mediator')).rejects.toThrow(
      'cannot be the mediator',
    );
    await expect(
      db.owner`insert into mediation_party (council_id, case_file_id, party_id, mediation_id, person_id, side, coming_as, name, added_by)
        values (${councilId}, ${caseFileId}, gen_random_uuid(), ${mediationId}, ${own.personId}, 'neutral', 'mediator', 'Nia Cole', ${officer.personId})`,
    ).rejects.toThrow('cannot be the mediator');
    await expect(
      db.owner`update person set kind = 'staff' where council_id = ${councilId} and person_id = ${mediator.personId}`,
    ).rejects.toThrow('cannot become somebody the council employs');
  });
});
