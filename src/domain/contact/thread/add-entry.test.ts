import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inTransaction } from '#server/db.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCase } from '../../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { sayInThread } from '../../../../tests/support/thread.ts';
import { addEntry } from './add-entry.server.ts';

let db: TestDatabase;
let made: Awaited<ReturnType<typeof makeCase>>;
let other: Awaited<ReturnType<typeof makePerson>>;
beforeAll(async () => void (db = await freshDatabase()));
beforeEach(async () => {
  made = await makeCase(db);
  other = await makePerson(db, made.councilId, 'family', 'Sam Rowe');
  await giveStanding(db, made.councilId, made.caseFileId, other.personId, 'parent');
});
afterAll(() => db.close());

const MORNING = new Date('2026-04-02T09:00:00Z');
const LATER = new Date('2026-04-02T11:00:00Z');
const promises = () =>
  db.owner<
    { kind: string; due_on: string | null; kept_on: string | null; owner_name: string; for_person_id: string }[]
  >`
    select kind, due_on::text, kept_on::text, owner_name, for_person_id from promise where case_file_id = ${made.caseFileId} order by at, step`;
const open = async () => (await promises()).filter(({ kept_on }) => !kept_on).map(({ kind }) => kind);
const outbox = () =>
  db.owner<{ to: string; channel: string; subject: string; body: string }[]>`
    select o."to", o.channel, o.subject, o.body from contact_sending s join outbox o on o.outbox_id = s.outbox_id
     where s.case_file_id = ${made.caseFileId} order by o.created_at, o."to"`;
const addressOf = async ({ personId }: { personId: string }) =>
  (await db.owner<{ email: string }[]>`select email from person where person_id = ${personId}`)[0]!.email;

