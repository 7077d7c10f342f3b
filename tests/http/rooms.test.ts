import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { agreeAll } from '../support/meetings.ts';
import { makeMediation } from '../support/mediations.ts';
import { plainBrowser, type PlainAnswer } from '../support/plain-pages.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const CANARY = 'canary-heron-41';
let db: TestDatabase;
let server: RunningServer;
let plain: ReturnType<typeof plainBrowser>;

beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl });
  plain = plainBrowser(db, server);
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const words = ({ html }: PlainAnswer) =>
  html
    .replace(/<script.*?<\/script>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

/** A mediation everybody has agreed to, and its pages as plain browsers see them. */
async function meeting(child: string) {
  const made = await makeMediation(db, child);
  await agreeAll(db, made.mediationId);
  const base = `/cases/${made.caseFileId}/mediation/${made.mediationId}`;
  const version = async () => {
    const [row] = await db.owner`select version from mediation where mediation_id = ${made.mediationId}`;
    return String(row!['version']);
  };
  const see = (who: Person, path: string) => plain.see(who, base + path);
  const post = (who: Person, path: string, fields: Record<string, string> = {}) => plain.post(who, base + path, fields);
  const move = async (who: Person, path: string, fields: Record<string, string> = {}) =>
    post(who, path, { version: await version(), ...fields });
  return { ...made, base, see, post, move };
}
type Meeting = Awaited<ReturnType<typeof meeting>>;

/** Begun, apart at the family's asking, and with the family's notes kept on the server. */
async function apart(child: string): Promise<Meeting> {
  const m = await meeting(child);
  await m.move(m.mediator, '/room?/begin');
  await m.move(m.parent, '/room?/minute');
  await m.post(m.parent, '/private/family?/kept');
  return m;
}

describe('everyone’s room without JavaScript', () => {
  test('ROOM1 ROOM3 ROOM5 ROOM6: begun, a private minute, a break and a stop, each told in plain words', async () => {
    const m = await meeting('Maya');
    expect(words(await m.see(m.parent, '/room'))).toContain('The meeting has not begun. The mediator begins it.');
    expect((await m.move(m.parent, '/room?/begin')).status).toBe(403);
    expect((await m.move(m.mediator, '/room?/begin')).location).toBe(`${m.base}/room`);
    const room = words(await m.see(m.parent, '/room'));
    expect(room).toContain('EVERYONE');
    expect(room).toContain('You, Jo Rowe, Priya Shah, Ruth Adeyemi and the mediator, Sam Okoro');
    expect(room).toContain('It can’t be used at a tribunal');
    for (const button of ['I need a break', 'Stop for today', 'A private minute']) expect(room).toContain(button);

    expect((await m.move(m.parent, '/room?/minute')).location).toBe(`${m.base}/private/family`);
    for (const who of [m.manager, m.parent])
      expect(words(await m.see(who, '/room'))).toContain('We’re taking a short break.');
    expect(words(await m.see(m.manager, '/room'))).not.toContain('rivate minute');
    await m.move(m.mediator, '/lead?/apart', { leadWith: 'family', minutes: '20' });
    expect(words(await m.see(m.manager, '/room'))).toMatch(
      /The mediator is with the other side. Back by about \d+\.\d\d[ap]m\./,
    );
    expect(words(await m.see(m.supporter, '/private/family'))).toContain('The mediator is with you.');
    await m.post(m.manager, '/room?/break', { minutes: '15' });
    expect(words(await m.see(m.parent, '/room'))).toContain('if it runs on, we may finish another day: that’s fine.');
    await m.post(m.parent, '/room?/stop');
    expect(words(await m.see(m.manager, '/room'))).toContain('We have stopped for today.');
  });

  test('MED2: a form of an older page is told so, and nothing moves', async () => {
    const m = await meeting('Nell');
    await m.move(m.mediator, '/room?/begin');
    const late = await m.post(m.parent, '/room?/minute', { version: '1' });
    expect([late.status, words(late)]).toEqual([400, expect.stringContaining('Something changed while you looked.')]);
    expect(words(await m.see(m.parent, '/room'))).toContain('We are all together.');
  });

  test('RDY6: whoever has not agreed to mediate is told what to do first, and sees nothing of the room', async () => {
    const m = await meeting('Otis');
    await db.owner`update mediation_party set agreed_to_mediate_at = null where party_id = ${m.parties.parent}`;
    const room = words(await m.see(m.parent, '/room'));
    expect(room).toContain('read the agreement to mediate and say yes to it');
    expect(room).not.toContain('Notes of this meeting');
    expect((await m.move(m.parent, '/room?/break')).status).toBe(400);
  });

  test('ROOM11: the running note is kept from a plain form, and nobody’s words are written over', async () => {
    const m = await meeting('Pia');
    await m.move(m.mediator, '/room?/begin');
    const shownOn = ({ html }: PlainAnswer) => /name="shown" value="(\w+)"/.exec(html)![1]!;
    const shown = shownOn(await m.see(m.parent, '/room'));
    expect((await m.post(m.parent, '/room?/note', { words: 'Bring the report.', shown })).status).toBe(303);
    const late = await m.post(m.manager, '/room?/note', { words: 'Something else', shown });
    expect(late.status).toBe(400);
    expect(words(late)).toContain('Somebody changed these words while you wrote.');
    expect(words(late)).toContain('Bring the report.');
  });
});

describe('private rooms without JavaScript', () => {
  test('ROOM2 ROOM9 ROOM10: off until asked for; a note kept, its exact words shown, allowed, and carried', async () => {
    const m = await meeting('Quin');
    await m.move(m.mediator, '/room?/begin');
    expect(words(await m.see(m.parent, '/private/family'))).toContain('Private rooms are off.');
    await m.move(m.parent, '/room?/minute');
    const sealed = words(await m.see(m.parent, '/private/family'));
    expect(sealed).toContain('PRIVATE You, Jo Rowe and the mediator, Sam Okoro. The council cannot see or hear this.');
    expect(sealed).toContain('can be read only on the devices of: You, Jo Rowe and the mediator, Sam Okoro');
    expect((await m.post(m.parent, '/private/family?/kept')).status).toBe(303);
    expect((await m.post(m.parent, '/private/family?/say', { words: CANARY })).status).toBe(303);
    const kept = await m.see(m.parent, '/private/family');
    expect(words(kept)).toContain('could technically read it');
    const note = /name="share" value="([\w-]+)"/.exec(kept.html)![1]!;
    const asked = await m.see(m.parent, `/private/family?share=${note}`);
    expect(words(asked)).toContain(`These exact words may be shared ${CANARY}`);
    const shown = /name="shown" value="(\w+)"/.exec(asked.html)![1]!;
    const carry = () => m.post(m.mediator, '/lead?/carry', { side: 'family', note, shownTo: 'council' });
    expect((await carry()).status).toBe(400);
    expect((await m.post(m.parent, '/private/family?/allow', { note, shown })).status).toBe(303);
    expect(words(await m.see(m.mediator, '/lead'))).toContain('You may share exactly these words of the family');
    expect(words(await m.see(m.manager, '/room'))).not.toContain(CANARY);
    expect((await carry()).status).toBe(303);
    expect(words(await m.see(m.manager, '/room'))).toContain(CANARY);
  });

  test('A10 A11 E01 E06: the other side and the officer who is not in it find an id of nothing, on every page and form', async () => {
    const m = await apart('Rae');
    await m.post(m.parent, '/private/family?/say', { words: CANARY });
    await m.post(m.mediator, '/lead?/notes', { notes: `${CANARY} own` });
    const absent = await plain.see(
      m.manager,
      `/cases/${m.caseFileId}/mediation/0190a000-0000-7000-8000-000000000000/private/family`,
    );
    const hidden = await m.see(m.manager, '/private/family');
    expect([hidden.status, absent.status]).toEqual([404, 404]);
    for (const act of ['call', 'callOff', 'back', 'kept', 'say', 'allow', 'takeBack'])
      expect((await m.post(m.manager, `/private/family?/${act}`, { words: 'x' })).status, act).toBe(404);
    expect((await m.see(m.manager, '/private/nobody')).status).toBe(404);
    expect((await m.see(m.manager, '/lead')).status).toBe(403);
    expect((await m.see(m.parent, '/lead')).status).toBe(403);
    for (const path of ['', '/room', '/private/council', '/clauses', '/who', '/words']) {
      const page = await m.see(m.manager, path);
      expect([path, page.status, page.html.includes(CANARY)]).toEqual([path, 200, false]);
    }
    for (const path of ['', '/history', '/people', '/papers'])
      expect((await plain.see(m.manager, `/cases/${m.caseFileId}${path}`)).html).not.toContain(CANARY);
  });

  test('E02: what the other side sees is the same, letter by letter, whether the private room is silent or busy', async () => {
    const m = await apart('Sol');
    const clean = ({ html }: PlainAnswer) =>
      html
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')
        .replace(/nonce="[^"]*"|nonce-[^']*/g, '')
        .replace(/__sveltekit_\w+|servedTo:"\w+"/g, '');
    const silent = [await m.see(m.manager, '/room'), await m.see(m.manager, '/private/council')].map(clean);
    for (const text of [CANARY, 'another', 'a third'])
      await m.post(m.supporter, '/private/family?/say', { words: text });
    await m.post(m.parent, '/private/family?/call');
    await m.post(m.mediator, '/lead?/askBack', { side: 'family' });
    await m.post(m.parent, '/private/family?/back', { answer: 'not_yet' });
    await m.post(m.mediator, '/lead?/notes', { notes: CANARY });
    const busy = [await m.see(m.manager, '/room'), await m.see(m.manager, '/private/council')].map(clean);
    expect(busy).toEqual(silent);
  });

  test('J11 ROOM9: a kept note or notes of the one who leads that were moved say so, and their pages go on', async () => {
    const m = await apart('Ted');
    await m.post(m.manager, '/private/council?/kept');
    await m.post(m.parent, '/private/family?/say', { words: CANARY });
    await m.post(m.mediator, '/lead?/notes', { notes: CANARY });
    await db.owner`update private_note set side = 'council', may_share_at = now() where mediation_id = ${m.mediationId}`;
    await db.owner`update mediator_note set sealed = (select sealed from private_note where mediation_id = ${m.mediationId} limit 1) where mediation_id = ${m.mediationId}`;
    for (const [who, path, says] of [
      [m.manager, '/private/council', 'This note can’t be opened: what was kept of it was changed or moved.'],
      [m.mediator, '/lead', 'What was kept of them can’t be opened: it was changed or moved.'],
    ] as const) {
      const page = await m.see(who, path);
      expect([path, page.status, page.html.includes(CANARY)]).toEqual([path, 200, false]);
      expect(words(page)).toContain(says);
    }
    await m.post(m.mediator, '/lead?/notes', { notes: 'New ones.' });
    expect((await m.see(m.mediator, '/lead')).html).toContain('New ones.');
  });

  test('ROOM4: the mediator calls back only who was asked, and hears "not yet"', async () => {
    const m = await apart('Tess');
    expect(words(await m.move(m.mediator, '/lead?/together'))).toContain('Ask first.');
    for (const side of ['family', 'council']) await m.post(m.mediator, '/lead?/askBack', { side });
    expect(words(await m.see(m.parent, '/private/family'))).toContain('Sam Okoro: “May I bring you back in 1 minute?”');
    await m.post(m.parent, '/private/family?/back', { answer: 'not_yet' });
    await m.post(m.manager, '/private/council?/back', { answer: 'yes' });
    expect(words(await m.move(m.mediator, '/lead?/together'))).toContain('said “not yet”');
    await m.post(m.parent, '/private/family?/back', { answer: 'yes' });
    expect((await m.move(m.mediator, '/lead?/together')).status).toBe(303);
    expect(words(await m.see(m.parent, '/private/family'))).toContain(
      'Everyone is together now. You come when you are ready.',
    );
  });

  test('E14 ROOM14: while the mediator’s screen is shared, one room is sent and nothing of any other', async () => {
    const m = await apart('Uma');
    await m.post(m.parent, '/private/family?/say', { words: CANARY });
    await m.post(m.parent, '/private/family?/call');
    await m.post(m.mediator, '/lead?/notes', { notes: `${CANARY} own` });
    expect((await m.see(m.mediator, '/lead')).html).toContain(`${CANARY} own`);
    for (const only of ['everyone', 'council']) {
      const { html } = await m.see(m.mediator, `/lead?only=${only}`);
      expect([only, html.includes(CANARY), html.includes('asked you to come')]).toEqual([only, false, false]);
    }
    const family = await m.see(m.mediator, '/lead?only=family');
    expect([family.html.includes('asked you to come'), family.html.includes(`${CANARY} own`)]).toEqual([true, false]);
  });

  test('E13 ROOM9: closed, every room can be read, no form is left, and what was private is gone', async () => {
    const m = await apart('Vic');
    await m.post(m.parent, '/private/family?/say', { words: CANARY });
    await db.owner`update mediation set closed_at = now(), state = 'closed' where mediation_id = ${m.mediationId}`;
    const room = await m.see(m.parent, '/room');
    expect(words(room)).toContain('This mediation is closed.');
    expect(room.html).not.toContain('method="POST" action="?/');
    const own = await m.see(m.parent, '/private/family');
    expect(words(own)).toContain('What was written in it is deleted.');
    expect(own.html).not.toContain(CANARY);
    expect(words(await m.post(m.parent, '/private/family?/say', { words: 'late' }))).toContain(
      'This mediation is closed.',
    );
  });
});
