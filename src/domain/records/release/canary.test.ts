import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { makeCast } from '../../../../tests/support/cast.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { furnish } from '../../../../tests/support/furnish.ts';
import { freshDataFolder } from '../../../../tests/support/papers.ts';
import {
  askAs,
  everythingIn,
  gatherAt,
  letAllGo,
  makeOtherParent,
  makeRecordsOfficer,
  TODAY,
} from '../../../../tests/support/records.ts';
import { papersNobodyReads } from '../../../../tests/support/unread-papers.ts';
import { sources } from '../sources.ts';
import { copyPdf, historyCsv } from './copy-print.server.ts';
import { fetchCopy } from './copy.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  freshDataFolder();
}, 60_000);
afterAll(() => db.close());

const canary = (what: string) => `canary${what.replace(/[^a-z]/gi, '')}${v7().replaceAll('-', '').slice(-10)}`;

/** What somebody is to the case is asked of these; a word in them would be a case with nobody on it. */
const ASKED = ['standing', 'exclusion'];
/** Tables of the tribunal team that carry no case: what it thinks of an appeal. */
const TEAMS = ['appeal_review', 'bearing_said', 'appeal_cause', 'appeal_issue', 'appeal_order', 'appeal_form'];

interface Column {
  name: string;
  type: string;
}

/** One value of a kind, which holds the word where it can hold words. */
const valueOf = ({ name, type }: Column, word: string, of: { councilId: string; caseFileId: string }): string => {
  if (name === 'council_id') return `'${of.councilId}'`;
  if (name === 'case_file_id') return `'${of.caseFileId}'`;
  const values: Record<string, string> = {
    ...{
      uuid: 'gen_random_uuid()',
      text: `'${word}'`,
      date: 'current_date',
      integer: '1',
      bigint: '1',
      boolean: 'false',
    },
    ...{ jsonb: `'"${word}"'`, ARRAY: `'{}'`, bytea: `'${word}'`, real: '1', 'double precision': '1' },
  };
  return values[type] ?? 'now()';
};

/**
 * Puts a word of its own into every text of every table that is never gathered, with the guards of the tables off, after
 * a row was put into each that had none. Returns the words by table.
 */
async function sayWhereItMustNotBe(of: { councilId: string; caseFileId: string }): Promise<Map<string, string>> {
  const said = new Map<string, string>();
  const never = Object.keys(sources).filter((table) => typeof sources[table]!.gathered === 'object');
  await db.owner.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    const attempt = (statement: string) =>
      sql
        .savepoint((inside) => inside.unsafe(statement))
        .then(
          ({ count }) => count,
          () => 0,
        );
    for (const table of [...never, ...TEAMS].filter((each) => !ASKED.includes(each))) {
      const word = canary(table);
      const columns = await sql<Column[]>`select column_name as name, data_type as type from information_schema.columns
        where table_name = ${table} and table_schema = 'public'`;
      const names = columns.map(({ name }) => `"${name}"`).join(', ');
      const values = columns.map((column) => valueOf(column, word, of)).join(', ');
      let put = await attempt(
        `insert into "${table}" (${names}) select ${values} where not exists (select 1 from "${table}")`,
      );
      for (const { name } of columns.filter(({ type }) => type === 'text'))
        put += await attempt(
          `update "${table}" set "${name}" = coalesce("${name}", '') || ' ${word}' where council_id = '${of.councilId}'`,
        );
      if (put > 0) said.set(table, word);
    }
  });
  return said;
}

interface Of {
  councilId: string;
  caseFileId: string;
  parent: Person;
  other: Person;
  officer: Person;
}

