import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { AccessEnded, underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { makeSpace, once, type MadeSpace } from '../../../tests/support/space.ts';
import { keepWordsInMemory } from '../../../tests/support/words.ts';
import { closeSpace } from './close.server.ts';
import { openSpace } from './open.server.ts';
import { addPage, removePage } from './page-commands.server.ts';
import { addPoint } from './point-commands.server.ts';
import { callHand, endBreak, lowerHand, moveAgenda, raiseHand, takeBreak } from './room-commands.server.ts';
import { viewSpace } from './view.server.ts';
import { theCheck } from './place.server.ts';
import { saveWords, sha256Of } from './words.server.ts';

const words = keepWordsInMemory();
const now = new Date('2026-05-14T13:25:00Z');
let db: TestDatabase;
let room: MadeSpace;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());
beforeEach(async () => void (room = await makeSpace(db)));

const refusal = (code: string) => expect.objectContaining({ code });
const seenBy = async (scope: CaseScope) => (await underScope(scope, (tx) => viewSpace(tx, scope, 'Maya', now)))!;

describe('opening', () => {
  test('two officers who open a space at once open the same one, with three documents', async () => {
    await db.owner`update space set closed_at = now() where space_id = ${room.space.spaceId}`;
    const scopes = [await room.priya.may('room:lead'), await room.sam.may('room:lead')];
    const opened = await Promise.all(scopes.map((scope) => underScope(scope, (tx) => openSpace(tx, scope, theCheck))));
    expect(opened[0]!.spaceId).toBe(opened[1]!.spaceId);
    expect(opened[0]!.spaceId).not.toBe(room.space.spaceId);
    const kinds = await db.owner`select kind from document where subject_id = ${opened[0]!.spaceId} order by kind`;
    expect(kinds.map(({ kind }) => kind)).toEqual(['council', 'family', 'shared']);
  });
});

describe('hands', () => {
  test('SP8: called hands leave, and a family hand rises past a third professional', async () => {
    const raise = async (person: MadeSpace['dana'], typed = '') =>
      raiseHand(await person.may('room:take-part'), { ...once(), words: typed });
    for (const person of [room.priya, room.sam, room.lee, room.dana]) await raise(person);
    const lead = await room.priya.may('room:lead');
    expect((await seenBy(lead)).hands.map(({ name }) => name)).toEqual(['Priya Shah', 'Sam Okoro', 'Dana', 'Lee']);
    await callHand(lead, { ...once(), personId: room.priya.personId });
    await callHand(lead, { ...once(), personId: room.sam.personId });
    await raise(room.sam);
    expect((await seenBy(lead)).hands.map(({ name }) => name)).toEqual(['Dana', 'Lee', 'Sam Okoro']);
    await expect(callHand(lead, { ...once(), personId: room.priya.personId })).rejects.toEqual(refusal('hand-not-up'));
  });
  test('what somebody typed instead of saying is for the chair and themselves', async () => {
    await raiseHand(await room.jo.may('room:take-part'), { ...once(), words: 'Dana needs a minute' });
    const wordsFor = async (scope: CaseScope) => (await seenBy(scope)).hands[0]!.words;
    expect(await wordsFor(await room.priya.may('room:lead'))).toBe('Dana needs a minute');
    expect(await wordsFor(await room.jo.may('space:see'))).toBe('Dana needs a minute');
    expect(await wordsFor(await room.lee.may('space:see'))).toBe('');
    await lowerHand(await room.jo.may('room:take-part'), once());
    await expect(lowerHand(await room.jo.may('room:take-part'), once())).rejects.toEqual(refusal('hand-not-up'));
  });
});

