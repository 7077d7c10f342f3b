import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isRefusal } from '#domain/access/decide.ts';
import { isRefused } from '#domain/access/refused.ts';
import { AccessEnded, underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { addDays } from '#domain/calendar/date.ts';
import { momentOf } from '#domain/calendar/moment.ts';
import { today } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { caseBar } from '#domain/cases/bar.server.ts';
import { inTransaction } from '#server/db.ts';
import { caseOf, exclude, makeAreaTeam, personalScope, restrictCase } from '../../../../tests/support/area-team.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { scopeFor } from '../../../../tests/support/papers.ts';
import { findStanding, authorise } from '../gate.server.ts';
import { arrangeCover, endCover } from './cover-commands.server.ts';
import { faultInCover } from './cover.ts';
import { coverGaps } from './covers.server.ts';
import { coverRound, spreadCover } from './spread.server.ts';

const todaysDate = today(() => new Date());
const until = addDays(todaysDate, 11);
let db: TestDatabase;
let it: Awaited<ReturnType<typeof makeAreaTeam>>;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  it = await makeAreaTeam(db);
});

const days = { fromOn: todaysDate, toOn: until };
const arrange = (by: Person, away: Person, coveredBy: Person, when = days) => {
  const scope = personalScope(by, 'team:see');
  const asked = { awayId: away.personId, coveredBy: coveredBy.personId, ...when };
  return underScope(scope, (tx) => arrangeCover(tx, scope, asked, todaysDate));
};
const arranged = async (...given: Parameters<typeof arrange>) => {
  const answer = await arrange(...given);
  if (isRefused(answer)) throw new Error(answer.refused);
  return answer;
};
const placeOf = (who: Person, n = 0) => findStanding(who, it.files[n]!.caseFileId);

