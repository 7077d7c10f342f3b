import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { underScope } from '#domain/access/scoped.server.ts';
import { confirm } from '#domain/evidence/list/confirm.server.ts';
import { seenSha256 } from '#domain/evidence/fingerprint.server.ts';
import { rowsOf } from '#domain/evidence/list/rows.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import {
  type BoardCase,
  readyCase,
  savedId,
  contentNow,
  makeBoardCase,
  makePack,
  markImportant,
  plainReason,
  saveNow,
} from '../../../../tests/support/deciding.ts';
import { scopeFor } from '../../../../tests/support/papers.ts';
import { decide, decisionsOf } from './deciding.server.ts';
import { answerImportant } from './desk-important.server.ts';
import { addReason } from './reasons.server.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

describe('what has to be there', () => {
  test('DEC5: an empty desk says everything that is missing, in the order of the page', async () => {
    const { chair } = await makeBoardCase(db);
    expect((await contentNow(chair)).faults.map(({ field }) => field)).toEqual([
      'words',
      'outcome',
      'sentence',
      'thisWeek',
      'nextStep',
    ]);
  });

  test('DEC9: a page the family marked as important and nobody answered holds the decision', async () => {
    const made = await readyCase(db);
    const paperCommentId = await markImportant(
      db,
      made,
      made.papers[1]!.evidenceItemId,
      2,
      'This is where it says she stopped eating.',
    );
    expect(await saveNow(made.chair, made.agendaItemId)).toMatchObject({
      field: 'important',
      refused: 'Answer C7, which the family marked as important.',
    });
    const answer = (words: string, seenAtMs: number | null = null) =>
      underScope(made.notes, (tx) =>
        answerImportant(tx, made.notes, made.agendaItemId, { paperCommentId, words, seenAtMs }),
      );
    expect(await answer(' ')).toMatchObject({ field: `answer-${paperCommentId}` });
    expect(await answer('We read it. It is why the plan has help at lunch.')).toBe('answered');
    expect(await answer('Another answer, written without seeing the first.')).toMatchObject({
      refused: expect.stringContaining('Somebody answered'),
    });
    savedId(await saveNow(made.chair, made.agendaItemId));
    const [kept] = await underScope(made.chair, (tx) => decisionsOf(tx, made.chair));
    expect(kept).toMatchObject({
      hadImportantPages: true,
      record: { important: [{ cite: 'C7', answer: 'We read it. It is why the plan has help at lunch.' }] },
    });
  });

  test('DEC2 J09: pages that moved when the pack was frozen again hold the decision', async () => {
    const made = await readyCase(db);
    await makePack(db, made, [made.papers[1]!, { ...made.papers[0]!, writtenOn: '2026-10-01' }], 2);
    expect(await saveNow(made.chair, made.agendaItemId)).toMatchObject({
      field: 'reasons',
      refused: expect.stringContaining('C3 is C5 now'),
    });
  });

  test('DEC4: hard words are looked at once, and then it can be saved', async () => {
    const made = await readyCase(db);
    await underScope(made.chair, (tx) =>
      addReason(tx, made.chair, made.agendaItemId, {
        ...plainReason,
        words: 'The provision at Larkfield helped Maya only in the mornings.',
      }),
    );
    expect(await saveNow(made.chair, made.agendaItemId)).toMatchObject({ field: 'lookedAtWords' });
    savedId(await saveNow(made.chair, made.agendaItemId, { lookedAtWords: true }));
  });

  test('DEC4 WRD2: a word that the panel of parents put on the list is asked about here too', async () => {
    const made = await readyCase(db);
    await underScope(made.chair, (tx) =>
      addReason(tx, made.chair, made.agendaItemId, {
        ...plainReason,
        words: 'Maya’s placement cannot go on in mornings.',
      }),
    );
    const hard = async () => (await contentNow(made.chair)).hard.map(({ says }) => says);
    expect(await hard()).toEqual([]);
    await db.owner`insert into wording_term (council_id, wording_term_id, term, fault, instead)
      values (${made.councilId}, ${v7()}, 'placement', 'hard', 'Write “school”.')`;
    expect(await hard()).toEqual(['“placement” is hard to read. Write “school”.']);
  });
});

