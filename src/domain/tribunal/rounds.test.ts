import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays } from '#domain/calendar/date.ts';
import { inTransaction } from '#server/db.ts';
import { makeAppealTeam } from '../../../tests/support/appeal-team.ts';
import { makeAppeal, makeAppealOn } from '../../../tests/support/appeals.ts';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { askAgainOn } from './rounds.server.ts';
import { dayTenOfPapersBy } from './triage/papers-by.ts';

const hearingOn = '2026-12-21';
const sent = { stage: 'responded', hearingOn } as const;
let db: TestDatabase;
let team: Awaited<ReturnType<typeof makeAppealTeam>>;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  team = await makeAppealTeam(db);
  // The team's own appeal is out of the way of what each test counts.
  await db.owner`update appeal set stage = 'responded' where council_id = ${team.councilId}`;
});

const go = (day: string) => askAgainOn(team.councilId, day);
const mails = async () =>
  db.owner<{ to: string; all: string }[]>`
    select "to", subject || ' ' || body as all from outbox where council_id = ${team.councilId}`;
const addressOf = async (personId: string) =>
  (await db.owner`select email from person where person_id = ${personId}`)[0]!['email'] as string;
const review = (appealId: string, on: string) => db.owner`
  insert into appeal_review (council_id, appeal_review_id, appeal_id, "when", answers, path, reason, by, at)
  values (${team.councilId}, gen_random_uuid(), ${appealId}, 'officer', '{}', 'contest', 'Why', ${team.tess.personId}, ${new Date(`${on}T12:00:00Z`)})`;

describe('asking again', () => {
  test('TRI13: on each of the three days, once, however often it looks and however late it looks', async () => {
    await makeAppeal(db, team.councilId, sent);
    const told = [];
    for (let day = addDays(hearingOn, -22); day <= addDays(hearingOn, 1); day = addDays(day, 1))
      told.push((await go(day)) + (await go(day)));
    expect(told).toEqual([0, 0, 1, ...Array(9).fill(0), 1, ...Array(4).fill(0), 1, ...Array(6).fill(0)]);
  });

  test('TRI13: an answer since the day before makes it silent, and a hearing that moves is told of again', async () => {
    const appealId = await makeAppeal(db, team.councilId, sent);
    await review(appealId, '2026-12-01');
    expect(await go('2026-12-02')).toBe(0);
    expect(await go('2026-12-11')).toBe(1);
    await db.owner`update appeal set hearing_on = '2026-12-22' where appeal_id = ${appealId}`;
    expect(await go('2026-12-12')).toBe(1);
    expect(await go('2026-12-12')).toBe(0);
  });

  test.each([
    ['heard', { ...sent, stage: 'heard' }],
    ['closed', { ...sent, stage: 'closed' }],
    ['without a day', { ...sent, hearingOn: null }],
  ] as const)('TRI13: an appeal that is %s is not asked about', async (_, given) => {
    await makeAppeal(db, team.councilId, given);
    expect(await go('2026-12-18')).toBe(0);
  });

  test('TRI13: day 10 of the papers tells of one nobody answered about; in a year of unknown bank holidays nobody is told too early', async () => {
    expect(dayTenOfPapersBy('2026-09-16')).toBe('2026-09-02');
    expect(dayTenOfPapersBy('2026-08-15')).toBe('2026-07-19');
    expect(dayTenOfPapersBy('2090-09-16')).toBeNull();
    const appealId = await makeAppeal(db, team.councilId, { papersOn: '2026-09-02' });
    expect([await go('2026-09-15'), await go('2026-09-16'), await go('2026-09-17')]).toEqual([0, 1, 0]);
    expect(await go('2090-09-16')).toBe(0);
    const answered = await makeAppeal(db, team.councilId, { papersOn: '2026-09-02' });
    await review(answered, '2026-09-03');
    expect(await go('2026-09-20')).toBe(0);
    const rows =
      await db.owner`select target from history where council_id = ${team.councilId} and action = 'appeal.asked_again'`;
    expect(rows).toEqual([{ target: appealId }]);
  });

  test('TRI13 E08: whoever has it and the leaders are told once each, and not what; the excluded and everybody else are not', async () => {
    const { councilId, caseFileId, tess, rosa, officer } = team;
    const claimed = { ...sent, claimedBy: tess.personId, claimedAt: new Date() };
    await makeAppealOn(db, team, claimed);
    await makeAppealOn(db, team, claimed);
    expect(await go('2026-12-18')).toBe(2);
    expect((await mails()).map(({ to }) => to).sort()).toEqual(
      [await addressOf(tess.personId), await addressOf(rosa.personId)].sort(),
    );
    for (const { all } of await mails()) expect(all).not.toMatch(/Maya|Rowe|appeal|hearing/i);
    await db.owner`delete from outbox where council_id = ${councilId}`;
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${councilId}, ${caseFileId}, ${rosa.personId}, 'Kin', ${officer.personId})`;
    await makeAppealOn(db, team, claimed);
    await go('2026-12-18');
    expect((await mails()).map(({ to }) => to)).toEqual([await addressOf(tess.personId)]);
  });

  test('TRI13 A15: that it was told of is seen by no person, of the team or not', async () => {
    const appealId = await makeAppealOn(db, team, sent);
    await go('2026-12-18');
    for (const who of [team.rosa, team.officer, team.parent])
      expect(
        await inTransaction({ ...who, caseFileId: team.caseFileId }, (tx) => tx.execute('select 1 from appeal_asked')),
      ).toHaveLength(0);
    expect(await db.owner`select 1 from appeal_asked where appeal_id = ${appealId}`).toHaveLength(1);
  });
});
