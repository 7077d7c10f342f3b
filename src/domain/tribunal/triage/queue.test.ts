import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#domain/calendar/date.ts';
import { atDesk, makeAppealTeam } from '../../../../tests/support/appeal-team.ts';
import { makeAppeal } from '../../../../tests/support/appeals.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { childNames } from '../children.server.ts';
import { cursorInAddress, readCursor } from './cursor.server.ts';
import { PAGE, queueCounts, queuePage, type QueueAsked } from './queue.server.ts';

const today = '2026-10-01';
let db: TestDatabase;
let team: Awaited<ReturnType<typeof makeAppealTeam>>;
beforeAll(async () => {
  db = await freshDatabase();
  team = await makeAppealTeam(db);
});
afterAll(() => db.close());

type Member = typeof team.tess;
const page = (who: Member, asked: Partial<QueueAsked> = {}) =>
  atDesk(who, (tx, scope) =>
    queuePage(tx, scope, { part: 'nobody', ground: null, words: '', after: null, ...asked }, today),
  );
const ids = async (who: Member, asked: Partial<QueueAsked> = {}) =>
  (await page(who, asked)).rows.map(({ appealId }) => appealId);

describe('the queue of the tribunal team', () => {
  test('TRI5: four parts, each with its count; an appeal that has ended is in none', async () => {
    const { councilId, tess, ravi } = team;
    const mine = await makeAppeal(db, councilId, { claimedBy: tess.personId, claimedAt: new Date() });
    const theirs = await makeAppeal(db, councilId, { claimedBy: ravi.personId, claimedAt: new Date() });
    const near = await makeAppeal(db, councilId, { hearingOn: addDays(today, 20) });
    await makeAppeal(db, councilId, { hearingOn: addDays(today, 21) });
    await makeAppeal(db, councilId, { stage: 'closed', hearingOn: today, outcome: 'dismissed', endedOn: today });
    expect(await ids(tess, { part: 'mine' })).toEqual([mine]);
    expect(await ids(tess, { part: 'others' })).toEqual([theirs]);
    expect((await page(tess, { part: 'others' })).rows[0]).toMatchObject({ holder: 'Ravi Shah' });
    expect(await ids(tess, { part: 'hearing' })).toEqual([near]);
    expect(await atDesk(tess, (tx, scope) => queueCounts(tx, scope, today))).toEqual({
      ...{ nobody: 3, mine: 1, others: 1, hearing: 1 },
    });
  });

  test('TRI5: what is due first is first, what has no day is last, and pages miss and repeat nothing', async () => {
    const other = await makeAppealTeam(db);
    const made: string[] = [];
    for (let nth = 0; nth < PAGE * 2 + 5; nth += 1)
      made.push(await makeAppeal(db, other.councilId, { nextDueOn: nth % 3 ? addDays(today, nth % 7) : null }));
    const seen: { appealId: string; nextDueOn: string | null }[] = [];
    let after = null;
    do {
      const { rows, next }: Awaited<ReturnType<typeof page>> = await page(other.tess, { after });
      expect(rows.length).toBeLessThanOrEqual(PAGE);
      seen.push(...rows);
      after = next && readCursor(cursorInAddress(next));
    } while (after);
    expect(seen.map(({ appealId }) => appealId).sort()).toEqual([...made, other.appealId].sort());
    const days = seen.map(({ nextDueOn }) => nextDueOn ?? '9999');
    expect(days).toEqual(days.toSorted());
  });

  test('TRI5: a cursor that somebody wrote themselves shows the first page', () => {
    for (const text of [null, '', 'none', 'none.x', "none.'; drop table appeal", `2026-02-30.${crypto.randomUUID()}`])
      expect(readCursor(text), String(text)).toBeNull();
  });

  test('TRI5 A22: it is found by its number or its child’s name, kept here or on its case; the excluded find and count nothing of it', async () => {
    const { councilId, caseFileId, appealId, rosa, officer, tess } = team;
    const [row] = await db.owner<{ number: string }[]>`select number from appeal where appeal_id = ${appealId}`;
    const alone = await makeAppeal(db, councilId, { childName: 'Zoë O’Neill' });
    expect(await ids(tess, { words: ` ${row!.number.toLowerCase()} ` })).toEqual([appealId]);
    expect(await ids(tess, { words: 'maya ro' })).toEqual([appealId]);
    expect(await ids(tess, { words: 'zoe oneill' })).toEqual([alone]);
    expect(await ids(tess, { words: 'zoe', ground: 'cease' })).toEqual([]);
    const names = await atDesk(tess, async (tx, scope) =>
      childNames(
        tx,
        (await queuePage(tx, scope, { part: 'nobody', ground: null, words: '', after: null }, today)).rows,
      ),
    );
    expect([names.get(appealId), names.get(alone)]).toEqual(['Maya Rowe', 'Zoë O’Neill']);
    const before = await atDesk(rosa, (tx, scope) => queueCounts(tx, scope, today));
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${councilId}, ${caseFileId}, ${rosa.personId}, 'Kin', ${officer.personId})`;
    expect(await ids(rosa, { words: 'maya' })).toEqual([]);
    expect(await ids(rosa)).not.toContain(appealId);
    const now = await atDesk(rosa, (tx, scope) => queueCounts(tx, scope, today));
    expect(now.nobody).toBe(before.nobody - 1);
    const hidden = await atDesk(rosa, (tx) => childNames(tx, [{ appealId, caseFileId, childName: null }]));
    expect(hidden.size).toBe(0);
  });

  test('A13 A22: staff who are not of the team, and anybody of another council, find, count and name nothing', async () => {
    const { officer, appealId, caseFileId } = team;
    const elsewhere = (await makeAppealTeam(db)).tess;
    for (const who of [officer, elsewhere]) {
      expect(await ids(who, { words: 'maya ro' })).not.toContain(appealId);
      const names = await atDesk(who, (tx) => childNames(tx, [{ appealId, caseFileId, childName: null }]));
      expect(names.size).toBe(0);
    }
    expect(await atDesk(officer, (tx, scope) => queueCounts(tx, scope, today))).toEqual({
      ...{ nobody: 0, mine: 0, others: 0, hearing: 0 },
    });
  });
});
