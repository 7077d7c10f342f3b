import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { isRefused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { inTransaction } from '#server/db.ts';
import { makeAppeal } from '../../../../tests/support/appeals.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { anEntry, seedLibrary, shippedCases } from '../../../../tests/support/library.ts';
import { joinTeam, makeCouncil, makePerson, makeTribunalTeam } from '../../../../tests/support/people.ts';
import { appealAtDesk, AppealMoved } from '../begin.server.ts';
import { bearingsOf } from './bearing.server.ts';
import { addByCitation, sayBearing, type Saying } from './say-bearing.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await seedLibrary(db, [
    ...shippedCases(),
    anEntry({ id: 'twin-one', citation: '[2021] UKUT 998 (AAC)' }),
    anEntry({ id: 'twin-two', citation: '[2021] UKUT 998 (LC)' }),
  ]);
  await db.owner`update precedent set superseded_by = 'gk-v-north-somerset-2018' where slug = 'twin-one'`;
});
afterAll(() => db.close());

/** An officer of a tribunal team and what they can do to its appeals. */
async function desk() {
  const { councilId } = await makeCouncil(db);
  const officer = await makePerson(db, councilId, 'staff', 'Tess Bell');
  await joinTeam(db, await makeTribunalTeam(db, councilId), officer);
  const scope = officer as unknown as Scope;
  const appeal = async (issueTags: string[], words = '') => {
    const appealId = await makeAppeal(db, councilId, { issueTags });
    if (words)
      await db.owner`insert into appeal_issue (council_id, appeal_issue_id, appeal_id, number, words, added_by)
        values (${councilId}, ${v7()}, ${appealId}, 1, ${words}, ${officer.personId})`;
    return appealId;
  };
  const see = (appealId: string, limit = 10) =>
    inTransaction(officer, async (tx) => bearingsOf(tx, scope, (await appealAtDesk(tx, scope, appealId))!, limit));
  const say = (appealId: string, saying: Saying) =>
    inTransaction(officer, (tx) => sayBearing(tx, scope, appealId, saying));
  const add = (appealId: string, citation: string, reason = 'It is our point') =>
    inTransaction(officer, (tx) => addByCitation(tx, scope, appealId, { citation, reason }));
  return { councilId, officer, appeal, see, say, add };
}
const slugs = (bearings: { slug: string }[]) => bearings.map(({ slug }) => slug);
const HOLIDAYS = 'gk-v-north-somerset-2018';

