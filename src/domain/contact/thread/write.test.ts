import { describe, expect, test } from 'vitest';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { sayInThread } from '../../../../tests/support/thread.ts';
import { TUESDAY, threadScene } from '../../../../tests/support/thread-scene.ts';
import { askToBeRung, latestOf, writeToCouncil } from './write.server.ts';

const { scene, as, read, write, owed } = threadScene();

describe('writing', () => {
  test('THR11: who answers after a colleague is told, keeps their words, and sends by pressing again', async () => {
    const ruth = await makePerson(scene.db, scene.made.councilId, 'staff', 'Ruth Adeyemi');
    await giveStanding(scene.db, scene.made.councilId, scene.made.caseFileId, ruth.personId, 'senior_manager');
    await sayInThread(scene.made.parent, scene.made.caseFileId, { words: 'When?' }, TUESDAY);
    const last = await as(ruth, 'contact:see', (tx, scope) => latestOf(tx, scope));
    expect(await write(scene.made.officer, { words: 'On Monday.', last })).toBe('written');
    expect(await write(ruth, { words: 'On Tuesday.', last })).toMatchObject({
      field: 'words',
      refused: expect.stringContaining('Priya Shah has just answered'),
    });
    expect(await write(ruth, { to: scene.sam.personId, words: 'Another matter.', last })).toBe('written');
    const seen = await as(ruth, 'contact:see', (tx, scope) => latestOf(tx, scope));
    expect(await write(ruth, { words: 'On Tuesday.', last: seen })).toBe('written');
  });

  test('THR11: two officers who press in the same moment: one is sent, the other is told', async () => {
    const ruth = await makePerson(scene.db, scene.made.councilId, 'staff', 'Ruth Adeyemi');
    await giveStanding(scene.db, scene.made.councilId, scene.made.caseFileId, ruth.personId, 'senior_manager');
    await sayInThread(scene.made.parent, scene.made.caseFileId, { words: 'When?' }, TUESDAY);
    const last = await as(ruth, 'contact:see', (tx, scope) => latestOf(tx, scope));
    const both = await Promise.all([write(scene.made.officer, { last }), write(ruth, { words: 'On Tuesday.', last })]);
    expect(both.filter((one) => one === 'written')).toHaveLength(1);
    expect(both.filter((one) => typeof one === 'object' && one.field === 'words')).toHaveLength(1);
  });

  test('THR11: the button pressed twice sends one message', async () => {
    const send = () =>
      as(scene.made.parent, 'contact:write', (tx, scope) =>
        writeToCouncil(tx, scope, { to: 'council', words: 'Hello?' }, TUESDAY),
      );
    expect(await Promise.all([send(), send()])).toEqual(['written', 'written']);
    const { entries } = await read(scene.made.parent);
    expect(entries.filter(({ automatic }) => !automatic)).toHaveLength(1);
    expect(await owed(scene.made.parent)).toEqual(['acknowledge', 'reply']);
  });

  test('THR9: hard news on a Friday takes a reason, kept beside it for the council and not for the family', async () => {
    const friday = new Date('2026-11-06T10:00:00Z');
    const hard = { hard: true, words: 'The Board said no.' };
    expect(await write(scene.made.officer, hard, friday)).toMatchObject({ field: 'why' });
    expect(await write(scene.made.officer, { ...hard, why: 'She asked to know today.' }, friday)).toBe('written');
    const [kept] = (await read(scene.made.officer)).entries;
    expect(kept!.whyNotAsAsked).toMatch(/Friday.*She asked to know today\./);
    expect((await read(scene.made.parent)).entries[0]!.whyNotAsAsked).toBe('');
  });

  test('THR9: a call in which they spoke lets the message follow', async () => {
    await scene.db
      .owner`insert into communication_plan (council_id, case_file_id, person_id, first_by, no_news) values (${scene.made.councilId}, ${scene.made.caseFileId}, ${scene.made.parent.personId}, 'call', 'weekly')`;
    const hard = { hard: true, words: 'The Board said no.' };
    expect(await write(scene.made.officer, hard)).toMatchObject({ field: 'why' });
    const spoke = {
      kind: 'call',
      came: 'spoke',
      words: 'We spoke.',
      withPersonId: scene.made.parent.personId,
    } as const;
    await sayInThread(scene.made.officer, scene.made.caseFileId, spoke, TUESDAY);
    expect(await write(scene.made.officer, hard)).toBe('written');
  });

  test('THR1: whoever asks to be rung is promised a call, once', async () => {
    const ask = (words: string) =>
      as(scene.made.parent, 'contact:write', (tx, scope) => askToBeRung(tx, scope, words, TUESDAY));
    expect(await ask('')).toBe('asked');
    expect(await ask('')).toBe('asked');
    expect(await owed(scene.made.parent)).toEqual(['call_back']);
    const [told] = await scene.db
      .owner`select count(*)::int as told from contact_sending where case_file_id = ${scene.made.caseFileId}`;
    expect(told!.told).toBe(1);
  });

  test('H30: nobody writes to somebody who is not on this case', async () => {
    const stranger = await makePerson(scene.db, scene.made.councilId, 'family', 'Not Here');
    for (const to of ['', stranger.personId, scene.made.officer.personId])
      expect(await write(scene.made.officer, { to })).toMatchObject({ field: 'to' });
  });
});
