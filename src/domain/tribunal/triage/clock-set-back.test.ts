import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { v7 } from 'uuid';
import { addDays } from '#domain/calendar/date.ts';
import { dateOf, today } from '#domain/calendar/today.ts';
import { atDesk, makeAppealTeam } from '../../../../tests/support/appeal-team.ts';
import { makeAppeal } from '../../../../tests/support/appeals.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { seedLibrary, shippedCases } from '../../../../tests/support/library.ts';
import { appealAtDesk } from '../begin.server.ts';
import { saidHere } from '../this-appeal/bearing-said.server.ts';
import { sayBearing, type Saying } from '../this-appeal/say-bearing.server.ts';
import { claimAppeal, releaseAppeal, takeOverAppeal } from './claim.server.ts';
import { queuePage } from './queue.server.ts';
import type { ReviewPath } from './review.ts';
import { recordReview } from './review.server.ts';
import { newestReviews, reviewsOf } from './reviews.server.ts';

const HOUR_MS = 3_600_000;
const slug = 'gk-v-north-somerset-2018';
const day = today(() => new Date());
let db: TestDatabase;
let team: Awaited<ReturnType<typeof makeAppealTeam>>;
let appealId: string;
beforeAll(async () => {
  db = await freshDatabase();
  team = await makeAppealTeam(db);
  await seedLibrary(db, shippedCases());
});
afterAll(() => db.close());
beforeEach(async () => void (appealId = await makeAppeal(db, team.councilId, { papersOn: addDays(day, -2) })));
afterEach(() => void vi.useRealTimers());

const setBack = (byMs: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - byMs });
const review = (path: ReviewPath) =>
  atDesk(team.tess, (tx, scope) => {
    const answers = { sameToday: 'no', canShow: 'yes', wouldSettle: 'Therapy each week' } as const;
    const given = { answers, path, reason: 'New advice', lookAgainOn: addDays(day, 3), version: 1 };
    return recordReview(tx, scope, appealId, given, day);
  });
const say = (says: Saying['says']) =>
  atDesk(team.tess, (tx, scope) => sayBearing(tx, scope, appealId, { slug, says, reason: 'It is our point' }));
const held = () => atDesk(team.tess, async (tx, scope) => (await appealAtDesk(tx, scope, appealId))!);

/** As if it had been written while the database's clock was an hour fast, which has been put right since. */
const writtenFast = () => db.owner`
  insert into appeal_review (council_id, appeal_review_id, appeal_id, "when", answers, path, reason, by, at, look_again_on)
  values (${team.councilId}, ${v7({ msecs: Date.now() + HOUR_MS })}, ${appealId}, 'officer', '{"sameToday":"yes","canShow":"yes","wouldSettle":""}',
    'contest', 'Before', ${team.ravi.personId}, now() + interval '1 hour', ${addDays(day, 3)})`;

describe('when a clock is set back', () => {
  test('TRI9 X24: the newest answer is the last one written, though an earlier one says it was later', async () => {
    await writtenFast();
    await review('settle_early');
    await review('unopposed');
    const newest = await atDesk(team.tess, (tx, scope) => newestReviews(tx, scope, [appealId]));
    expect(newest.get(appealId)).toMatchObject({ path: 'unopposed' });
    const all = await atDesk(team.tess, (tx, scope) => reviewsOf(tx, scope, appealId));
    expect(all.map(({ path }) => path)).toEqual(['unopposed', 'settle_early', 'contest']);
  });

  test('TRI8 X24: an answer is of the server’s day in England, whatever the clock of this process says', async () => {
    setBack(365 * 24 * HOUR_MS);
    await review('settle_early');
    const newest = await atDesk(team.tess, (tx, scope) => newestReviews(tx, scope, [appealId]));
    const [clock] = await db.owner<{ now: Date }[]>`select now()`;
    expect(newest.get(appealId)!.on).toBe(dateOf(clock!.now));
  });

  test('MAT2 X24: the newest word on a decided case counts, though an earlier one says it was later', async () => {
    await db.owner`insert into bearing_said (council_id, bearing_said_id, appeal_id, slug, says, reason, by, at)
      values (${team.councilId}, ${v7({ msecs: Date.now() + HOUR_MS })}, ${appealId}, ${slug}, 'bears', 'Before', ${team.ravi.personId}, now() + interval '1 hour')`;
    await say('does_not_bear');
    const said = await atDesk(team.tess, async (tx, scope) =>
      saidHere(tx, scope, await appealAtDesk(tx, scope, appealId).then((row) => row!)),
    );
    expect(said.get(slug)).toMatchObject({ says: 'does_not_bear' });
  });

  test('TRI1 TRI2 TRI4 X24: who has an appeal is who took it last, and a page is old by its version and not by its hour', async () => {
    await atDesk(team.tess, (tx, scope) => claimAppeal(tx, scope, appealId));
    const shown = (await held()).version;
    setBack(HOUR_MS);
    const taking = { reason: 'Tess is away', version: shown };
    await atDesk(team.rosa, (tx, scope) => takeOverAppeal(tx, scope, appealId, taking));
    const again = atDesk(team.rosa, (tx, scope) => takeOverAppeal(tx, scope, appealId, taking));
    await expect(again).rejects.toMatchObject({ why: 'changed' });
    expect(await held()).toMatchObject({ claimedBy: team.rosa.personId, version: shown + 1 });
    await atDesk(team.rosa, (tx, scope) => releaseAppeal(tx, scope, appealId));
    await atDesk(team.ravi, (tx, scope) => claimAppeal(tx, scope, appealId));
    expect(await held()).toMatchObject({ claimedBy: team.ravi.personId, version: shown + 3 });
  });

  test('TRI5 X24: the queue stands by the day something is due, and not by when a clock says it was added', async () => {
    const { councilId, tess } = await makeAppealTeam(db);
    const due = (days: number, addedAt: Date) => makeAppeal(db, councilId, { nextDueOn: addDays(day, days), addedAt });
    const second = await due(2, new Date(Date.now() + HOUR_MS));
    const first = await due(1, new Date());
    const third = await due(3, new Date(Date.now() - HOUR_MS));
    const asked = { part: 'nobody', ground: null, words: '', after: null } as const;
    const { rows } = await atDesk(tess, (tx, scope) => queuePage(tx, scope, asked, day));
    expect(rows.slice(0, 3).map((row) => row.appealId)).toEqual([first, second, third]);
  });
});
