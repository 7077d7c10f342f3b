import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { addDays } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeFamily, putEntry, wantsNews } from '../../../../tests/support/families.ts';
import { giveStanding, makeCouncil, makePerson } from '../../../../tests/support/people.ts';
import { workingDayUpTo } from './due.ts';
import { familiesToTell } from './families.server.ts';
import { sendUpdates, type Sent } from './send.server.ts';

const now = new Date();
const today = dateOf(now);
const update = {
  words: 'Hello {name}, about {child}: {reason} {date}',
  waitsFor: 'School',
  nextOn: workingDayUpTo(addDays(today, 14)),
};

let db: TestDatabase;
let council: Awaited<ReturnType<typeof makeCouncil>>;
let priya: Person;
beforeAll(async () => {
  db = await freshDatabase();
  process.env.ORIGIN ??= 'http://localhost:3000';
  council = await makeCouncil(db);
  priya = await makePerson(db, council.councilId, 'staff', 'Priya Shah');
});
afterAll(() => db.close());

const scopeOf = async (who: Person) => (await authorise(who, null, 'day:see')) as Scope<'day:see'>;
const send = async (who: Person, ...cases: string[]) => {
  const scope = await scopeOf(who);
  const done = await underScope(scope, (tx) => sendUpdates(tx, scope, new Set(cases), update, now));
  if ('faults' in done) throw new Error(JSON.stringify(done.faults));
  return done satisfies Sent;
};
const families = async (who: Person) => {
  const scope = await scopeOf(who);
  return underScope(scope, (tx) => familiesToTell(tx, scope, today));
};

