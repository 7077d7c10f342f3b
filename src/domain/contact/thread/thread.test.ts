import { describe, expect, test } from 'vitest';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { sayInThread } from '../../../../tests/support/thread.ts';
import { TUESDAY, threadScene } from '../../../../tests/support/thread-scene.ts';
import { owedOn } from './owed.server.ts';
import { sendingsFor } from './sendings.server.ts';
import { ENTRIES_OF_A_PAGE, type ThreadPage } from './thread.server.ts';

const { scene, as, read, write, owed } = threadScene();

/** What people said, without what was sent by itself. */
const said = ({ entries }: ThreadPage): string[] =>
  entries
    .filter(({ automatic }) => !automatic)
    .map(({ words }) => words)
    .sort();

describe('the thread as it is read', () => {
  test('THR7 A19 A28: one parent reads nothing of what the other and the council say, their promises and post', async () => {
    await sayInThread(scene.sam, scene.made.caseFileId, { words: 'SAM-SECRET my number is 07700 900123' }, TUESDAY);
    await write(scene.made.officer, { to: scene.sam.personId, words: 'COUNCIL-TO-SAM' });
    await sayInThread(scene.made.parent, scene.made.caseFileId, { words: 'Dana asks.' }, TUESDAY);
    await sayInThread(scene.sam, scene.made.caseFileId, { words: 'For us all.', withPersonId: null }, TUESDAY);
    const dana = await read(scene.made.parent);
    expect(said(dana)).toEqual(['Dana asks.', 'For us all.']);
    const [samsMail] = await scene.db.owner`select email from person where person_id = ${scene.sam.personId}`;
    const seen = JSON.stringify([
      dana,
      await as(scene.made.parent, 'contact:see', (tx, scope) => owedOn(tx, scope, '2026-11-03')),
    ]);
    for (const secret of ['SAM-SECRET', 'COUNCIL-TO-SAM', '07700', samsMail!.email, scene.sam.personId])
      expect(seen).not.toContain(secret);
    const ids = (await read(scene.made.officer)).entries.map(({ contactEntryId }) => contactEntryId);
    expect((await as(scene.made.parent, 'contact:see', (tx, scope) => sendingsFor(tx, scope, ids))).size).toBe(0);
    expect(await owed(scene.made.parent)).toEqual(['acknowledge', 'acknowledge', 'reply', 'reply']);
  });

  test('THR7: a supporter reads what is said to everybody, and what they said themselves', async () => {
    const friend = await makePerson(scene.db, scene.made.councilId, 'family', 'Jo Friend');
    await giveStanding(scene.db, scene.made.councilId, scene.made.caseFileId, friend.personId, 'supporter');
    await sayInThread(scene.made.parent, scene.made.caseFileId, { words: 'Only the council.' }, TUESDAY);
    await write(scene.made.officer, { to: 'all', words: 'To you all.' });
    await sayInThread(friend, scene.made.caseFileId, { words: 'I come too.' }, TUESDAY);
    expect(said(await read(friend))).toEqual(['I come too.', 'To you all.']);
  });

  test('THR7: a long thread comes page by page, each entry once, the latest first', async () => {
    const count = ENTRIES_OF_A_PAGE + 5;
    await scene.db
      .owner`insert into contact_entry (council_id, case_file_id, contact_entry_id, kind, direction, words, happened_at, team_id)
      select ${scene.made.councilId}, ${scene.made.caseFileId}, gen_random_uuid(), 'message', 'out', 'Word ' || n, '2026-10-01'::timestamptz + (n / 2) * interval '1 day', ${scene.made.teamId}
        from generate_series(1, ${count}) n`;
    const first = await read(scene.made.parent);
    const second = await read(scene.made.parent, first.older);
    expect(first.entries).toHaveLength(ENTRIES_OF_A_PAGE);
    expect(second.older).toBeNull();
    expect(new Set([...first.entries, ...second.entries].map(({ words }) => words)).size).toBe(count);
    expect((await read(scene.made.parent, 'not-an-id')).entries).toHaveLength(ENTRIES_OF_A_PAGE);
  });

  test('THR7: who of the council read it is written down, once in a visit', async () => {
    await read(scene.made.officer);
    await read(scene.made.officer);
    await read(scene.made.parent);
    const rows = await scene.db
      .owner`select actor_id from history where chain_id = ${scene.made.caseFileId} and action = 'contact.read'`;
    expect(rows.map(({ actor_id }) => actor_id)).toEqual([scene.made.officer.personId]);
  });
});
