import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { isRefused } from '#domain/access/refused.ts';
import type { Person } from '#domain/access/standing.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeApart, type TestMeeting } from '../../../../tests/support/meetings.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { carriedFor, carry, type ShownTo } from './carried.server.ts';
import { allowNote, keepNote, keptNotesOf, type KeptNote } from './kept-notes.server.ts';
import { keepLeadNotes, leadNotesOf } from './lead-notes.server.ts';
import { privateRoomFor } from './private-room.server.ts';

const CANARY = 'canary-heron-41 we would settle for 45 minutes';
let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});

const doing = (m: TestMeeting) => ({
  write: (person: Person, side: string, words: string) =>
    m.as(person, (tx, scope) => keepNote(tx, scope, { mediationId: m.mediationId, side }, words)),
  read: (person: Person, side: string): Promise<KeptNote[] | null> =>
    m.as(person, async (tx, scope) => {
      const found = await privateRoomFor(tx, scope, m.mediationId, side);
      return found && keptNotesOf(tx, scope, found);
    }),
  allow: (person: Person, { noteId, sha256 }: KeptNote, may = true) =>
    m.as(person, (tx, scope) =>
      allowNote(
        tx,
        scope,
        { mediationId: m.mediationId, side: 'family' },
        { noteId, shownSha256: sha256 ?? '', may },
        new Date(),
      ),
    ),
  carry: (person: Person, what: { noteId: string } | { words: string }, shownTo: ShownTo) =>
    m.as(person, (tx, scope) => carry(tx, scope, { mediationId: m.mediationId, side: 'family' }, what, shownTo)),
  carried: (person: Person, place: 'family' | 'council' | 'lead') =>
    m.as(person, async (tx, scope) => (await carriedFor(tx, scope, m.mediationId, place)).map(({ words }) => words)),
});

/** Another mediation of the same people on the same case, as far on as the first. */
async function twinOf(m: TestMeeting): Promise<TestMeeting> {
  const mediationId = v7();
  const dispute = { dispute_id: v7(), number: 2 };
  await db.owner`insert into dispute select (jsonb_populate_record(d, ${db.owner.json(dispute)})).* from dispute d where dispute_id = ${m.disputeId}`;
  const itself = { mediation_id: mediationId, dispute_id: dispute.dispute_id };
  await db.owner`insert into mediation select (jsonb_populate_record(m, ${db.owner.json(itself)})).* from mediation m where mediation_id = ${m.mediationId}`;
  await db.owner`insert into mediation_party select (jsonb_populate_record(p, jsonb_build_object('mediation_id', ${mediationId}::text, 'party_id', gen_random_uuid()))).*
    from mediation_party p where mediation_id = ${m.mediationId}`;
  await db.owner`update private_room set kind = 'kept' where mediation_id = ${mediationId}`;
  return { ...m, mediationId };
}

describe('kept notes', () => {
  test('A10 E01 E06 E09 ROOM9: read by their side and the mediator, in no byte of the database or the history', async () => {
    const m = await makeApart(db, { kept: true });
    const { write, read } = doing(m);
    const before = await db.owner`select count(*)::int as n from history where chain_id = ${m.caseFileId}`;
    expect(await write(m.parent, 'family', `  ${CANARY}\r\n`)).toBe('done');
    expect((await read(m.supporter, 'family'))?.map(({ words }) => words)).toEqual([CANARY]);
    expect((await read(m.mediator, 'family'))?.map(({ words }) => words)).toEqual([CANARY]);
    expect(await read(m.manager, 'family')).toBeNull();
    expect(await write(m.manager, 'family', 'let me in')).toBeNull();
    const rows = await db.owner<
      { sealed: Uint8Array; all: string }[]
    >`select sealed, private_note::text as all from private_note`;
    expect(rows.length).toBe(1);
    expect(Buffer.from(rows[0]!.sealed).includes('canary')).toBe(false);
    expect(rows[0]!.all).not.toContain('canary');
    expect(await db.owner`select count(*)::int as n from history where chain_id = ${m.caseFileId}`).toEqual(before);
    expect(await db.owner`select 1 from history where history::text ilike '%canary%'`).toEqual([]);
  });

  test.each([
    ['row', 'family', () => ({ private_note_id: v7() })],
    ['side', 'council', () => ({ side: 'council' })],
    ['writer', 'family', (m: TestMeeting) => ({ person_id: m.supporter.personId })],
    ['mediation', 'family', (_: TestMeeting, twin: TestMeeting) => ({ mediation_id: twin.mediationId })],
  ] as const)(
    'J11 E09 ROOM9: moved to another %s, a note says without words that it does not open, and is not carried',
    async (_what, side, changes) => {
      const m = await makeApart(db, { child: 'Gus', kept: true });
      const twin = await twinOf(m);
      await doing(m).write(m.parent, 'family', CANARY);
      const [{ at }] = (await db.owner`update private_note set ${db.owner(changes(m, twin))}, may_share_at = now()
        where mediation_id = ${m.mediationId} returning mediation_id as at`) as never as [{ at: string }];
      const { read, carry: bring } = doing(at === m.mediationId ? m : twin);
      const notes = (await read(m.mediator, side))!;
      expect(notes).toMatchObject([{ words: null, sha256: null, mayShare: true }]);
      expect(isRefused(await bring(m.mediator, notes[0]!, 'everyone'))).toBe(true);
    },
  );

  test('ROOM9: a sealed room keeps nothing here, an empty or endless note is refused, and closing deletes', async () => {
    const m = await makeApart(db, { child: 'Hal' });
    const { write, read } = doing(m);
    expect(await write(m.parent, 'family', CANARY)).toMatchObject({
      refused: 'This room keeps nothing on the server.',
    });
    await db.owner`update private_room set kind = 'kept' where mediation_id = ${m.mediationId}`;
    expect(await write(m.parent, 'family', ' \n ')).toMatchObject({ field: 'words' });
    expect(await write(m.parent, 'family', 'x'.repeat(4_001))).toMatchObject({ field: 'words' });
    expect(await write(m.parent, 'family', CANARY)).toBe('done');
    await db.owner`update mediation set closed_at = now() where mediation_id = ${m.mediationId}`;
    expect(await read(m.parent, 'family')).toEqual([]);
    expect(await db.owner`select 1 from private_note where mediation_id = ${m.mediationId}`).toEqual([]);
    await expect(write(m.parent, 'family', CANARY)).rejects.toThrow('closed');
  });
});

