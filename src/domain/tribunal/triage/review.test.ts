import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#domain/calendar/date.ts';
import { today } from '#domain/calendar/today.ts';
import { giveStanding, joinTeam, makePerson } from '../../../../tests/support/people.ts';
import { atDesk, makeAppealTeam } from '../../../../tests/support/appeal-team.ts';
import { makeAppeal } from '../../../../tests/support/appeals.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { inTransaction } from '#server/db.ts';
import { answerReview, recordReview, type NewReview } from './review.server.ts';
import { newestReviews, reviewsOf } from './reviews.server.ts';

const day = today(() => new Date());
let db: TestDatabase;
let team: Awaited<ReturnType<typeof makeAppealTeam>>;
beforeAll(async () => {
  db = await freshDatabase();
  team = await makeAppealTeam(db);
});
afterAll(() => db.close());

type Member = typeof team.tess;
const answers = { sameToday: 'no', canShow: 'in_part', wouldSettle: 'Speech therapy each week' } as const;
const review = (who: Member, appealId: string, more: Partial<NewReview> = {}) =>
  atDesk(who, (tx, scope) =>
    recordReview(
      tx,
      scope,
      appealId,
      { answers, path: 'settle_early', reason: 'Canaryreason', lookAgainOn: addDays(day, 3), version: 1, ...more },
      day,
    ),
  );
const word = (who: Member, appealId: string, reviewId: string) =>
  atDesk(who, (tx, scope) => answerReview(tx, scope, appealId, { reviewId, says: 'agrees', reason: 'So do I' }));
const seen = (who: Member, appealId: string) => atDesk(who, (tx, scope) => reviewsOf(tx, scope, appealId));
/** Registered so lately that its response is still to come. */
const fresh = (more = {}) => makeAppeal(db, team.councilId, { papersOn: addDays(day, -2), ...more });

describe('concede now?', () => {
  test('TRI9: an answer is kept as it was given, with who, when and why it was asked; the appeal stays where it is', async () => {
    const appealId = await fresh();
    await review(team.tess, appealId);
    const [one] = await seen(team.ravi, appealId);
    expect(one).toMatchObject({ answers, path: 'settle_early', when: 'day_10', byName: 'Tess Bell', managerAt: null });
    await review(team.ravi, appealId, { path: 'contest' });
    expect((await seen(team.tess, appealId)).map(({ path }) => path)).toEqual(['contest', 'settle_early']);
    const newest = await atDesk(team.tess, (tx, scope) => newestReviews(tx, scope, [appealId]));
    expect(newest.get(appealId)).toMatchObject({ on: day, path: 'contest' });
    const [row] = await db.owner`select stage, outcome from appeal where appeal_id = ${appealId}`;
    expect(row).toEqual({ stage: 'registered', outcome: 'pending' });
    await expect(db.owner`update appeal_review set reason = 'Other' where appeal_id = ${appealId}`).rejects.toThrow(
      /never change/,
    );
  });

  test('TRI9: not opposing comes too late when the response was sent or was due, and consent too early before it', async () => {
    const sent = await fresh({ stage: 'responded' });
    expect(await review(team.tess, sent, { path: 'unopposed' })).toMatchObject({ field: 'path' });
    const late = await fresh({ papersOn: '2026-01-12' });
    expect(await review(team.tess, late, { path: 'unopposed' })).toMatchObject({
      refused: expect.stringContaining('Our response was due on'),
    });
    const early = await fresh();
    expect(await review(team.tess, early, { path: 'consent' })).toMatchObject({ field: 'path' });
    expect(await review(team.tess, early, { path: 'unopposed' })).toMatchObject({ appealId: early });
    expect([await seen(team.tess, sent), await seen(team.tess, late)]).toEqual([[], []]);
  });

  test('TRI9 TRI11: a day that cannot be, a page that is old and an appeal that has ended keep nothing', async () => {
    const appealId = await fresh();
    expect(await review(team.tess, appealId, { lookAgainOn: day })).toMatchObject({ field: 'lookAgainOn' });
    await expect(review(team.tess, appealId, { version: 9 })).rejects.toMatchObject({ why: 'changed' });
    const ended = await fresh({ stage: 'closed', outcome: 'dismissed', endedOn: day });
    await expect(review(team.tess, ended)).rejects.toMatchObject({ why: 'closed' });
    expect(await seen(team.tess, appealId)).toEqual([]);
  });

  test('TRI10: a leader who did not write it says whether they agree, and only once', async () => {
    const { councilId, tribunalTeam, tess, ravi, rosa } = team;
    const appealId = await fresh();
    const second = await makePerson(db, councilId, 'staff', 'Joan Hale');
    await joinTeam(db, tribunalTeam, second, 'leads');
    await review(rosa, appealId);
    const id = (await seen(tess, appealId))[0]!.appealReviewId;
    expect(await word(ravi, appealId, id)).toMatchObject({ field: 'says' });
    expect(await word(rosa, appealId, id)).toMatchObject({ refused: expect.stringContaining('You wrote this answer') });
    await word(second, appealId, id);
    expect((await seen(tess, appealId))[0]).toMatchObject({ managerName: 'Joan Hale', managerSays: 'agrees' });
    await expect(word(second, appealId, id)).rejects.toMatchObject({ why: 'changed' });
    // A23: another appeal's answer is not this one's.
    await expect(word(second, team.appealId, id)).rejects.toMatchObject({ why: 'gone' });
  });

  test('TRI12 A15: nobody on the case reads it, sees it in the history they are shown, or is told; messages name nothing', async () => {
    const { councilId, caseFileId, appealId, tess, officer, parent } = team;
    const manager = await makePerson(db, councilId, 'staff', 'Mary Poole');
    await giveStanding(db, councilId, caseFileId, manager.personId, 'senior_manager');
    await review(tess, appealId);
    for (const who of [officer, manager, parent])
      expect(await inTransaction({ ...who, caseFileId }, (tx) => reviewsOf(tx, who as never, appealId))).toEqual([]);
    await expect(review(officer, appealId)).rejects.toMatchObject({ why: 'gone' });
    const mails = await db.owner<{ to: string; all: string }[]>`select "to", subject || ' ' || body as all from outbox`;
    expect(mails.length).toBeGreaterThan(0);
    for (const { all } of mails) expect(all).not.toMatch(/Canary|Maya|Rowe|settle|appeal/i);
    const told =
      await db.owner`select 1 from outbox o join person p on p.email = o."to" and p.person_id = any(${[officer.personId, manager.personId, parent.personId]})`;
    expect(told).toHaveLength(0);
  });
});