describe('what is put into the thread', () => {
  test('THR1 THR8: a message starts two clocks on the officer, and the officer is told that there is something', async () => {
    await sayInThread(made.parent, made.caseFileId, { words: 'When is the visit?' }, MORNING);
    const forDana = { for_person_id: made.parent.personId, owner_name: 'Priya Shah', kept_on: null };
    expect(await promises()).toEqual([
      { kind: 'acknowledge', due_on: '2026-04-07', ...forDana },
      { kind: 'reply', due_on: '2026-04-13', ...forDana },
    ]);
    const told = await outbox();
    // And whoever wrote, that it was acknowledged (HOL2).
    const both = [await addressOf(made.officer), await addressOf(made.parent)].sort();
    expect(told.map(({ to }) => to).sort()).toEqual(both);
    expect(JSON.stringify(told)).not.toMatch(/visit|Maya|Dana/);
  });

  test('THR5: an officer’s answer keeps what was promised to the same person, and not to another', async () => {
    await sayInThread(made.parent, made.caseFileId, { words: 'When is the visit?' }, MORNING);
    await sayInThread(other, made.caseFileId, { words: 'And for me?' }, MORNING);
    await sayInThread(
      made.officer,
      made.caseFileId,
      { words: 'On Monday.', withPersonId: made.parent.personId },
      LATER,
    );
    const left = (await promises()).filter(({ kept_on }) => !kept_on);
    expect(left.map(({ kind, for_person_id }) => [kind, for_person_id])).toEqual([
      ['acknowledge', other.personId],
      ['reply', other.personId],
    ]);
    expect((await outbox()).at(-1)!.to).toBe(await addressOf(made.parent));
  });

  test('THR5: an answer that took place before the message came keeps nothing', async () => {
    await sayInThread(made.parent, made.caseFileId, { words: 'When is the visit?' }, LATER);
    const withPersonId = made.parent.personId;
    const call = { kind: 'call', came: 'spoke', words: 'We spoke.', withPersonId, happenedAt: MORNING } as const;
    await sayInThread(made.officer, made.caseFileId, call, LATER);
    expect(await open()).toEqual(['acknowledge', 'reply']);
  });

  test('THR5: a holding reply says that the message came, and leaves the answer owed', async () => {
    const to = { withPersonId: made.parent.personId, direction: 'out' as const, automatic: true };
    await sayInThread(made.parent, made.caseFileId, { words: 'Hello?' }, MORNING);
    const nobody = { councilId: made.councilId, caseFileId: made.caseFileId, personId: null };
    const holding = { kind: 'holding' as const, words: 'We have your message.', authorId: made.officer.personId };
    await inTransaction(nobody, (tx) => addEntry(tx, nobody, { ...holding, ...to, happenedAt: MORNING }, MORNING));
    expect(await open()).toEqual(['reply']);
    const away = { kind: 'email' as const, words: 'I am away.', authorId: null };
    await inTransaction(nobody, (tx) => addEntry(tx, nobody, { ...away, ...to, happenedAt: LATER }, LATER));
    expect(await open()).toEqual(['reply']);
    const [row] =
      await db.owner`select actor_id from history where chain_id = ${made.caseFileId} and action = 'contact.written' order by sequence desc limit 1`;
    expect(row!.actor_id).toBeNull();
  });

  test('THR6: a second message before the answer is a chase, and starts its own clocks', async () => {
    await sayInThread(made.parent, made.caseFileId, { words: 'Hello?' }, MORNING);
    await sayInThread(made.parent, made.caseFileId, { words: 'Is anybody there?' }, LATER);
    await sayInThread(other, made.caseFileId, { words: 'I write for the first time.' }, LATER);
    const rows = await db.owner<{ words: string; chases: boolean }[]>`
      select words, chases from contact_entry where case_file_id = ${made.caseFileId} and direction = 'in' order by at`;
    expect(rows.map(({ chases }) => chases)).toEqual([false, true, false]);
    expect(await promises()).toHaveLength(6);
  });

  test('THR7: to everybody reaches everybody on the family’s side but whoever wrote it', async () => {
    await sayInThread(made.parent, made.caseFileId, { words: 'To us all.', withPersonId: null }, MORNING);
    const told = (await outbox()).map(({ to }) => to).sort();
    expect(told).toEqual([await addressOf(other), await addressOf(made.officer)].sort());
    const [row] =
      await db.owner`select count(*)::int as seen from history where chain_id = ${made.caseFileId} and action = 'contact.written_to_all'`;
    expect(row!.seen).toBe(1);
  });

  test('THR10: an update without news promises the next, and keeps the one before', async () => {
    const update = { kind: 'update', words: 'No news yet.', waitsFor: 'The report of the therapist' } as const;
    await sayInThread(made.officer, made.caseFileId, { ...update, nextOn: '2026-04-16' }, MORNING);
    expect(await open()).toEqual(['update']);
    await sayInThread(made.officer, made.caseFileId, { ...update, nextOn: '2026-04-30' }, LATER);
    expect((await promises()).map(({ due_on, kept_on }) => [due_on, kept_on])).toEqual([
      ['2026-04-16', '2026-04-02'],
      ['2026-04-30', null],
    ]);
  });

  test('THR4: a setting holds for what comes in from its day on, also when a family member writes', async () => {
    await db.owner`insert into contact_setting (council_id, contact_setting_id, from_on, acknowledge_days, reply_days, call_back_days, channels, opens_at, closes_at)
      values (${made.councilId}, gen_random_uuid(), '2026-04-03', 2, 3, 1, '{message}', '08:00', '18:00')`;
    await sayInThread(made.parent, made.caseFileId, { words: 'Before.' }, MORNING);
    await sayInThread(made.parent, made.caseFileId, { words: 'After.' }, new Date('2026-04-07T16:30:00Z'));
    expect((await promises()).map(({ due_on }) => due_on)).toEqual([
      ...['2026-04-07', '2026-04-13'],
      ...['2026-04-09', '2026-04-10'],
    ]);
  });
});
