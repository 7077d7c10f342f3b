import { tmpdir } from 'node:os';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { addDays } from '#domain/calendar/date.ts';
import { today } from '#domain/calendar/today.ts';
import { findStanding } from '#domain/people/gate.server.ts';
import { inTransaction } from '#server/db.ts';
import { verifyHistory } from '#server/verify/history.ts';
import { caseOf, exclude, makeAreaTeam, owe, personalScope } from '../../../../tests/support/area-team.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { addEntry } from '../thread/add-entry.server.ts';
import { firstRingBy, wordsToOfficer, wordsToTray } from './handover.ts';
import { handOverMany, type ManyAsked } from './many.server.ts';

const at = { today: today(() => new Date()), now: new Date() };
const ringBy = firstRingBy(at.today);
const toTray = wordsToTray({ from: 'Sam Okoro', byThemselves: true, writer: 'Sam Okoro' });
let db: TestDatabase;
let it: Awaited<ReturnType<typeof makeAreaTeam>>;
beforeAll(async () => {
  process.env.MAIL_DOMAIN = 'cases.meadowshire.example';
  process.env.MAIL_IN_SECRET = 'handed-over'.repeat(5);
  db = await freshDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  it = await makeAreaTeam(db);
});

const entriesOf = (caseFileId: string) =>
  db.owner`select words from contact_entry where case_file_id = ${caseFileId} and kind = 'handover'`;