describe('the meeting', () => {
  test('SP7: the chair moves along the agenda and not past its ends', async () => {
    const lead = await room.priya.may('room:lead');
    await moveAgenda(lead, { ...once(), item: 3 });
    expect((await seenBy(lead)).agendaItem).toBe(3);
    await expect(moveAgenda(lead, { ...once(), item: 5 })).rejects.toEqual(refusal('agenda-unknown'));
    await expect(room.dana.may('room:lead')).rejects.toThrow('forbidden');
  });
  test('SP9: anyone may take a break; who asked is shown only when they want', async () => {
    const lee = await room.lee.may('room:take-part');
    await takeBreak(lee, { ...once(), length: '10', sayWho: false }, now);
    expect((await seenBy(lee)).break).toBe('Break until 2.35pm.');
    await takeBreak(await room.dana.may('room:take-part'), { ...once(), length: '5', sayWho: true }, now);
    expect((await seenBy(lee)).break).toBe('Dana asked for a break. Break until 2.30pm.');
    await endBreak(lee, once());
    expect((await seenBy(lee)).break).toBeNull();
  });
  test('what happened is told in sentences, and one’s own is marked', async () => {
    const { pointId } = await addPoint(await room.dana.may('point:add'), { ...once(), title: 'Transport' });
    const told = async (scope: CaseScope) => (await seenBy(scope)).told.at(-1);
    expect(await told(await room.dana.may('space:see'))).toMatchObject({
      sentence: 'The family added point 1.',
      mine: true,
    });
    expect(await told(await room.lee.may('space:see'))).toMatchObject({ mine: false });
    expect(pointId).toHaveLength(36);
  });
});

describe('pages a point rests on', () => {
  async function paper(pages = 4) {
    const id = v7();
    await db.owner`insert into evidence_item (council_id, case_file_id, evidence_item_id, title, file_name, media_type, bytes, sha256, pages, state, scan, added_by, added_side)
      values (${room.councilId}, ${room.file}, ${id}, 'School report', 'school.pdf', 'application/pdf', 9, 'aa', ${pages}, 'ready', 'clean', ${room.priya.personId}, 'council')`;
    return id;
  }
  test('a page is added once, must exist, and is taken away by the side that added it', async () => {
    const { pointId } = await addPoint(await room.dana.may('point:add'), { ...once(), title: 'Transport' });
    const scope = await room.dana.may('space:write');
    const page = { pointId, evidenceItemId: await paper(), page: 4 };
    await addPage(scope, { ...once(), ...page });
    expect((await seenBy(scope)).points[0]!.pages).toEqual([
      { evidenceItemId: page.evidenceItemId, page: 4, side: 'family', title: 'School report' },
    ]);
    await expect(addPage(scope, { ...once(), ...page })).rejects.toEqual(refusal('page-there'));
    await expect(addPage(scope, { ...once(), ...page, page: 5 })).rejects.toEqual(refusal('page-unknown'));
    await expect(addPage(scope, { ...once(), ...page, evidenceItemId: v7() })).rejects.toEqual(refusal('page-unknown'));
    await expect(removePage(await room.priya.may('space:write'), { ...once(), ...page })).rejects.toEqual(
      refusal('not-your-page'),
    );
    await removePage(scope, { ...once(), ...page });
    expect((await seenBy(scope)).points[0]!.pages).toEqual([]);
  });
});