describe('cover', () => {
  test('COV1 COV3: whoever covers has the same role on every open case, until the end of the last day in London', async () => {
    expect(await arranged(it.sam, it.sam, it.priya)).toMatchObject({ given: 3 });
    for (const n of [0, 1, 2])
      expect(await placeOf(it.priya, n)).toMatchObject({ grant: 'cover', role: 'case_officer' });
    const [row] =
      await db.owner`select ends_at from standing where "grant" = 'cover' and person_id = ${it.priya.personId} limit 1`;
    expect(row!.ends_at).toEqual(momentOf(addDays(until, 1), '00:00'));
    await scopeFor(it.priya, it.files[0]!.caseFileId, 'contact:write');
  });

  test('COV2: oneself, who leads the team and the director arrange; a colleague does not, whatever they post', async () => {
    await expect(arrange(it.nadia, it.sam, it.nadia)).rejects.toThrow(AccessEnded);
    expect(isRefused(await arrange(it.maria, it.sam, it.priya))).toBe(false);
    const forged = inTransaction(it.nadia, (tx) =>
      tx.execute(`insert into cover (council_id, cover_id, away_id, covered_by, from_on, to_on, by)
        values ('${it.councilId}', gen_random_uuid(), '${it.sam.personId}', '${it.nadia.personId}', '${todaysDate}', '${until}', '${it.nadia.personId}')`),
    );
    await expect(forged).rejects.toThrow();
  });

  test('COV4: a case that whoever covers may not see goes to who leads the team; a restricted one to nobody; both are said', async () => {
    await exclude(db, it.councilId, it.files[0]!.caseFileId, it.priya, it.maria);
    await restrictCase(db, it.files[1]!.caseFileId);
    const { coverId } = await arranged(it.sam, it.sam, it.priya);
    expect(isRefusal(await authorise(it.priya, it.files[0]!.caseFileId, 'case:see'))).toBe(true);
    expect(await placeOf(it.maria)).toMatchObject({ grant: 'cover' });
    expect(await placeOf(it.priya, 1)).toMatchObject({ grant: 'none' });
    const gaps = await underScope(personalScope(it.sam, 'team:see'), (tx) => coverGaps(tx, coverId));
    expect(gaps.map(({ instead, restricted }) => [instead, restricted])).toEqual([
      ['Maria Lewis', false],
      [null, true],
    ]);
  });

  test('COV5: everybody on the case reads who is away until when and who answers, and on the day after no more', async () => {
    await arranged(it.sam, it.sam, it.priya);
    const scope = await scopeFor(it.files[0]!.parent, it.files[0]!.caseFileId, 'case:see');
    const bar = (on: string) => underScope(scope, async (tx) => (await caseBar(tx, scope, on)).away);
    expect(await bar(todaysDate)).toBe(`Sam Okoro is away until ${inWords(until)}. Priya Shah answers until then.`);
    expect(await bar(addDays(until, 1))).toBeNull();
    expect(await bar(addDays(todaysDate, -1))).toBeNull();
  });

  test('COV6: what is arranged for later begins by itself, a case that comes meanwhile is covered, and what is over is closed', async () => {
    const later = { fromOn: addDays(todaysDate, 3), toOn: until };
    expect(await arranged(it.sam, it.sam, it.priya, later)).toMatchObject({ given: 0 });
    const spread = (on: string) => inTransaction({ councilId: it.councilId }, (tx) => spreadCover(tx, on));
    expect(await spread(addDays(todaysDate, 2))).toBe(0);
    expect(await spread(addDays(todaysDate, 3))).toBe(3);
    const fresh = await caseOf(db, it.councilId, it.teamId, it.sam, 9);
    expect(await spread(addDays(todaysDate, 4))).toBe(1);
    expect(await findStanding(it.priya, fresh.caseFileId)).toMatchObject({ grant: 'cover' });
    await db.owner`update standing set ends_at = now() where "grant" = 'cover' and council_id = ${it.councilId}`;
    expect(await placeOf(it.priya)).toMatchObject({ grant: 'team' });
    await coverRound.go(it.councilId);
    const [left] =
      await db.owner`select count(*)::int from standing where "grant" = 'cover' and ended_at is null and council_id = ${it.councilId}`;
    expect(left!.count).toBe(0);
  });

  test('COV7: ending it early takes every place back at once, and only who arranges may', async () => {
    const { coverId } = await arranged(it.sam, it.sam, it.priya);
    const end = (by: Person) => {
      const scope = personalScope(by, 'team:see');
      return underScope(scope, (tx) => endCover(tx, scope, coverId));
    };
    expect(await end(it.nadia)).toBeNull();
    expect(await end(it.maria)).toEqual({ ended: 3 });
    expect(await placeOf(it.priya)).toMatchObject({ grant: 'team' });
    expect(await end(it.maria)).toBeNull();
  });

  test('COV8: nobody is covered twice, by themselves, by somebody away, nor over days that are none', async () => {
    await arranged(it.sam, it.sam, it.priya);
    expect(await arrange(it.sam, it.sam, it.nadia)).toMatchObject({ field: 'fromOn' });
    expect(await arrange(it.maria, it.nadia, it.sam)).toMatchObject({ field: 'coveredBy' });
    expect(await arrange(it.maria, it.priya, it.nadia)).toMatchObject({ field: 'fromOn' });
    const asked = { awayId: 'a', coveredBy: 'b' };
    expect(faultInCover({ ...asked, fromOn: 'soon', toOn: until }, todaysDate)).toMatchObject({ field: 'fromOn' });
    expect(faultInCover({ ...asked, fromOn: until, toOn: todaysDate }, todaysDate)).toMatchObject({ field: 'toOn' });
    expect(faultInCover({ ...asked, fromOn: '2020-01-01', toOn: '2020-01-02' }, todaysDate)).toMatchObject({
      field: 'toOn',
    });
    expect(faultInCover({ ...asked, fromOn: todaysDate, toOn: addDays(todaysDate, 400) }, todaysDate)).toMatchObject({
      field: 'toOn',
    });
    expect(faultInCover({ awayId: 'a', coveredBy: 'a', ...days }, todaysDate)).toMatchObject({ field: 'coveredBy' });
  });
});