/** What must be in the copy, and what must not though it stands in tables that are gathered. */
async function sayBoth({ councilId, caseFileId, parent, other, officer }: Of) {
  const must = new Map<string, string>();
  const mustNot = new Map<string, string>();
  const say = (to: Map<string, string>, what: string) => to.set(what, canary(what)).get(what)!;
  const of = { council_id: councilId, case_file_id: caseFileId };
  const entry = (words: string, withPerson: string | null, direction = 'out') => ({
    ...{
      ...of,
      contact_entry_id: v7(),
      kind: 'message',
      direction,
      with_person_id: withPerson,
      author_id: officer.personId,
      words,
    },
    ...{ happened_at: '2026-11-02T10:00:00Z', team_id: v7() },
  });
  const own = {
    ...of,
    adult: say(must, 'what was checked of me'),
    others: say(mustNot, 'what was checked of another'),
  };
  await db.owner.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`insert into contact_entry ${sql([
      entry(say(must, 'to me'), parent.personId),
      entry(say(must, 'from me'), parent.personId, 'in'),
      entry(say(must, 'to everybody'), null),
      entry(say(mustNot, 'to another'), other.personId),
    ])}`;
    await sql`update case_file set now_sentence = ${say(must, 'now')}, tell_the_child = ${say(must, 'tell the child')} where case_file_id = ${caseFileId}`;
    await sql`insert into child_page (council_id, case_file_id, own_words) values (${councilId}, ${caseFileId}, ${say(must, 'own words')})`;
    await sql`update adult set checked_how = ${own.adult} where case_file_id = ${caseFileId} and person_id = ${parent.personId}`;
    await sql`update adult set checked_how = ${own.others} where case_file_id = ${caseFileId} and person_id <> ${parent.personId}`;
    for (const [person, to] of [
      [parent, must],
      [other, mustNot],
    ] as const)
      await sql`insert into communication_plan (council_id, case_file_id, person_id, first_by, good_times, no_news)
        values (${councilId}, ${caseFileId}, ${person.personId}, 'call', ${say(to, 'good times')}, 'weekly')`;
    await sql`insert into handover ${sql({ ...of, handover_id: v7(), note: say(must, 'handover'), by: officer.personId })}`;
    await sql`insert into enquiry ${sql({ ...of, enquiry_id: v7(), asked_by: 'mp', name: 'Ann Lee', email: 'ann@example.org', asked_on: TODAY, words: say(must, 'enquiry'), by: officer.personId })}`;
    await sql`update evidence_page set words = words || ${` ${say(must, 'page')}`} where case_file_id = ${caseFileId}`;
    await papersNobodyReads(sql, of, officer, say.bind(null, mustNot));
    const promise = { ...of, clause_number: 1, owner_body: '', owner_name: 'Priya', due_source: '', made_on: TODAY };
    await sql`insert into promise ${sql([
      {
        ...promise,
        promise_id: v7(),
        kind: 'reply',
        subject_id: v7(),
        words: say(must, 'promise to me'),
        for_person_id: parent.personId,
      },
      {
        ...promise,
        promise_id: v7(),
        kind: 'order',
        subject_id: v7(),
        words: say(mustNot, 'promise of an order'),
        for_person_id: null,
      },
      {
        ...promise,
        promise_id: v7(),
        kind: 'reply',
        subject_id: v7(),
        words: say(mustNot, 'promise to another'),
        for_person_id: other.personId,
      },
    ])}`;
    const decision = {
      ...of,
      pack_id: v7(),
      question: 'issue',
      outcome: 'issue',
      this_week: '',
      next_step: '',
      sha256: '',
      had_important_pages: false,
    };
    const record = sql.json({
      reasons: [],
      important: [],
      present: [],
      check: {},
      packSha256: '',
      papersRead: 0,
      pagesRead: 0,
    });
    const [out, kept] = [v7(), v7()];
    for (const [id, words] of [
      [out, say(must, 'decision')],
      [kept, say(mustNot, 'decision before it is out')],
    ] as const)
      await sql`insert into decision ${sql({ ...decision, record, decision_id: id, agenda_item_id: v7(), sentence: words, decided_by: officer.personId, decided_at: new Date() } as never)}`;
    await sql`insert into release (council_id, case_file_id, decision_id, released_by, sent_on) values (${councilId}, ${caseFileId}, ${out}, ${officer.personId}, ${TODAY})`;
  });
  return { must, mustNot };
}

test('SAR4 SAR6 A28: a request for records goes out without a word it must not hold, and with every word it must', async () => {
  const { councilId, caseFileId, officer, actors } = await makeCast(db);
  await furnish(db, officer, caseFileId);
  const parent = actors.find(({ name }) => name === 'parent')!.person!;
  const address = '7 Hidden Close, Farville, ZZ9 9ZZ';
  const { person: other, mobile } = await makeOtherParent(db, { councilId, caseFileId }, address);
  const never = await sayWhereItMustNotBe({ councilId, caseFileId });
  const { must, mustNot } = await sayBoth({ councilId, caseFileId, parent, other, officer });
  const [first, second] = [
    await makeRecordsOfficer(db, councilId),
    await makeRecordsOfficer(db, councilId, 'Omar Ali'),
  ];
  const { scope, dataRequestId } = await askAs(parent, caseFileId);
  const items = await gatherAt(first.scope, dataRequestId);
  const gathered = items.map(({ title, words }) => `${title}\n${words}`).join('\n');
  // Not even the copy that is read at the desk holds anything of the tables that are never gathered.
  expect([...never].filter(([, word]) => gathered.includes(word))).toEqual([]);

  const withOther = items.filter(({ flags }) => flags.includes('with_other'));
  expect(withOther.length).toBe(2);
  expect(await letAllGo(first.scope, second.scope, dataRequestId, ({ flags }) => flags.includes('with_other'))).toBe(
    'done',
  );
  const copy = await underScope(scope, (tx) => fetchCopy(tx, scope, dataRequestId, { as: 'pdf', today: TODAY }));
  const pdf = await copyPdf(copy!, 'Meadowshire County Council');
  const bytes = everythingIn(pdf) + historyCsv(copy!);
  expect(never.size).toBeGreaterThan(50);
  expect([...must].filter(([, word]) => !bytes.includes(word)).map(([what]) => what)).toEqual([]);
  expect([...never, ...mustNot].filter(([, word]) => bytes.includes(word)).map(([what]) => what)).toEqual([]);
  for (const secret of ['Hidden Close', 'ZZ9 9ZZ', mobile, '07700900321'])
    expect([secret, bytes.includes(secret)]).toEqual([secret, false]);
}, 60_000);
