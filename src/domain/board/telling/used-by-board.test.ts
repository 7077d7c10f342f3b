import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { beforeTheBoard, decided } from '../../../../tests/support/decided.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { scopeFor } from '../../../../tests/support/papers.ts';

import { openDecision } from './ledger.server.ts';
import { usedByBoard } from './used-by-board.server.ts';
import { usedInWords } from './used-by-board.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

test('TELL13 TELL8: the council knows at once which page was used; the family once it is out and they read it', async () => {
  const made = await beforeTheBoard(db, '2026-10-20');
  const { councilId, caseFileId } = made;
  const paper = v7();
  const seen = async (who: Person) => {
    const scope = await scopeFor(who, caseFileId, 'paper:see');
    return (await underScope(scope, (tx) => usedByBoard(tx, scope, '2026-11-23'))).get(paper) ?? [];
  };
  const parent = made.parent as Person;
  expect(await seen(made.officer as Person)).toEqual([]);
  const decisionId = await decided(db, made, 'no_issue', paper);
  await db.owner`alter table decision disable trigger decision_never_changes`;
  await db.owner`update decision set decided_at = '2026-10-20T11:00:00Z' where decision_id = ${decisionId}`;
  await db.owner`alter table decision enable trigger decision_never_changes`;
  expect(await seen(made.officer as Person)).toEqual([
    'The Board used page 4 for a reason of its decision on Tuesday 20 October 2026. The family has not been told yet.',
  ]);
  expect(await seen(parent)).toEqual([]);
  await db.owner`insert into release (council_id, case_file_id, decision_id, released_by, sent_on)
    values (${councilId}, ${caseFileId}, ${decisionId}, ${made.officer.personId}, '2026-10-21')`;
  expect(await seen(parent)).toEqual([]);
  const reading = await scopeFor(parent, caseFileId, 'decision:see');
  await underScope(reading, (tx) => openDecision(tx, reading, decisionId, new Date('2026-10-21T12:00:00Z')));
  const told = ['The Board used page 4 for a reason of its decision on Tuesday 20 October 2026.'];
  expect([await seen(parent), await seen(made.officer as Person)]).toEqual([told, told]);
});

test('TELL13: pages are said once each, in order, and reasons are counted', () => {
  expect(usedInWords({ pages: [5, 3, 5, 1], reasons: 2, on: '2026-10-20', isOut: true })).toBe(
    'The Board used pages 1, 3 and 5 for 2 reasons of its decision on Tuesday 20 October 2026.',
  );
});
