import { describe, expect, test } from 'vitest';
import { today } from '#domain/calendar/today.ts';
import { writeLetter } from '../../../../tests/support/thread.ts';
import { threadScene } from '../../../../tests/support/thread-scene.ts';
import { letterOf, markPosted } from './letters.server.ts';

const { scene, as, read, write } = threadScene();

describe('letters', () => {
  test('THR12 J04: a letter goes to the address that was checked, and to no grown-up who was not', async () => {
    expect(await write(scene.made.officer, { how: 'letter' })).toMatchObject({
      refused: expect.stringContaining('no address'),
    });
    await scene.db.owner`update adult set responsibility = 'not_checked' where person_id = ${scene.sam.personId}`;
    expect(await write(scene.made.officer, { how: 'letter', to: scene.sam.personId })).toMatchObject({
      refused: expect.stringContaining('Nobody has checked'),
    });
    await scene.db
      .owner`update adult set restriction = 'ask_first', restriction_words = 'Ask the court.', address = '1 High Street' where person_id = ${scene.made.parent.personId}`;
    expect(await write(scene.made.officer, { how: 'letter' })).toMatchObject({ field: 'asked' });
    expect(await write(scene.made.officer, { how: 'letter', asked: 'Judge Bell' })).toBe('written');
    expect(await write(scene.made.officer, { how: 'letter', to: 'all', words: 'To both.' })).toMatchObject({
      field: 'how',
    });
    const [queued] = await scene.db
      .owner`select "to" from outbox where council_id = ${scene.made.councilId} and channel = 'letter'`;
    expect(queued!.to).toBe('Dana Rowe\n1 High Street');
  });

  test('THR12: posted by hand is written down once, and then no provider sends it too', async () => {
    const entryId = await writeLetter(scene.db, scene.made.officer, scene.made.caseFileId);
    const posted = (on: string) =>
      as(scene.made.officer, 'adult:see', (tx, scope) => markPosted(tx, scope, entryId, on, new Date()));
    const day = today(() => new Date());
    expect(await posted('2020-01-01')).toMatchObject({ field: 'postedOn' });
    expect(await posted('2999-01-01')).toMatchObject({ field: 'postedOn' });
    expect(await posted(day)).toBe('posted');
    expect(await posted(day)).toMatchObject({ field: 'form' });
    const [left] = await scene.db
      .owner`select count(*)::int as left from outbox where council_id = ${scene.made.councilId} and channel = 'letter' and sent_at is null`;
    expect(left!.left).toBe(0);
  });

  test('THR12 A28: the page of a letter, with its address, is nobody’s but an officer’s of this case', async () => {
    const entryId = await writeLetter(scene.db, scene.made.officer, scene.made.caseFileId);
    expect(await as(scene.made.officer, 'adult:see', (tx, scope) => letterOf(tx, scope, entryId))).toMatchObject({
      lines: 'Dana Rowe\n7 Mill Lane, Meadowford',
    });
    expect(await as(scene.made.parent, 'contact:see', (tx, scope) => letterOf(tx, scope, entryId))).toBeNull();
    expect(JSON.stringify(await read(scene.made.parent))).not.toContain('Mill Lane');
    expect(JSON.stringify(await read(scene.sam))).not.toContain('The visit is on Monday.');
  });
});