describe('words from a plain form', () => {
  test('each side writes its own document, and nobody’s newer words are written over', async () => {
    const { pointId } = await addPoint(await room.dana.may('point:add'), { ...once(), title: 'Transport' });
    const jo = await room.jo.may('space:write');
    await saveWords(jo, { name: pointId, words: 'A taxi\r\nat eight', place: theCheck, shownSha256: sha256Of('') });
    expect(words.read(room.documents.family, pointId)).toBe('A taxi\nat eight');
    const stale = { name: pointId, words: 'A bus', place: theCheck, shownSha256: sha256Of('') };
    await expect(saveWords(jo, stale)).rejects.toEqual(refusal('words-changed'));
    await saveWords(await room.priya.may('space:write'), stale);
    expect(words.read(room.documents.council, pointId)).toBe('A bus');
    expect(words.read(room.documents.family, pointId)).toBe('A taxi\nat eight');
  });
  test('the summary is the family’s own; the note is everybody’s', async () => {
    const officer = await room.priya.may('space:write');
    await expect(
      saveWords(officer, { name: 'summary', words: 'x', place: theCheck, shownSha256: sha256Of('') }),
    ).rejects.toEqual(refusal('not-yours'));
    await saveWords(officer, { name: 'note', words: 'Began at two', place: theCheck, shownSha256: sha256Of('') });
    await saveWords(await room.dana.may('space:write'), {
      name: 'note',
      words: 'Began at ten past two',
      place: theCheck,
      shownSha256: sha256Of('Began at two'),
    });
    expect(words.read(room.documents.shared, 'note')).toBe('Began at ten past two');
  });
  test('words for a point that is not here, or that are far too long, are refused', async () => {
    const dana = await room.dana.may('space:write');
    await expect(
      saveWords(dana, { name: v7(), words: 'x', place: theCheck, shownSha256: sha256Of('') }),
    ).rejects.toEqual(refusal('not-found'));
    await expect(
      saveWords(dana, { name: 'note', words: 'x'.repeat(20_001), place: theCheck, shownSha256: sha256Of('') }),
    ).rejects.toEqual(refusal('too-long'));
  });
});

describe('closing', () => {
  const line = { hearBy: '2026-05-21', hearHow: 'call' };
  test('SP10: the line names somebody of the council on this case; then all is read-only', async () => {
    const lead = await room.priya.may('room:lead');
    await expect(closeSpace(lead, { ...once(), ...line, hearFrom: room.dana.personId }, now)).rejects.toEqual(
      refusal('hear-from-needed'),
    );
    await expect(
      closeSpace(lead, { ...once(), ...line, hearFrom: room.priya.personId, hearBy: '2026-05-23' }, now),
    ).rejects.toMatchObject({ code: 'hear-by-not-working', field: 'hearBy' });
    await closeSpace(lead, { ...once(), ...line, hearFrom: room.priya.personId }, now);
    expect((await seenBy(lead)).closed?.sentence).toBe(
      'You will hear from Priya Shah by Thursday 21 May 2026 by phone call.',
    );
    expect(words.isClosed(room.documents.family)).toBe(true);
    await expect(addPoint(await room.dana.may('point:add'), { ...once(), title: 'Late' })).rejects.toEqual(
      refusal('closed'),
    );
    await expect(raiseHand(await room.dana.may('room:take-part'), { ...once(), words: '' })).rejects.toEqual(
      refusal('closed'),
    );
    await expect(
      saveWords(await room.dana.may('space:write'), {
        name: 'note',
        words: 'x',
        place: theCheck,
        shownSha256: sha256Of(''),
      }),
    ).rejects.toEqual(refusal('closed'));
  });
  test('B17: closing twice by the same form closes once', async () => {
    const lead = await room.priya.may('room:lead');
    const form = { ...once(), ...line, hearFrom: room.priya.personId };
    await closeSpace(lead, form, now);
    expect(await closeSpace(lead, form, now)).toBeNull();
    expect(
      await db.owner`select 1 from history where chain_id = ${room.file} and action = 'space.closed'`,
    ).toHaveLength(1);
  });
  test('B06: whoever’s place ended cannot close, write or raise a hand', async () => {
    const lead = await room.sam.may('room:lead');
    const write = await room.sam.may('space:write');
    await room.sam.end();
    await expect(closeSpace(lead, { ...once(), ...line, hearFrom: room.priya.personId }, now)).rejects.toThrow(
      AccessEnded,
    );
    await expect(
      saveWords(write, { name: 'note', words: 'x', place: theCheck, shownSha256: sha256Of('') }),
    ).rejects.toThrow(AccessEnded);
    await expect(raiseHand(lead, { ...once(), words: '' })).rejects.toThrow(AccessEnded);
  });
});