describe('decided cases beside an appeal', () => {
  test('MAT1: the words of its issues and its tags find the case, with its triage note and every reason', async () => {
    const { appeal, see } = await desk();
    const { bears } = await see(await appeal(['therapy'], 'Speech therapy in the summer holidays'));
    expect(bears[0]).toMatchObject({ slug: HOLIDAYS, verified: true, said: null });
    expect(bears[0]!.triageNote).toContain('holiday');
    expect(bears[0]!.terms.map(({ why }) => why)).toContain('Both are about “Therapy”');
    expect(bears.length).toBeGreaterThan(4);
  });

  test('MAT2: what does not bear goes, with its reason, and can be brought back; what bears stands first', async () => {
    const { appeal, see, say, councilId } = await desk();
    const appealId = await appeal(['therapy'], 'Speech therapy in the summer holidays');
    await say(appealId, { slug: HOLIDAYS, says: 'does_not_bear', reason: 'It is term time only' });
    const without = await see(appealId);
    expect(slugs(without.bears)).not.toContain(HOLIDAYS);
    expect(without.removed).toMatchObject([{ slug: HOLIDAYS, said: { reason: 'It is term time only' } }]);
    await say(appealId, { slug: HOLIDAYS, says: 'unsaid', reason: '' });
    expect(slugs((await see(appealId)).bears)).toContain(HOLIDAYS);
    await say(appealId, { slug: 'ab-v-north-somerset-2010', says: 'bears', reason: 'He is a year behind' });
    await say(appealId, { slug: 'ab-v-north-somerset-2010', says: 'bears', reason: 'He is a year behind' });
    expect((await see(appealId, 3)).bears[0]!.slug).toBe('ab-v-north-somerset-2010');
    const [kept] = await db.owner`select count(*)::integer as rows from bearing_said where council_id = ${councilId}`;
    expect(kept!['rows']).toBe(3);
  });

  test('MAT2: a word needs a reason, an open appeal, a case of the library and somebody of the team', async () => {
    const { appeal, say, councilId } = await desk();
    const appealId = await appeal(['therapy']);
    expect(await say(appealId, { slug: HOLIDAYS, says: 'bears', reason: '' })).toMatchObject({
      field: `reason-${HOLIDAYS}`,
    });
    expect(isRefused(await say(appealId, { slug: 'no-such-case', says: 'bears', reason: 'x' }))).toBe(true);
    const elsewhere = await desk();
    await expect(elsewhere.say(appealId, { slug: HOLIDAYS, says: 'bears', reason: 'x' })).rejects.toThrow(AppealMoved);
    await db.owner`update appeal set stage = 'closed' where council_id = ${councilId}`;
    await expect(say(appealId, { slug: HOLIDAYS, says: 'bears', reason: 'x' })).rejects.toThrow(AppealMoved);
  });

  test('MAT3: what is said in one appeal is a reason in this council’s next with the same issue, and in no other’s', async () => {
    const { appeal, see, say } = await desk();
    const bowers = 'east-riding-v-bowers-2026';
    await say(await appeal(['therapy']), { slug: bowers, says: 'bears', reason: 'The same activity' });
    await say(await appeal(['therapy']), { slug: HOLIDAYS, says: 'does_not_bear', reason: 'Term time' });
    const why = async (see_: typeof see, appealId: string, slug: string) =>
      (await see_(appealId, 50)).bears.find((one) => one.slug === slug)?.terms.map((term) => term.why) ?? [];
    const next = await appeal(['therapy', 'specificity']);
    expect(await why(see, next, bowers)).toContain(
      'With one of these issues, your council said in 1 other appeal that it bears',
    );
    expect(await why(see, next, HOLIDAYS)).toContain(
      'With one of these issues, your council said in 1 other appeal that it does not',
    );
    expect((await why(see, await appeal(['eotas', 'specificity']), bowers)).join()).not.toContain('your council said');
    const other = await desk();
    expect((await why(other.see, await other.appeal(['therapy', 'specificity']), bowers)).join()).not.toContain(
      'your council',
    );
  });

  test('MAT5: a citation is found however it is typed; one that does not exist, or not in that form, is said so', async () => {
    const { appeal, see, add } = await desk();
    const appealId = await appeal([]);
    const known = shippedCases().find(({ id }) => id === HOLIDAYS)!.citation;
    expect(await add(appealId, known.toLowerCase().replace(/[[\]()]/g, ''))).toBe('said');
    expect((await see(appealId)).bears[0]!.slug).toBe(HOLIDAYS);
    expect(await add(appealId, '[2016] UKUT 9999 (AAC)')).toMatchObject({
      field: 'citation',
      refused: expect.stringContaining('is not in the library'),
    });
    expect(await add(appealId, 'that one about holidays')).toMatchObject({ field: 'citation' });
    expect(await add(appealId, '[2021] UKUT 998')).toMatchObject({ refused: expect.stringContaining('more than one') });
    expect(await add(appealId, '[2021] UKUT 998 (AAC)', '')).toMatchObject({ field: 'why' });
    await add(appealId, '[2021] UKUT 998 (AAC)');
    const twin = (await see(appealId)).bears.find(({ slug }) => slug === 'twin-one')!;
    expect(twin.supersededBy?.slug).toBe(HOLIDAYS);
    expect(twin.terms.map(({ why }) => why)).toContain('A later case took its place');
  });
});
