import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scope } from '#domain/access/scope.ts';
import { today } from '#domain/calendar/today.ts';
import { inTransaction, type OnBehalf } from '#server/db.ts';
import { now } from '#server/clock.ts';
import { makeAppeal } from '../../../../tests/support/appeals.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { joinTeam, makeCouncil, makePerson, makeTribunalTeam } from '../../../../tests/support/people.ts';
import { lastThreeYears } from './past-outcomes.ts';
import { pastOutcomes } from './past-outcomes.server.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

async function team() {
  const { councilId } = await makeCouncil(db);
  const officer = await makePerson(db, councilId, 'staff', 'Tess Bell');
  await joinTeam(db, await makeTribunalTeam(db, councilId), officer);
  const closed = async (many: number, given: Parameters<typeof makeAppeal>[2]) => {
    const { from } = lastThreeYears(today(now));
    for (let made = 0; made < many; made++)
      await makeAppeal(db, councilId, { stage: 'closed', endedOn: from, hearingOn: from, ...given });
  };
  return { councilId, officer, closed };
}
const about = { ground: 'plan_contents', sections: ['F'], issueTags: ['therapy'] } as const;
const past = (who: OnBehalf) =>
  inTransaction(who, (tx) =>
    pastOutcomes(tx, who as unknown as Scope, {
      ...about,
      sections: [...about.sections],
      issueTags: [...about.issueTags],
    }),
  );

test('PAT1: only this council’s closed appeals on the same ground and section, in the last three academic years, are counted', async () => {
  const { officer, closed } = await team();
  const { from } = lastThreeYears(today(now));
  await closed(6, { outcome: 'consent_order', sections: ['B', 'F'], issueTags: ['therapy'] });
  await closed(5, { outcome: 'allowed', sections: ['F'], issueTags: ['therapy'] });
  await closed(5, { outcome: 'withdrawn_resolved', sections: ['F'] });
  await closed(7, { outcome: 'struck_out', sections: ['F'] });
  await closed(9, { outcome: 'consent_order', sections: ['I'] });
  await closed(9, { outcome: 'consent_order', ground: 'cease', sections: [] });
  await closed(9, { outcome: 'consent_order', endedOn: '2019-01-01' });
  await closed(9, { outcome: 'pending', stage: 'registered', endedOn: null });
  await (await team()).closed(9, { outcome: 'consent_order' });
  const { ground, issues, period } = await past(officer);
  expect(period.from).toBe(from);
  expect(ground).toMatchObject({ whole: 23, settled: 11, medianDays: 0 });
  expect(issues[0]).toMatchObject({ whole: 11, settled: 6 });
});

test('PAT1 A13: whoever is not of the team counts nothing', async () => {
  const { councilId, closed } = await team();
  await closed(6, { outcome: 'consent_order' });
  const other = await makePerson(db, councilId, 'staff', 'Sunil Rao');
  expect((await past(other)).ground.whole).toBeNull();
});
