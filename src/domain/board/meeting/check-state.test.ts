import { afterAll, beforeAll, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Person } from '#domain/access/standing.ts';
import { confirm } from '#domain/evidence/list/confirm.server.ts';
import { seenSha256 } from '#domain/evidence/fingerprint.server.ts';
import { rowsOf } from '#domain/evidence/list/rows.server.ts';
import { seenPointsOf } from '#domain/spaces/seen-points.server.ts';
import { joinTeam, makeBoard, putOn, workingDayIn } from '../../../../tests/support/boards.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCase, scopeFor } from '../../../../tests/support/papers.ts';
import { agendaItemOf } from './agenda.server.ts';
import { checkInWords, checkSentence, checkState, type Word } from './check-state.ts';
import { checkStateOf } from './check-state.server.ts';
import { whyNotDecidable } from '../desk/decidable.server.ts';

const everything: Word = { says: 'everything', words: '', stillStands: true };
const missing: Word = { says: 'missing', words: 'the hospital’s letter', stillStands: true };
const old: Word = { ...everything, stillStands: false };

test('CHK1: what must be known first comes first, in words', () => {
  const state = (family: Word | null, council: Word | null, movedSincePack = false) =>
    checkState({ family, council, movedSincePack });
  expect(state(null, everything)).toBe('not_asked');
  expect(state(everything, null)).toBe('not_asked');
  expect(state(missing, null)).toBe('family_missing');
  expect(state(everything, missing)).toBe('council_missing');
  expect(state(everything, old)).toBe('moved');
  expect(state(everything, everything, true)).toBe('moved');
  expect(state(everything, everything)).toBe('both');
  expect(checkSentence({ family: missing, council: null, movedSincePack: false })).toBe(
    'The family says something is missing: “the hospital’s letter”.',
  );
  expect(Object.values(checkInWords)).not.toContain('');
});

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

test('CHK1 CHK2: the state follows what both sides say and what is there now; not asked is not decided', async () => {
  const made = await makeCase(db);
  const [parent, officer] = [made.parent as Person, made.officer as Person];
  await joinTeam(db, officer, made.teamId);
  await putOn(officer, made.caseFileId, await makeBoard(officer, made.teamId, workingDayIn(7)));
  const seeing = await scopeFor(officer, made.caseFileId, 'board:see');
  const state = () => underScope(seeing, (tx) => checkStateOf(tx, seeing));
  const not = () => underScope(seeing, async (tx) => whyNotDecidable(tx, seeing, (await agendaItemOf(tx, seeing))!));
  const say = async (who: Person, says: 'everything' | 'missing') => {
    const scope = (await scopeFor(who, made.caseFileId, 'check:confirm')) as CaseScope;
    await underScope(scope, async (tx) => {
      const points = await seenPointsOf(tx, scope);
      const contentSha256 = seenSha256(await rowsOf(tx, scope), points);
      await confirm(tx, scope, { says, words: says === 'missing' ? 'the letter' : '', contentSha256 }, points);
    });
  };
  expect(await state()).toBe('not_asked');
  expect(await not()).toContain('has not started');
  await db.owner`update board_meeting set started_at = now() where council_id = ${made.councilId}`;
  expect(await not()).toContain('Not asked');
  await say(officer, 'everything');
  expect(await state()).toBe('not_asked');
  await say(parent, 'missing');
  expect(await state()).toBe('family_missing');
  await say(parent, 'everything');
  expect(await state()).toBe('both');
  expect(await not()).toBeNull();
  await db.owner`insert into check_row (council_id, case_file_id, check_row_id, kind, title, added_side, position)
    values (${made.councilId}, ${made.caseFileId}, gen_random_uuid(), 'other', 'A report', 'neutral', 99)`;
  expect(await state()).toBe('moved');
});