describe('J09: what both sides said against what is there', () => {
  const confirmAs = async (made: BoardCase, side: 'parent' | 'officer', says: 'everything' | 'missing', words = '') => {
    const scope = await scopeFor(made[side], made.caseFileId, 'check:confirm');
    await underScope(scope, async (tx) =>
      confirm(tx, scope, { says, words, contentSha256: seenSha256(await rowsOf(tx, scope), []) }, []),
    );
  };
  const onTheList = async (made: BoardCase) => {
    for (const [index, { evidenceItemId, title }] of made.papers.entries())
      await db.owner`insert into check_row (council_id, case_file_id, check_row_id, kind, title, evidence_item_id, added_side, position)
        values (${made.councilId}, ${made.caseFileId}, ${v7()}, 'education', ${title}, ${evidenceItemId}, 'council', ${index})`;
  };
  const bothConfirmed = async () => {
    const made = await readyCase(db);
    await onTheList(made);
    await confirmAs(made, 'parent', 'everything');
    await confirmAs(made, 'officer', 'everything');
    return made;
  };

  test('DEC14: both said that is everything, and it is decided without more', async () => {
    const made = await bothConfirmed();
    expect((await contentNow(made.chair)).check.state).toBe('both');
    savedId(await saveNow(made.chair, made.agendaItemId));
    const [kept] = await underScope(made.chair, (tx) => decisionsOf(tx, made.chair));
    expect(kept!.record.check).toMatchObject({ allTheSame: '' });
  });

  test('DEC14 J09: something changed after they said so: the Board says why it decides all the same, or does not', async () => {
    const made = await bothConfirmed();
    await db.owner`update check_row set title = 'Another report' where case_file_id = ${made.caseFileId} and position = 0`;
    expect(await saveNow(made.chair, made.agendaItemId)).toMatchObject({
      field: 'allTheSame',
      refused: expect.stringContaining('changed after they said'),
    });
    savedId(await saveNow(made.chair, made.agendaItemId, { allTheSame: 'Only a title was put right.' }));
    const [kept] = await underScope(made.chair, (tx) => decisionsOf(tx, made.chair));
    expect(kept!.record.check).toMatchObject({ allTheSame: 'Only a title was put right.' });
  });

  test('DEC17 J09: the family is told that what they confirmed no longer counts, once, before anything is decided', async () => {
    const made = await bothConfirmed();
    const told = () => db.owner`select body from outbox where body like ${`%${made.caseFileId}/papers%`}`;
    const write = () => underScope(made.notes, (tx) => addReason(tx, made.notes, made.agendaItemId, plainReason));
    await write();
    expect(await told()).toHaveLength(0);
    await db.owner`update check_row set title = 'Another report' where case_file_id = ${made.caseFileId} and position = 0`;
    await write();
    await write();
    const messages = await told();
    expect(messages).toHaveLength(1);
    expect(messages[0]!.body).not.toContain('Maya');
    await confirmAs(made, 'parent', 'everything');
    await write();
    expect(await told()).toHaveLength(1);
    await db.owner`update check_row set title = 'A third report' where case_file_id = ${made.caseFileId} and position = 0`;
    await write();
    expect(await told()).toHaveLength(2);
  });

  test('DEC14 J09: a change between the check and the button is seen, though no word of the desk changed', async () => {
    const made = await bothConfirmed();
    const { shownSha256 } = await contentNow(made.chair);
    await db.owner`update check_row set title = 'Another report' where case_file_id = ${made.caseFileId} and position = 0`;
    const press = underScope(made.chair, (tx) =>
      decide(tx, made.chair, made.agendaItemId, { shownSha256, lookedAtWords: false, allTheSame: 'No matter.' }),
    );
    expect(await press).toMatchObject({ field: 'decide' });
  });

  test('DEC14: the family says something is missing: deciding takes a reason', async () => {
    const made = await readyCase(db);
    await confirmAs(made, 'parent', 'missing', 'The hospital letter');
    expect(await saveNow(made.chair, made.agendaItemId)).toMatchObject({
      field: 'allTheSame',
      refused: expect.stringContaining('The hospital letter'),
    });
  });

  test('DEC5: a Board that has not started, or a case nobody was asked about, decides nothing', async () => {
    const made = await readyCase(db);
    await db.owner`update agenda_item set not_asked_why = '' where agenda_item_id = ${made.agendaItemId}`;
    expect(await saveNow(made.chair, made.agendaItemId, { allTheSame: 'Because.' })).toMatchObject({
      field: 'check',
      refused: expect.stringContaining('Not asked'),
    });
    await db.owner`update board_meeting set started_at = null where board_meeting_id = ${made.meeting.boardMeetingId}`;
    expect(await saveNow(made.chair, made.agendaItemId)).toMatchObject({
      field: 'check',
      refused: expect.stringContaining('has not started'),
    });
  });
});