describe('what may be carried', () => {
  test('ROOM10: only after its owner saw the exact words and said so; then exactly those, once, to those chosen', async () => {
    const m = await makeApart(db, { child: 'Ivy', kept: true });
    const { write, read, allow, carry: bring, carried } = doing(m);
    await write(m.parent, 'family', CANARY);
    const [note] = (await read(m.parent, 'family'))!;
    expect(isRefused(await bring(m.mediator, note!, 'council'))).toBe(true);
    expect(isRefused(await allow(m.supporter, note!))).toBe(true);
    expect(isRefused(await allow(m.parent, { ...note!, sha256: 'of other words' }))).toBe(true);
    expect(await allow(m.parent, note!)).toBe('done');
    expect(isRefused(await bring(m.parent, note!, 'council'))).toBe(true);
    expect(isRefused(await bring(m.mediator, note!, 'family'))).toBe(true);
    expect(isRefused(await bring(m.mediator, { words: 'made up' }, 'council'))).toBe(true);
    expect(await carried(m.manager, 'council')).toEqual([]);
    expect([await bring(m.mediator, note!, 'council'), await bring(m.mediator, note!, 'council')]).toEqual([
      'done',
      'done',
    ]);
    expect(await carried(m.manager, 'council')).toEqual([CANARY]);
    expect(await carried(m.parent, 'family')).toEqual([CANARY]);
  });

  test('ROOM10: taken back before it was carried, it stays; of a sealed room the words come from the mediator’s browser', async () => {
    const m = await makeApart(db, { child: 'Jem', kept: true });
    const { write, read, allow, carry: bring, carried } = doing(m);
    await write(m.parent, 'family', CANARY);
    const [note] = (await read(m.parent, 'family'))!;
    await allow(m.parent, note!);
    expect(await allow(m.parent, note!, false)).toBe('done');
    expect(isRefused(await bring(m.mediator, note!, 'everyone'))).toBe(true);
    await db.owner`update private_room set kind = 'sealed' where mediation_id = ${m.mediationId}`;
    expect(isRefused(await bring(m.parent, { words: 'As allowed.' }, 'everyone'))).toBe(true);
    expect(await bring(m.mediator, { words: 'As allowed.' }, 'everyone')).toBe('done');
    expect(await carried(m.manager, 'council')).toEqual(['As allowed.']);
  });
});

describe('the notes of the one who leads', () => {
  const keep = (m: TestMeeting, person: Person, words: string) =>
    m.as(person, (tx, scope) => keepLeadNotes(tx, scope, m.mediationId, words, new Date()));
  const seen = (m: TestMeeting, person: Person) =>
    m.as(person, async (tx, scope) => (await leadNotesOf(tx, scope, m.mediationId)).words);

  test('A11 E05 ROOM12: theirs alone, sealed, not inherited by whoever comes after, and gone when it closes', async () => {
    const m = await makeApart(db, { child: 'Kit' });
    expect(await keep(m, m.mediator, CANARY)).toBe('done');
    expect(await keep(m, m.mediator, `${CANARY} again`)).toBe('done');
    expect(await seen(m, m.mediator)).toBe(`${CANARY} again`);
    for (const person of [m.parent, m.manager, m.officer]) {
      expect(await keep(m, person, 'mine')).toBeNull();
      expect(await seen(m, person)).toBe('');
    }
    const rows = await db.owner`select mediator_note::text as all from mediator_note`;
    expect(rows.map(({ all }) => String(all).includes('canary'))).toEqual([false]);

    const next = await makePerson(db, m.councilId, 'practitioner', 'Ida Lund');
    await giveStanding(db, m.councilId, m.caseFileId, next.personId, 'mediator');
    await db.owner`update mediation_party set left_at = now() where party_id = ${m.parties.mediator}`;
    await db.owner`insert into mediation_party (council_id, case_file_id, party_id, mediation_id, person_id, side, coming_as, name, added_by, independent_at)
      values (${m.councilId}, ${m.caseFileId}, gen_random_uuid(), ${m.mediationId}, ${next.personId}, 'neutral', 'mediator', 'Ida Lund', ${m.officer.personId}, now())`;
    expect(await seen(m, next)).toBe('');
    expect(await seen(m, m.mediator)).toBe('');
    expect(await keep(m, m.mediator, 'still here')).toBeNull();
    await db.owner`update mediation set closed_at = now() where mediation_id = ${m.mediationId}`;
    expect(await db.owner`select 1 from mediator_note where mediation_id = ${m.mediationId}`).toEqual([]);
  });
});
