import { describe, expect, test } from 'vitest';
import { putPromise } from '../../../../tests/support/promises.ts';
import { sayInThread } from '../../../../tests/support/thread.ts';
import { TUESDAY, threadScene } from '../../../../tests/support/thread-scene.ts';
import { keepPromise, reportOn } from '../promises/promise-commands.server.ts';
import { noteCall, noteMeeting, type CallNote } from './log-contact.server.ts';

const { scene, as, read, owed } = threadScene();

describe('calls and meetings', () => {
  const note: CallNote = {
    ...{ with: '', direction: 'out', came: 'spoke', words: '' },
    ...{ when: { on: '', at: '' }, promised: { words: '', by: '' } },
  };
  const call = (given: Partial<CallNote>) =>
    as(scene.made.officer, 'contact:log', (tx, scope) =>
      noteCall(tx, scope, { ...note, with: scene.made.parent.personId, ...given }, TUESDAY),
    );

  test('THR13 J07: only a call in which they spoke keeps what was promised, and nothing does without an entry', async () => {
    await sayInThread(scene.made.parent, scene.made.caseFileId, { words: 'When?' }, new Date('2026-11-02T10:00:00Z'));
    await call({ came: 'no_answer' });
    await call({ came: 'left_message' });
    expect(await owed(scene.made.officer)).toEqual(['acknowledge', 'reply']);
    const [reply] = await scene.db
      .owner`select promise_id from promise where case_file_id = ${scene.made.caseFileId} and kind = 'reply'`;
    const keep = { on: '2026-11-03', words: 'I rang her.' };
    const kept = as(scene.made.officer, 'promise:keep', (tx, scope) =>
      keepPromise(tx, scope, reply!.promise_id, keep, TUESDAY),
    );
    expect(await kept).toMatchObject({ refused: expect.stringContaining('kept by answering') });
    const says = { says: 'done', words: '' } as const;
    const said = as(scene.made.parent, 'promise:answer', (tx, scope) => reportOn(tx, scope, reply!.promise_id, says));
    expect(await said).toMatchObject({ refused: expect.stringContaining('kept by answering') });
    await call({ came: 'spoke' });
    expect(await owed(scene.made.officer)).toEqual([]);
    const [row] = await scene.db.owner`select kept_entry_id from promise where promise_id = ${reply!.promise_id}`;
    expect(row!.kept_entry_id).not.toBeNull();
  });

  test('THR10: what was promised in a call is a promise with its day, and its keeping is told to no other parent', async () => {
    expect(await call({ promised: { words: 'Send the report', by: '2026-11-02' } })).toMatchObject({ field: 'by' });
    expect(await call({ promised: { words: '', by: '2026-11-09' } })).toMatchObject({ field: 'promise' });
    await call({ promised: { words: 'Send the report', by: '2026-11-09' } });
    expect(await owed(scene.made.parent)).toEqual(['said']);
    expect(await owed(scene.sam)).toEqual([]);
    const [said] = await scene.db
      .owner`select promise_id from promise where case_file_id = ${scene.made.caseFileId} and kind = 'said'`;
    const keep = { on: '2026-11-03', words: 'It went out today.' };
    await as(scene.made.officer, 'promise:keep', (tx, scope) =>
      keepPromise(tx, scope, said!.promise_id, keep, TUESDAY),
    );
    const actions = await scene.db
      .owner`select action from history where chain_id = ${scene.made.caseFileId} and target = ${said!.promise_id}`;
    expect(actions.map(({ action }) => action)).toEqual(['promise.made', 'promise.kept_for_one']);
  });

  test('THR13: a call of yesterday has its own time, and none lies ahead', async () => {
    expect(await call({ when: { on: '2026-11-04', at: '09:00' } })).toMatchObject({ field: 'on' });
    expect(await call({ when: { on: '2026-11-02', at: '' } })).toMatchObject({ field: 'at' });
    expect(await call({ with: 'nobody' })).toMatchObject({ field: 'with' });
    await call({ when: { on: '2026-11-02', at: '9:30' } });
    expect((await read(scene.made.officer)).entries[0]!.happenedAt).toEqual(new Date('2026-11-02T09:30:00Z'));
  });

  test('THR13: a meeting says how it was held and who was there, and answers', async () => {
    const meet = (given: object) =>
      as(scene.made.officer, 'contact:log', (tx, scope) =>
        noteMeeting(
          tx,
          scope,
          { ...note, with: 'all', mode: 'video', whoWasThere: 'Dana, Sam', words: 'We looked at the plan.', ...given },
          TUESDAY,
        ),
      );
    expect(await meet({ whoWasThere: '' })).toMatchObject({ field: 'whoWasThere' });
    expect(await meet({ words: '' })).toMatchObject({ field: 'words' });
    await sayInThread(
      scene.made.parent,
      scene.made.caseFileId,
      { words: 'To all.', withPersonId: null },
      new Date('2026-11-02T10:00:00Z'),
    );
    await meet({});
    expect(await owed(scene.made.parent)).toEqual([]);
    expect((await read(scene.sam)).entries[0]).toMatchObject({ mode: 'video', whoWasThere: 'Dana, Sam' });
  });

  test('THR13: a promise of an agreement is still written down as done', async () => {
    const promiseId = await putPromise(scene.db, scene.made);
    const keep = { on: '2026-11-02', words: 'It was sent.' };
    const kept = as(scene.made.officer, 'promise:keep', (tx, scope) =>
      keepPromise(tx, scope, promiseId, keep, TUESDAY),
    );
    expect(await kept).toBe('kept');
  });
});
