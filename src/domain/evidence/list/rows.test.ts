import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCase, scopeFor } from '../../../../tests/support/papers.ts';
import { isRefused } from '../begin.server.ts';
import { confirm, confirmationsOf } from './confirm.server.ts';
import { expectPapers } from './expected.server.ts';
import { seenSha256 } from '../fingerprint.server.ts';
import { addRow, answerRow } from './rows-commands.server.ts';
import { rowsOf } from './rows.server.ts';
import type { SeenPoint } from './seen.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

async function checkedCase() {
  const made = await makeCase(db);
  const family = await scopeFor(made.parent, made.caseFileId, 'paper:answer');
  const council = await scopeFor(made.officer, made.caseFileId, 'paper:answer');
  await underScope(council, (tx) =>
    expectPapers(tx, council, { requestReceivedOn: '2026-09-01', childBornOn: '2017-05-02' }),
  );
  const rows = () => underScope(family, (tx) => rowsOf(tx, family));
  return { ...made, family, council, rows };
}

describe('the list of papers', () => {
  test('EV1 EV3: a new case file starts with the papers the law expects, each with its day', async () => {
    const { rows } = await checkedCase();
    const list = await rows();
    expect(list.map(({ kind }) => kind)).toEqual([
      'family',
      'education',
      'medical',
      'psychological',
      'social_care',
      'council_other',
      'family_request',
    ]);
    expect(list.map(({ dueOn }) => dueOn)).toEqual([null, ...Array(6).fill('2026-11-24')]);
  });

  test('EV4: each side answers for itself, and history keeps every answer', async () => {
    const { family, council, rows, caseFileId } = await checkedCase();
    const { checkRowId } = (await rows())[3]!;
    await underScope(family, (tx) => answerRow(tx, family, { checkRowId, answer: 'not_sure', note: '' }));
    await underScope(family, (tx) =>
      answerRow(tx, family, { checkRowId, answer: 'missing', note: 'We were told May' }),
    );
    await underScope(council, (tx) =>
      answerRow(tx, council, { checkRowId, answer: 'not_needed', note: ' the school has sent one ' }),
    );
    expect((await rows())[3]).toMatchObject({
      family: { answer: 'missing', note: 'We were told May', byName: 'Dana' },
      council: { answer: 'not_needed', note: 'the school has sent one', byName: 'Priya Shah' },
    });
    const kept = await db.owner`select action from history where chain_id = ${caseFileId}`;
    expect(kept.map(({ action }) => action)).toEqual(['check.answered', 'check.answered', 'check.answered']);
  });

  test('EV6: a refused answer changes nothing', async () => {
    const { family, rows } = await checkedCase();
    const { checkRowId } = (await rows())[0]!;
    const answer = await underScope(family, (tx) =>
      answerRow(tx, family, { checkRowId, answer: 'not_needed', note: ' ' }),
    );
    expect(answer).toMatchObject({ field: `note-${checkRowId}` });
    expect((await rows())[0]!.family).toBeNull();
  });

  test('A23: a row of another case file is as unknown as one that never was', async () => {
    const mine = await checkedCase();
    const theirs = await checkedCase();
    const { checkRowId } = (await theirs.rows())[0]!;
    const answer = await underScope(mine.family, (tx) =>
      answerRow(tx, mine.family, { checkRowId, answer: 'there', note: '' }),
    );
    expect(answer).toBeNull();
    expect((await theirs.rows())[0]!.family).toBeNull();
  });

  test('EV4: somebody whose access has ended while the page was open changes nothing', async () => {
    const { family, rows, parent } = await checkedCase();
    const { checkRowId } = (await rows())[0]!;
    await db.owner`update standing set ended_at = now(), epoch = epoch + 1 where person_id = ${parent.personId}`;
    await expect(
      underScope(family, (tx) => answerRow(tx, family, { checkRowId, answer: 'there', note: '' })),
    ).rejects.toThrow('has ended');
    expect(await db.owner`select 1 from check_answer where check_row_id = ${checkRowId}`).toHaveLength(0);
  });
});

describe('that’s everything', () => {
  const point = {
    pointId: 'p1',
    number: 1,
    state: 'proposed',
    agreedSha256: null,
    familySha256: 'aa',
    councilSha256: null,
  };

  test('EV9 J09: a confirmation rests on exactly what was seen, and any change voids it', async () => {
    const { family, council, rows } = await checkedCase();
    const seen = async (points: SeenPoint[] = [point]) => seenSha256(await rows(), points);
    const contentSha256 = await seen();
    expect(
      await underScope(family, (tx) => confirm(tx, family, { says: 'everything', words: '', contentSha256 }, [point])),
    ).toBe('confirmed');
    const { family: said } = await underScope(council, (tx) => confirmationsOf(tx, council));
    expect(said).toMatchObject({ says: 'everything', byName: 'Dana', role: 'parent', contentSha256 });
    expect(await seen()).toBe(said!.contentSha256);

    expect(await seen([{ ...point, councilSha256: 'bb' }])).not.toBe(said!.contentSha256);
    expect(await seen([])).not.toBe(said!.contentSha256);
    await underScope(council, (tx) => addRow(tx, council, { title: 'Occupational therapy report', who: 'NHS' }));
    expect(await seen()).not.toBe(said!.contentSha256);
  });

  test('EV9 J09: what moved between reading and pressing is not confirmed by accident', async () => {
    const { family, council, rows } = await checkedCase();
    const contentSha256 = seenSha256(await rows(), []);
    const { checkRowId } = (await rows())[1]!;
    await underScope(council, (tx) => answerRow(tx, council, { checkRowId, answer: 'missing', note: '' }));
    const answer = await underScope(family, (tx) =>
      confirm(tx, family, { says: 'everything', words: '', contentSha256 }, []),
    );
    expect(isRefused(answer) && answer.refused).toContain('changed while you were reading');
    expect((await underScope(family, (tx) => confirmationsOf(tx, family))).family).toBeNull();
  });

  test('EV9: saying something is missing needs words, and never changes afterwards', async () => {
    const { family, rows } = await checkedCase();
    const contentSha256 = seenSha256(await rows(), []);
    const saying = { says: 'missing' as const, words: '', contentSha256 };
    expect(await underScope(family, (tx) => confirm(tx, family, saying, []))).toMatchObject({ field: 'words' });
    expect(
      await underScope(family, (tx) => confirm(tx, family, { ...saying, words: 'The letter from March' }, [])),
    ).toBe('confirmed');
    await expect(db.owner`update confirmation set says = 'everything'`).rejects.toThrow('never change');
  });
});