describe('many cases at once', () => {
  const many = (change: Partial<ManyAsked> = {}): ManyAsked => ({
    ...{ personId: it.sam.personId, note: 'All is in the thread.', ringBy, wordsToTray: toTray },
    words: wordsToOfficer({ from: 'Sam Okoro', byThemselves: false, writer: 'Maria Lewis' }),
    wordsNobodyWent: wordsToOfficer({ from: null, byThemselves: false, writer: 'Maria Lewis' }),
    cases: it.files.map(({ caseFileId }) => ({ caseFileId, toId: it.priya.personId, note: '' })),
    ...change,
  });
  const hand = (by: Person, asked: ManyAsked) => {
    const scope = personalScope(by, 'team:see');
    return underScope(scope, (tx) => handOverMany(tx, scope, asked, at));
  };

  test(
    'HAN6: 177 cases go to two colleagues in one act of seconds, and every family is told by name',
    { timeout: 120_000 },
    async () => {
      for (let n = 3; n < 177; n += 1) it.files.push(await caseOf(db, it.councilId, it.teamId, it.sam, n));
      const to = [it.priya.personId, it.nadia.personId];
      const cases = it.files.map(({ caseFileId }, n) => ({
        caseFileId,
        toId: to[n % 2]!,
        note: n === 0 ? 'Ring first.' : '',
      }));
      const startedAt = performance.now();
      expect(await hand(it.maria, many({ cases }))).toEqual({ handed: 177 });
      expect(performance.now() - startedAt).toBeLessThan(15_000);
      const [told] =
        await db.owner`select count(distinct case_file_id)::int as cases, count(*)::int as sent from contact_sending where council_id = ${it.councilId} and to_person_id in (select person_id from person where council_id = ${it.councilId} and kind = 'family')`;
      expect(told).toEqual({ cases: 177, sent: 177 });
      const loads =
        await db.owner`select count(*)::int from standing where council_id = ${it.councilId} and role = 'case_officer' and ended_at is null group by person_id order by 1`;
      expect(loads.map(({ count }) => count)).toEqual([88, 89]);
      const [first] = await db.owner`select note from handover where case_file_id = ${it.files[0]!.caseFileId}`;
      expect(first!.note).toBe('All is in the thread.\n\nRing first.');
      const [trail] =
        await db.owner`select count(*)::int from history where action = 'case.handed_over' and council_id = ${it.councilId}`;
      expect(trail!.count).toBe(177);
    },
  );

  test('HAN6 A30: one case that may not go where it was sent stops the whole act, and names the case', async () => {
    await exclude(db, it.councilId, it.files[1]!.caseFileId, it.priya, it.maria);
    const answer = await hand(it.maria, many());
    expect(answer).toMatchObject({ field: `to-${it.files[1]!.caseFileId}` });
    expect(isRefused(answer) && answer.refused).toMatch(/Priya Shah may not see MC-/);
    for (const n of [0, 1, 2])
      expect(await findStanding(it.sam, it.files[n]!.caseFileId)).toMatchObject({ grant: 'specific' });
    await expect(hand(it.nadia, many())).rejects.toThrow();
    expect(await hand(it.maria, many({ cases: [] }))).toMatchObject({ field: 'cases' });
  });

  test('HAN6: some to a colleague and some to the team, each family with the words for theirs', async () => {
    const cases = many().cases.map((one, n) => (n === 0 ? { ...one, toId: null } : one));
    expect(await hand(it.sam, many({ cases }))).toEqual({ handed: 3 });
    expect((await entriesOf(it.files[0]!.caseFileId))[0]!.words).toContain('North team');
    expect((await entriesOf(it.files[1]!.caseFileId))[0]!.words).toContain('Priya Shah');
  });

  test('HAN2 HAN4 HAN6: of many, each case keeps its promises, and its history says what was promised, written and handed over', async () => {
    for (const { caseFileId } of it.files)
      await owe(db, { councilId: it.councilId, caseFileId }, it.sam, addDays(at.today, 3));
    expect(await hand(it.maria, many())).toEqual({ handed: 3 });
    for (const { caseFileId, parent } of it.files) {
      const promises =
        await db.owner`select kind, owner_name, due_on::text as due_on, for_person_id from promise where case_file_id = ${caseFileId} order by kind`;
      expect(promises).toEqual([
        { kind: 'call_back', owner_name: 'Priya Shah', due_on: ringBy, for_person_id: parent.personId },
        { kind: 'reply', owner_name: 'Priya Shah', due_on: addDays(at.today, 3), for_person_id: null },
      ]);
      const trail =
        await db.owner`select action, actor_id from history where chain_id = ${caseFileId} order by sequence`;
      expect(trail.map(({ action }) => action)).toEqual(['promise.made', 'contact.written_to_all', 'case.handed_over']);
      expect(new Set(trail.map(({ actor_id }) => actor_id))).toEqual(new Set([it.maria.personId]));
      expect((await entriesOf(caseFileId))[0]!.words).toMatch(/Sam Okoro.*Priya Shah, 0300 000 0001/);
    }
    expect((await verifyHistory(db.owner, tmpdir())).faults).toEqual([]);
  });

  test('THR8 HAN6: whoever is told of a change is told as of anything in the thread, a supporter too, and nobody excluded', async () => {
    const [file] = it.files;
    const { councilId } = it;
    const join = async (name: string, caseFileId: string) => {
      const one = await makePerson(db, councilId, 'family', name);
      await giveStanding(db, councilId, caseFileId, one.personId, 'supporter');
      return one;
    };
    const friend = await join('Jo Friend', file!.caseFileId);
    await exclude(db, councilId, file!.caseFileId, await join('Al Barred', file!.caseFileId), it.maria);
    await hand(it.maria, many());
    const of = { councilId, caseFileId: file!.caseFileId, personId: it.priya.personId };
    await inTransaction(of, (tx) =>
      addEntry(
        tx,
        of,
        { kind: 'message', direction: 'out', withPersonId: null, words: 'Hi', happenedAt: at.now },
        at.now,
      ),
    );
    const told = (kind: string) => db.owner`
      select s.to_person_id, o.channel, o."to", o.subject, o.body, o.reply_to, o.automatic, o.message_id like '<' || o.outbox_id || '@%' as named
        from contact_sending s join outbox o using (outbox_id) join contact_entry e using (contact_entry_id)
       where e.case_file_id = ${file!.caseFileId} and e.kind = ${kind} order by 1`;
    const ofChange = await told('handover');
    expect(ofChange).toEqual(await told('message'));
    expect(ofChange.map((one) => one.to_person_id).sort()).toEqual([file!.parent.personId, friend.personId].sort());
    expect(ofChange[0]!.reply_to).toMatch(/^[a-z0-9]{16}@cases\.meadowshire\.example$/);
  });

  test('A01 HAN6: whatever is asked of the database, another council’s case does not change hands', async () => {
    const other = await makeAreaTeam(db, 1);
    const [theirs] = other.files;
    const change = {
      caseFileId: theirs!.caseFileId,
      handoverId: theirs!.caseFileId,
      note: 'x',
      calls: [],
      messages: [],
    };
    const forged = inTransaction(it.maria, (tx) =>
      tx.execute(`select change_officers('${JSON.stringify([change])}', '{}', now())`),
    );
    await expect(forged).rejects.toMatchObject({ cause: { code: '23503' } });
    expect(
      await hand(it.maria, many({ cases: [{ caseFileId: theirs!.caseFileId, toId: it.priya.personId, note: '' }] })),
    ).toMatchObject({ field: 'cases' });
    expect(await findStanding(other.sam, theirs!.caseFileId)).toMatchObject({ grant: 'specific' });
  });
});
