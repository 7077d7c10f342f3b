import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { addDays } from '#domain/calendar/date.ts';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { makeCase, scopeFor } from '../../../tests/support/papers.ts';
import { makeCaseFile } from '../../../tests/support/people.ts';
import { cameOn, moveStage } from './stage-moves.server.ts';
import { countWaits, waitAt } from './stage-waits.server.ts';
import type { Stage } from './stage.ts';
import { steer } from './steer.server.ts';

const TODAY = '2026-11-23';
let db: TestDatabase;
let made: Awaited<ReturnType<typeof makeCase>>;
let steering: CaseScope<'case:steer'>;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  made = await makeCase(db);
  steering = (await scopeFor(made.officer, made.caseFileId, 'case:steer')) as CaseScope<'case:steer'>;
});

const truth = { nowSentence: 'We are reading.', tellTheChild: '', waitsFor: '', boardOn: null };
const moves = () =>
  db.owner`select "from", "to", "on"::text as on from stage_move where case_file_id = ${made.caseFileId} order by at`;

describe('when a case came to a stage', () => {
  test('WHR1: steering writes the day it came there, in the same transaction; nothing moved, nothing is written', async () => {
    await underScope(steering, (tx) => steer(tx, steering, { ...truth, stage: 'board' }, TODAY));
    await underScope(steering, (tx) => steer(tx, steering, { ...truth, stage: 'board', waitsFor: 'A cold.' }, TODAY));
    expect(await moves()).toEqual([{ from: 'pre_board_check', to: 'board', on: TODAY }]);
    expect(await underScope(steering, (tx) => cameOn(tx, steering, 'board'))).toBe(TODAY);
  });

  test('WHR1: a move that fails leaves no day behind', async () => {
    const failed = underScope(steering, async (tx) => {
      await moveStage(tx, steering, { from: 'pre_board_check', to: 'board' }, TODAY);
      throw new Error('something else went wrong');
    });
    await expect(failed).rejects.toThrow('something else');
    expect(await moves()).toEqual([]);
  });

  test('WHR1: nobody knows when a case came to a stage it was at before days were written down', async () => {
    await put(made.caseFileId, [[null, 'board', '2026-09-01']]);
    expect(await underScope(steering, (tx) => cameOn(tx, steering, 'board'))).toBeNull();
  });
});

type Move = [from: Stage | null, to: Stage, on: string];
async function put(caseFileId: string, way: readonly Move[]): Promise<void> {
  for (const [from, to, on] of way)
    await db.owner`insert into stage_move (council_id, case_file_id, stage_move_id, "from", "to", "on")
      values (${made.councilId}, ${caseFileId}, ${v7()}, ${from}, ${to}, ${on})`;
}
/** Case files that came to `collect_advice` on a day and left it so many days later. */
async function families(count: number, days: number, leftOn = '2026-10-01'): Promise<void> {
  for (let family = 0; family < count; family++) {
    const file = await makeCaseFile(db, made.councilId, made.teamId);
    await put(file, [
      ['decide_to_assess', 'collect_advice', addDays(leftOn, -days)],
      ['collect_advice', 'pre_board_check', leftOn],
    ]);
  }
}
const counted = () => underScope(steering, (tx) => waitAt(tx, steering, 'collect_advice'));

describe('how long families wait here', () => {
  test('WHR2: counted from this council’s own moves of the last twelve months, and kept for every page', async () => {
    await families(6, 21);
    await families(6, 35);
    await families(20, 300, '2025-10-01');
    expect(await countWaits(made.councilId, TODAY)).toBe(1);
    expect(await counted()).toMatchObject({
      families: 12,
      fromWeeks: 3,
      toWeeks: 5,
      fromOn: '2025-11-23',
      toOn: TODAY,
    });
  });

  test('WHR2: too few families are not kept, and a count that has become too small goes', async () => {
    await families(12, 21);
    await countWaits(made.councilId, TODAY);
    expect(await counted()).not.toBeNull();
    await countWaits(made.councilId, addDays('2026-10-01', 366));
    expect(await counted()).toBeNull();
  });

  test('WHR2: a step put back and done again is one wait; one not left, or begun on a day nobody knows, is none', async () => {
    await families(12, 21);
    const back = await makeCaseFile(db, made.councilId, made.teamId);
    await put(back, [
      ['decide_to_assess', 'collect_advice', '2026-06-01'],
      ['collect_advice', 'pre_board_check', '2026-06-15'],
      ['pre_board_check', 'collect_advice', '2026-06-16'],
      ['collect_advice', 'pre_board_check', '2026-06-23'],
    ]);
    const unknown = await makeCaseFile(db, made.councilId, made.teamId);
    await put(unknown, [
      [null, 'collect_advice', '2024-06-01'],
      ['collect_advice', 'pre_board_check', '2026-06-15'],
    ]);
    const still = await makeCaseFile(db, made.councilId, made.teamId);
    await put(still, [['decide_to_assess', 'collect_advice', '2026-01-01']]);
    await countWaits(made.councilId, TODAY);
    expect(await counted()).toMatchObject({ families: 13, fromWeeks: 3, toWeeks: 4, inside: 13 });
  });

  test('WHR2: whoever looks at a case reads the count and never makes it', async () => {
    await families(12, 21);
    const writing = underScope(steering, (tx) => tx.execute(`select * from days_waited('2025-01-01', '2027-01-01')`));
    expect(await writing).toEqual([]);
    const inserted = underScope(steering, (tx) =>
      tx.execute(`insert into stage_wait (council_id, stage, families, from_on, to_on, from_weeks, to_weeks, inside)
        values ('${made.councilId}', 'board', 99, '2026-01-01', '2026-12-01', 1, 2, 99)`),
    );
    await expect(inserted).rejects.toThrow();
  });
});
