import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '#domain/access/scope.ts';
import { today } from '#domain/calendar/today.ts';
import { now } from '#server/clock.ts';
import { inTransaction } from '#server/db.ts';
import { makeAppeal } from '../../../../tests/support/appeals.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCaseFile, makeCouncil, makePerson } from '../../../../tests/support/people.ts';
import type { Favoured } from '../appeal.ts';
import { ownAppeals } from './own-patterns.server.ts';
import { ownPatterns, type Alike } from './own-patterns.ts';
import { lastThreeYears } from './past-outcomes.ts';

const some = (appeals: number, favoured: Favoured, issueTags: string[] = []): Alike => ({
  ...{
    appeals,
    favoured,
    issueTags,
    ground: 'plan_contents',
    sections: ['F'],
    asksHealth: false,
    asksSocialCare: false,
  },
});
const ofF = (rows: Alike[]) => ownPatterns(rows, ['contents-F'])[0]!;

describe('the council’s own appeals by kind and issue', () => {
  test('PAT3: how many there were and who got more in them; an agreement, and one that came to nothing, is neither side’s', () => {
    const { count, issues } = ofF([
      some(10, 'family', ['therapy']),
      some(9, 'council', ['therapy']),
      some(4, 'both', ['therapy']),
      some(1, 'neither', ['therapy']),
      some(8, 'family'),
      some(7, 'council'),
      some(6, 'both'),
    ]);
    expect(count).toEqual({ whole: 45, sides: { family: 18, council: 16, neither: 11 } });
    expect(issues).toEqual([{ tag: 'therapy', count: { whole: 24, sides: { family: 10, council: 9, neither: 5 } } }]);
  });

  test('PAT3 A21: nothing under five is shown, and no difference of two that are shown is under five', () => {
    expect(ofF([some(4, 'family')]).count).toEqual({ whole: null, sides: null });
    expect(ofF([some(20, 'family'), some(3, 'council'), some(9, 'both')]).count).toEqual({ whole: 32, sides: null });
    // Without this issue there are three: to show 20 beside 23 would show them.
    expect(ofF([some(20, 'family', ['therapy']), some(3, 'council')]).issues).toEqual([]);
    // The family's are ten with the issue and two without it.
    const { issues } = ofF([
      ...[some(10, 'family', ['eotas']), some(9, 'council', ['eotas']), some(8, 'both', ['eotas'])],
      ...[some(2, 'family'), some(9, 'council'), some(8, 'both')],
    ]);
    expect(issues).toEqual([{ tag: 'eotas', count: { whole: 27, sides: null } }]);
  });
});

describe('as the database gives them out', () => {
  let db: TestDatabase;
  beforeAll(async () => void (db = await freshDatabase()));
  afterAll(() => db.close());

  test('PAT3 E08 A20: any of the council’s staff count, a family and another council count nothing, an excluded case is left out', async () => {
    const { councilId, teamId } = await makeCouncil(db);
    const caseFileId = await makeCaseFile(db, councilId, teamId);
    const { from } = lastThreeYears(today(now));
    const closed = { stage: 'closed', endedOn: from, outcome: 'allowed', favoured: 'family' } as const;
    for (let made = 0; made < 6; made++) await makeAppeal(db, councilId, closed);
    await makeAppeal(db, councilId, { ...closed, caseFileId });
    await makeAppeal(db, councilId, { ...closed, endedOn: '2019-01-01' });
    await makeAppeal(db, councilId);
    const [officer, excluded, family] = [
      await makePerson(db, councilId, 'staff', 'Sunil Rao'),
      await makePerson(db, councilId, 'staff', 'Priya Shah'),
      await makePerson(db, councilId, 'family', 'Sam Rowe'),
    ];
    const stranger = await makePerson(db, (await makeCouncil(db)).councilId, 'staff', 'Lee Moss');
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${councilId}, ${caseFileId}, ${excluded.personId}, 'Their nephew', ${officer.personId})`;
    const counts = async (who: typeof officer) => {
      const { grounds } = await inTransaction(who, (tx) => ownAppeals(tx, who as unknown as Scope, ['contents-F']));
      return grounds[0]!.count.whole;
    };
    expect([await counts(officer), await counts(excluded)]).toEqual([7, 6]);
    expect([await counts(family), await counts(stranger)]).toEqual([null, null]);
  });

  test('PAT3 E08: the function reads appeals alone, and gives out no day, name or id', async () => {
    const [row] = await db.owner<{ source: string; columns: string }[]>`
      select prosrc as source, pg_get_function_result(oid) as columns from pg_proc where proname = 'own_closed_appeals'`;
    expect(row!.source.match(/(?:FROM|JOIN)\s+\w+/g)).toEqual(['FROM appeal']);
    expect(row!.columns).not.toMatch(/uuid|date|name/);
  });
});
