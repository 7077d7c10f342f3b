import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { inWords } from '#domain/calendar/words.ts';
import { addDays } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { latePromisesOn } from '#domain/contact/promises/late.server.ts';
import { familiesToTell } from '#domain/contact/updates/families.server.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeFamily, putEntry } from '../../../../tests/support/families.ts';
import { giveStanding, makeCouncil, makePerson } from '../../../../tests/support/people.ts';
import { putPromise } from '../../../../tests/support/promises.ts';
import { casesToUpdate, dueInWords, longestSilence } from './my-day.ts';
import { myDay } from './my-day.server.ts';

const today = dateOf(new Date());
let db: TestDatabase;
let council: Awaited<ReturnType<typeof makeCouncil>>;
let priya: Person;
let file: string;
beforeAll(async () => {
  db = await freshDatabase();
  council = await makeCouncil(db);
  priya = await makePerson(db, council.councilId, 'staff', 'Priya Shah');
  ({ caseFileId: file } = await makeFamily(db, council, priya, { heardDaysAgo: 20 }));
});
afterAll(() => db.close());

const scopeOf = async (who: Person) => (await authorise(who, null, 'day:see')) as Scope<'day:see'>;
const dayOf = async (who: Person, caseFileId = file) => {
  const scope = await scopeOf(who);
  return (await underScope(scope, (tx) => myDay(tx, scope, today))).filter((line) => line.caseFileId === caseFileId);
};
const of = () => ({ councilId: council.councilId, caseFileId: file });

describe('what is due', () => {
  test('DAY1: what is late comes first, then what is due today, then the week ahead; what is further off and what was done are not there; the list on /home agrees', async () => {
    await putPromise(db, of(), { words: 'Today', dueOn: today, clauseNumber: 1 });
    await putPromise(db, of(), { words: 'Late', dueOn: addDays(today, -3), clauseNumber: 2 });
    await putPromise(db, of(), { words: 'Tomorrow', dueOn: addDays(today, 1), clauseNumber: 3 });
    await putPromise(db, of(), { words: 'Next month', dueOn: addDays(today, 31), clauseNumber: 5 });
    const done = await putPromise(db, of(), { words: 'Done', dueOn: addDays(today, -9), clauseNumber: 4 });
    await db.owner`update promise set kept_on = ${today} where promise_id = ${done}`;
    const lines = await dayOf(priya);
    expect(lines.map(({ words, on }) => [words, dueInWords(on, today)])).toEqual([
      ['Late', '3 days late'],
      ['Today', 'Due today'],
      ['Tomorrow', `Due ${inWords(addDays(today, 1))}`],
    ]);
    const scope = await scopeOf(priya);
    const late = await underScope(scope, (tx) => latePromisesOn(tx, scope, [file], today));
    expect(late.map(({ days }) => days)).toEqual([3]);
  });

  test('DAY1: what is on somebody by name is theirs to see on a case they do not lead, and nobody else’s', async () => {
    const tom = await makePerson(db, council.councilId, 'staff', 'Tom Adeyemi');
    const other = (await makeFamily(db, council, priya)).caseFileId;
    await putPromise(db, { ...of(), caseFileId: other }, { ownerId: tom.personId, dueOn: today, words: 'His' });
    await putPromise(db, { ...of(), caseFileId: other }, { dueOn: today, clauseNumber: 2 });
    expect(await dayOf(tom, other)).toEqual([]);
    await giveStanding(db, council.councilId, other, tom.personId, 'dispute_resolution_officer');
    expect((await dayOf(tom, other)).map(({ words }) => words)).toEqual(['His']);
  });

  test('DAY2: calls asked for, somebody new to ring until they were spoken to, mail nobody has sorted, and a Board today', async () => {
    const { caseFileId } = await makeFamily(db, council, priya);
    await db.owner`insert into handover (council_id, case_file_id, handover_id, from_person_id, to_person_id, note, ring_by, by, at)
      values (${council.councilId}, ${caseFileId}, gen_random_uuid(), null, ${priya.personId}, 'Note', ${today}, ${priya.personId}, now() - interval '1 day')`;
    await db.owner`insert into mail_arrival (council_id, case_file_id, mail_arrival_id, once, state)
      values (${council.councilId}, ${caseFileId}, gen_random_uuid(), 'a', 'held'), (${council.councilId}, ${caseFileId}, gen_random_uuid(), 'b', 'filed')`;
    await db.owner`update case_file set board_on = ${today} where case_file_id = ${caseFileId}`;
    const kinds = async () => (await dayOf(priya, caseFileId)).map(({ what, many }) => `${what} ${many}`).sort();
    expect(await kinds()).toEqual(['board 1', 'handover 1', 'held 1']);
    await putEntry(db, { ...council, caseFileId }, { kind: 'call', came: 'spoke' });
    expect(await kinds()).toEqual(['board 1', 'held 1']);
  });

  test('DAY4, A30: a case somebody is excluded from, or whose cover has ended, is on no day of theirs', async () => {
    const nadia = await makePerson(db, council.councilId, 'staff', 'Nadia Hussain');
    const { caseFileId } = await makeFamily(db, council, nadia);
    await putPromise(db, { ...of(), caseFileId }, { ownerId: nadia.personId, dueOn: today });
    expect(await dayOf(nadia, caseFileId)).toHaveLength(1);
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${council.councilId}, ${caseFileId}, ${nadia.personId}, 'Kin', ${priya.personId})`;
    expect(await dayOf(nadia, caseFileId)).toEqual([]);
    const scope = await scopeOf(priya);
    const asAnother = { ...scope, personId: nadia.personId } as typeof scope;
    expect(await underScope(scope, (tx) => myDay(tx, asAnother, today))).toEqual([]);
  });
});

test('DAY3: the longest silence is named, whether a word is due or not', async () => {
  const scope = await scopeOf(priya);
  const families = await underScope(scope, (tx) => familiesToTell(tx, scope, today));
  expect(longestSilence(families, today)!.days).toBeGreaterThanOrEqual(20);
  expect(longestSilence([], today)).toBeNull();
  const [first] = casesToUpdate(families, today, today);
  expect(first!.dueOn <= today).toBe(true);
});

test('DAY5: the plans look everything up by key, however many cases a council has', async () => {
  const rows =
    (await db.owner`select proname, prosrc from pg_proc where proname in ('my_led', 'my_families', 'my_day')`) as unknown as {
      proname: string;
      prosrc: string;
    }[];
  expect(rows).toHaveLength(3);
  for (const { proname, prosrc } of rows) {
    const plan = await db.owner.begin(async (sql) => {
      await sql`select set_config('app.council_id', ${council.councilId}, true), set_config('app.person_id', ${priya.personId}, true)`;
      await sql`set local enable_seqscan = off`;
      const body = prosrc.replaceAll('todays_date', `'${today}'::date`);
      return (await sql.unsafe(`explain ${body}`)).map((line) => line['QUERY PLAN'] as string).join('\n');
    });
    for (const table of [
      'standing',
      'case_file',
      'promise',
      'contact_entry',
      'person',
      'adult',
      'mail_arrival',
      'handover',
    ])
      expect(plan, `${proname} reads all of ${table}`).not.toContain(`Seq Scan on ${table} `);
  }
});
