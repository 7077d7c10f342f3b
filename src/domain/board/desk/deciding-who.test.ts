import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { readyCase, contentNow, plainReason, saveNow } from '../../../../tests/support/deciding.ts';
import { scopeFor } from '../../../../tests/support/papers.ts';
import { decisionsOf } from './deciding.server.ts';
import { draftOf, saveDraft } from './deciding-draft.server.ts';
import { addReason, changeReason, moveReason, reasonsOf, removeReason } from './reasons.server.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

describe('who saves it', () => {
  test('DEC6: whoever takes the notes writes, and does not save', async () => {
    const made = await readyCase(db);
    expect(
      await underScope(made.notes, (tx) => addReason(tx, made.notes, made.agendaItemId, plainReason)),
    ).toHaveProperty('decisionReasonId');
    expect(await saveNow(made.notes, made.agendaItemId)).toMatchObject({
      refused: expect.stringContaining('You take the notes'),
    });
  });

  test('DEC6: a member of another meeting, or one whose seat was taken away, writes and saves nothing', async () => {
    const made = await readyCase(db);
    await db.owner`update board_seat set removed_at = now() where person_id = ${made.meeting.head.personId}`;
    const head = await made.scopeOf(made.meeting.head);
    expect(await underScope(head, (tx) => addReason(tx, head, made.agendaItemId, plainReason))).toMatchObject({
      field: 'desk',
    });
    expect(await saveNow(head, made.agendaItemId)).toMatchObject({ field: 'desk' });
    expect(await underScope(made.chair, (tx) => decisionsOf(tx, made.chair))).toEqual([]);
  });

  test('A04 DEC6: an excluded member is turned away at the gate', async () => {
    const made = await readyCase(db);
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by)
      values (${made.councilId}, ${made.caseFileId}, ${made.meeting.head.personId}, 'Her nephew', ${made.officer.personId})`;
    await expect(made.scopeOf(made.meeting.head)).rejects.toThrow('unknown');
  });

  test('DEC7: an excluded member does not count, and below the quorum nothing is saved', async () => {
    const made = await readyCase(db);
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by)
      values (${made.councilId}, ${made.caseFileId}, ${made.meeting.head.personId}, 'Her nephew', ${made.officer.personId})`;
    expect(await saveNow(made.chair, made.agendaItemId)).toMatchObject({
      field: 'present',
      refused: '2 members are here for this case, and the Board needs 3 to decide.',
    });
  });

  test('DEC7: nobody decides before it is written down who came', async () => {
    const made = await readyCase(db);
    await db.owner`update board_seat set attended = null where board_meeting_id = ${made.meeting.boardMeetingId}`;
    const { faults } = await contentNow(made.chair);
    expect(faults.map(({ sentence }) => sentence)).toContain(
      'Nobody has written down who is here. Do that on the page of the meeting first.',
    );
    expect(await saveNow(made.chair, made.agendaItemId)).toMatchObject({ field: 'present' });
  });
});

describe('two people writing', () => {
  test('DEC3: a draft, and a reason, written over somebody’s newer words change nothing', async () => {
    const made = await readyCase(db);
    const { chair, notes, agendaItemId } = made;
    const draft = await underScope(chair, (tx) => draftOf(tx, chair, agendaItemId));
    const seen = draft.saved!.at.getTime();
    const save = (scope: typeof chair, sentence: string) =>
      underScope(scope, (tx) => saveDraft(tx, scope, agendaItemId, { ...draft, sentence }, seen));
    const saved = await Promise.all([
      save(chair, 'The chair’s own words for it.'),
      save(notes, 'The note-taker’s words for it.'),
    ]);
    expect(saved.filter((each) => each === 'saved')).toHaveLength(1);
    expect(saved.find((each) => each !== 'saved')).toMatchObject({ field: 'sentence' });

    const [reason] = await underScope(chair, (tx) => reasonsOf(tx, chair, agendaItemId));
    const { decisionReasonId, at } = reason!;
    const change = (scope: typeof chair, cites: string) =>
      underScope(scope, (tx) =>
        changeReason(tx, scope, agendaItemId, { ...plainReason, cites, decisionReasonId, seenAtMs: at.getTime() }),
      );
    const changed = await Promise.all([change(chair, 'C4'), change(notes, 'C5')]);
    expect(changed.filter((each) => each === 'changed')).toHaveLength(1);
    await underScope(chair, (tx) => removeReason(tx, chair, agendaItemId, decisionReasonId));
    expect(await change(notes, 'C5')).toMatchObject({ refused: expect.stringContaining('took this reason away') });
  });

  test('A14 A23: another case’s reason or place on the agenda is as unknown as one that never was', async () => {
    const mine = await readyCase(db);
    const theirs = await readyCase(db);
    const [reason] = await underScope(theirs.chair, (tx) => reasonsOf(tx, theirs.chair, theirs.agendaItemId));
    const { chair } = mine;
    expect(
      await underScope(chair, (tx) => removeReason(tx, chair, mine.agendaItemId, reason!.decisionReasonId)),
    ).toBeNull();
    expect(await underScope(chair, (tx) => addReason(tx, chair, theirs.agendaItemId, plainReason))).toBeNull();
    expect(await underScope(chair, (tx) => addReason(tx, chair, 'not-an-id', plainReason))).toBeNull();
    const stranger = await scopeFor(mine.parent, mine.caseFileId, 'decision:see');
    expect(await underScope(stranger, (tx) => decisionsOf(tx, stranger))).toEqual([]);
  });

  test('DEC2: reasons are put in order, and both ends hold', async () => {
    const { chair, agendaItemId } = await readyCase(db);
    await underScope(chair, (tx) =>
      addReason(tx, chair, agendaItemId, {
        words: 'She told us that the hall is too loud.',
        restsOn: 'judgement',
        cites: '',
      }),
    );
    const order = async () =>
      (await underScope(chair, (tx) => reasonsOf(tx, chair, agendaItemId))).map(
        ({ decisionReasonId }) => decisionReasonId,
      );
    const [first, second] = await order();
    const move = (id: string, way: 'up' | 'down') =>
      underScope(chair, (tx) => moveReason(tx, chair, agendaItemId, id, way));
    expect(await move(second!, 'up')).toBe('moved');
    expect(await order()).toEqual([second, first]);
    expect(await move(second!, 'up')).toBe('moved');
    expect(await order()).toEqual([second, first]);
  });
});