describe('an update to many', () => {
  test('UPD6: each case gets its entry, its promise, its history; each person that there is an update, and no more', async () => {
    const one = await makeFamily(db, council, priya);
    const two = await makeFamily(db, council, priya, { child: 'Ben', parentName: 'Ellie Carter' });
    expect(await send(priya, one.caseFileId, two.caseFileId)).toMatchObject({
      families: 2,
      people: 2,
      email: 2,
      not: [],
    });
    const entries =
      await db.owner`select kind, direction, automatic, words, next_on::text, waits_for, with_person_id, author_id from contact_entry
      where kind = 'update' and case_file_id = ${two.caseFileId}`;
    expect(entries).toMatchObject([
      {
        direction: 'out',
        automatic: false,
        waits_for: 'School',
        next_on: update.nextOn,
        with_person_id: two.parent.personId,
      },
    ]);
    expect(entries[0]!.words).toContain('Hello Ellie, about Ben: School.');
    const [promise] =
      await db.owner`select kind, due_on::text, owner_id, for_person_id, kept_on from promise where case_file_id = ${two.caseFileId}`;
    expect(promise).toEqual({
      kind: 'update',
      due_on: update.nextOn,
      owner_id: priya.personId,
      for_person_id: two.parent.personId,
      kept_on: null,
    });
    const actions = await db.owner`select action from history where chain_id = ${two.caseFileId} order by sequence`;
    expect(actions.map(({ action }) => action)).toEqual(['contact.written', 'promise.made']);
    const mail =
      await db.owner`select o.subject, o.body, o.automatic from outbox o join contact_sending s on s.outbox_id = o.outbox_id
      where s.case_file_id = ${two.caseFileId} and s.to_person_id = ${two.parent.personId}`;
    expect(mail).toHaveLength(1);
    expect(`${mail[0]!.subject} ${mail[0]!.body}`).not.toMatch(/Ben|School|Ellie/);
  });

  test('UPD6: a second press, and two at once, tell nobody twice; the next one keeps the promise of this', async () => {
    const one = await makeFamily(db, council, priya);
    const both = await Promise.all([send(priya, one.caseFileId), send(priya, one.caseFileId)]);
    expect(both.map(({ people }) => people).sort()).toEqual([0, 1]);
    expect((await send(priya, one.caseFileId)).not[0]!.because).toContain('today');
    const scope = await scopeOf(priya);
    const later = new Date(now.getTime() + 7 * 86_400_000);
    const next = { ...update, nextOn: workingDayUpTo(addDays(today, 28)) };
    await underScope(scope, (tx) => sendUpdates(tx, scope, new Set([one.caseFileId]), next, later));
    const promises =
      await db.owner`select due_on::text, kept_on::text from promise where case_file_id = ${one.caseFileId} order by due_on`;
    expect(promises).toEqual([
      { due_on: update.nextOn, kept_on: dateOf(later) },
      { due_on: next.nextOn, kept_on: null },
    ]);
  });

  test('UPD6: an answer that is owed stays owed', async () => {
    const one = await makeFamily(db, council, priya);
    await db.owner`insert into promise (council_id, case_file_id, promise_id, kind, subject_id, clause_number, words, owner_body, owner_name, due_on, due_source, made_on, for_person_id)
      values (${council.councilId}, ${one.caseFileId}, gen_random_uuid(), 'reply', gen_random_uuid(), 1, 'Answer', '', '', ${today}, '', ${today}, ${one.parent.personId})`;
    await send(priya, one.caseFileId);
    const [owed] =
      await db.owner`select kept_on from promise where case_file_id = ${one.caseFileId} and kind = 'reply'`;
    expect(owed!.kept_on).toBeNull();
  });

  test('UPD4 UPD5: a case of somebody else, one they are excluded from and an adult nothing may go to get nothing', async () => {
    const sunil = await makePerson(db, council.councilId, 'staff', 'Sunil Rao');
    const other = await makeFamily(db, council, sunil);
    const shut = await makeFamily(db, council, priya);
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${council.councilId}, ${shut.caseFileId}, ${priya.personId}, 'Kin', ${sunil.personId})`;
    const held = await makeFamily(db, council, priya);
    await db.owner`update adult set restriction = 'send_nothing', restriction_words = 'A court order' where case_file_id = ${held.caseFileId}`;
    const sent = await send(priya, other.caseFileId, shut.caseFileId, held.caseFileId);
    expect(sent.people).toBe(0);
    expect(sent.not.map(({ because }) => because)).toEqual([expect.stringContaining('A court order')]);
    const scope = await scopeOf(priya);
    const forced = [other, shut, held].map(({ caseFileId, parent }) => ({
      caseFileId,
      personId: parent.personId,
      words: 'x',
      entryId: caseFileId,
      promiseId: caseFileId,
      outboxId: caseFileId,
    }));
    const told = await underScope(scope, (tx) =>
      tx.execute(
        `select * from send_updates('${JSON.stringify(forced)}', '${update.nextOn}', 'x', '{"domain":""}', '${today}', now())`,
      ),
    );
    expect([...told]).toEqual([]);
  });
});

describe('who is owed a word', () => {
  test('UPD3: a holding reply, a call nobody answered and what the family wrote are no word from a person', async () => {
    const one = await makeFamily(db, council, priya, { heardDaysAgo: 20 });
    const of = { ...council, caseFileId: one.caseFileId };
    const withPersonId = one.parent.personId;
    await putEntry(db, of, { withPersonId, daysAgo: 3, kind: 'holding', automatic: true });
    await putEntry(db, of, { withPersonId, daysAgo: 2, kind: 'call', came: 'no_answer' });
    await putEntry(db, of, { withPersonId, daysAgo: 1, direction: 'in' });
    await wantsNews(db, one, 'three_weekly');
    const [row] = (await families(priya)).filter(({ caseFileId }) => caseFileId === one.caseFileId);
    expect(dateOf(row!.heardAt!)).toBe(addDays(today, -20));
    expect(row!.noNews).toBe('three_weekly');
    await putEntry(db, of, { withPersonId, daysAgo: 1, kind: 'call', direction: 'in', came: 'spoke' });
    const [after] = (await families(priya)).filter(({ caseFileId }) => caseFileId === one.caseFileId);
    expect(dateOf(after!.heardAt!)).toBe(addDays(today, -1));
  });

  test('UPD4: cover brings a case while it lasts, with whose it is; a manager’s cases are their officer’s to write about', async () => {
    const nadia = await makePerson(db, council.councilId, 'staff', 'Nadia Hussain');
    const one = await makeFamily(db, council, nadia);
    const ruth = await makePerson(db, council.councilId, 'staff', 'Ruth Adeyemi');
    await giveStanding(db, council.councilId, one.caseFileId, ruth.personId, 'senior_manager');
    expect(await families(ruth)).toEqual([]);
    const sunil = await makePerson(db, council.councilId, 'staff', 'Sunil Rao');
    const standing = await giveStanding(db, council.councilId, one.caseFileId, sunil.personId, 'case_officer');
    await db.owner`update standing set "grant" = 'cover', ends_at = now() + interval '2 days' where standing_id = ${standing}`;
    await db.owner`insert into cover (council_id, cover_id, away_id, covered_by, from_on, to_on, by)
      values (${council.councilId}, gen_random_uuid(), ${nadia.personId}, ${sunil.personId}, ${today}, ${addDays(today, 2)}, ${nadia.personId})`;
    expect(await families(sunil)).toMatchObject([{ caseFileId: one.caseFileId, covers: nadia.personId }]);
    await db.owner`update standing set ends_at = now() - interval '1 minute' where standing_id = ${standing}`;
    expect(await families(sunil)).toEqual([]);
  });
});
