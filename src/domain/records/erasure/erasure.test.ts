import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AccessEnded, underScope } from '#domain/access/scoped.server.ts';
import { receivePaper } from '#domain/evidence/intake/intake.server.ts';
import { inTransaction } from '#server/db.ts';
import { readDerived } from '#server/files.ts';
import { verify } from '#server/verify.ts';
import { CANARY, pdfWithCanary } from '../../../../tests/support/canary.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { askFor, foundIn, makeRecordsDesk } from '../../../../tests/support/forgetting.ts';
import { arrive, freshDataFolder, makeCase, scopeFor } from '../../../../tests/support/papers.ts';
import { giveStanding, makeCaseFile, makePerson } from '../../../../tests/support/people.ts';
import { placeHold } from '../holds/holds.server.ts';
import { dueCases, keptCase } from '../retention/kept.server.ts';
import { writeKeptAs } from '../retention/kept-as.server.ts';
import { rulesOf, setRule } from '../retention/rules.server.ts';
import { askToForget, cancelErasure, erasuresOf, type Asking } from './ask.server.ts';
import { idIn } from './erasure.ts';
import { doErasure, whatACaseHolds } from './forget.server.ts';

let db: TestDatabase;
let dataDir: string;
let made: Awaited<ReturnType<typeof makeCase>>;
let desk: Awaited<ReturnType<typeof makeRecordsDesk>>;
beforeAll(async () => {
  db = await freshDatabase();
  dataDir = freshDataFolder();
});
afterAll(() => db.close());
beforeEach(async () => {
  made = await makeCase(db);
  desk = await makeRecordsDesk(db, made.councilId);
});

const ask = (more: Partial<Asking>) =>
  underScope(desk.first.scope, (tx) =>
    askToForget(tx, desk.first.scope, {
      ...{ caseFileId: made.caseFileId, what: 'case', address: '', why: 'asked', words: 'A letter of 3 May' },
      ...more,
    }),
  );
const due = (today: string) =>
  underScope(desk.first.scope, async (tx) => dueCases(tx, await rulesOf(tx, desk.first.scope), today));

describe('what is due to be forgotten', () => {
  test('RET3: it is counted from the birth, tells no name, and is for the duty alone', async () => {
    // Born on 2 May 2017, with no plan: 31 years.
    expect((await due('2048-05-01')).cases).toEqual([]);
    const { cases, all } = await due('2048-05-02');
    expect(all).toBe(1);
    expect(cases).toMatchObject([{ caseFileId: made.caseFileId, class: 'case', dueOn: '2048-05-02', held: [] }]);
    expect(JSON.stringify(cases)).not.toMatch(/Maya|Rowe|2017/);
    const officer = { ...desk.first.scope, personId: made.officer.personId };
    expect(
      await underScope(officer, async (tx) => (await dueCases(tx, await rulesOf(tx, officer), '2100-01-01')).all),
    ).toBe(0);
  });

  test('RET2: the council’s own rule holds from when it is set, and the one before stays written', async () => {
    const { scope } = desk.first;
    const set = (years: string, countedFrom = 'birth') =>
      underScope(scope, (tx) => setRule(tx, scope, { class: 'case', years, countedFrom, source: 'Schedule 4' }));
    expect(await set('')).toHaveProperty('wrong.years');
    expect(await set('45')).toBe('set');
    expect((await due('2062-05-01')).all).toBe(0);
    expect((await due('2062-05-02')).all).toBe(1);
    expect(await set('6', 'closed')).toBe('set');
    expect((await due('2099-01-01')).all).toBe(0);
    await db.owner`update case_file set closed_at = '2030-03-31 23:30:00Z' where case_file_id = ${made.caseFileId}`;
    // Half past midnight in London, on the first day of summer time: the first of April.
    expect((await due('2036-03-31')).all).toBe(0);
    expect((await due('2036-04-01')).all).toBe(1);
    const [count] =
      await db.owner`select count(*)::int as rows from retention_rule where council_id = ${made.councilId}`;
    expect(count!['rows']).toBe(2);
    const officer = { ...scope, personId: made.officer.personId };
    await expect(
      underScope(officer, (tx) =>
        setRule(tx, officer, { class: 'case', years: '1', countedFrom: 'birth', source: 'x' }),
      ),
    ).rejects.toThrow(AccessEnded);
  });

  test('RET4: a child who was ever looked after is kept longest, when an officer says so', async () => {
    const officer = await scopeFor(made.officer, made.caseFileId, 'case:steer');
    await underScope(officer, (tx) => writeKeptAs(tx, officer, 'looked_after'));
    expect((await due('2092-05-01')).all).toBe(0);
    expect((await due('2092-05-02')).cases).toMatchObject([{ class: 'looked_after' }]);
  });

  test('A22 RET3: a case somebody of the desk must not see is not there for them', async () => {
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by)
      values (${made.councilId}, ${made.caseFileId}, ${desk.first.person.personId}, 'Her niece', ${made.officer.personId})`;
    expect((await due('2100-01-01')).all).toBe(0);
    expect(await ask({})).toBeNull();
  });
});

describe('two people forget', () => {
  test('ERA1: nothing is asked before its time, without a reason, twice, or of a held case', async () => {
    expect(await ask({ why: 'retention' })).toMatchObject({ field: 'why' });
    expect(await ask({ words: '' })).toMatchObject({ field: 'words' });
    expect(await ask({ what: 'paper', address: 'https://x/cases/1' })).toMatchObject({ field: 'address' });
    expect(await ask({ what: 'paper', address: crypto.randomUUID() })).toMatchObject({ field: 'address' });
    expect(await ask({})).toHaveProperty('erasureId');
    expect(await ask({})).toMatchObject({ field: 'what' });
    expect(await ask({ caseFileId: crypto.randomUUID() })).toBeNull();
  });

  test('HLD1: a hold placed after it was asked stops it, and it goes on when the hold has ended', async () => {
    const erasureId = await askFor(desk.first.scope, made.caseFileId);
    const officer = await scopeFor(made.officer, made.caseFileId, 'case:steer');
    await underScope(officer, (tx) => placeHold(tx, officer, { why: 'claim', words: 'A claim' }));
    expect(await doErasure(desk.second.scope, erasureId)).toMatchObject({ field: 'erasureId' });
    const past = inTransaction(desk.second.person, (tx) => tx.execute(sql`select forget(${erasureId})`));
    await expect(past).rejects.toThrow();
    await db.owner`update legal_hold set ended_at = now(), ended_by = ${desk.first.person.personId}, ended_why = 'Over' where case_file_id = ${made.caseFileId}`;
    expect(await doErasure(desk.second.scope, erasureId)).toBe('done');
  });

  test('J10 ERA3: whoever asked cannot do it, by the page or past it; nor can somebody without the duty', async () => {
    const erasureId = await askFor(desk.first.scope, made.caseFileId);
    expect(await doErasure(desk.first.scope, erasureId)).toMatchObject({ field: 'erasureId' });
    const asThem = (person: { councilId: string; personId: string }, words: ReturnType<typeof sql>) =>
      inTransaction(person, (tx) => tx.execute(words));
    await expect(asThem(desk.first.person, sql`select forget(${erasureId})`)).rejects.toThrow();
    await expect(asThem(made.officer, sql`select forget(${erasureId})`)).rejects.toThrow();
    await expect(
      asThem(desk.second.person, sql`select forget_case(${made.councilId}, ${made.caseFileId})`),
    ).rejects.toThrow();
    await expect(
      asThem(desk.first.person, sql`update erasure set done_by = ${desk.second.person.personId}, done_at = now()`),
    ).rejects.toThrow();
    const [row] = await db.owner`select done_at from erasure where erasure_id = ${erasureId}`;
    expect(row!['done_at']).toBeNull();
  });

  test('J10: the door in the walls is shut to the app, whatever it says it is doing', async () => {
    const erasureId = await askFor(desk.first.scope, made.caseFileId);
    const who = { councilId: made.councilId, personId: desk.second.person.personId, caseFileId: made.caseFileId };
    await db.owner`insert into case_milestone (council_id, case_file_id, case_milestone_id, what, "on", by)
      values (${made.councilId}, ${made.caseFileId}, ${crypto.randomUUID()}, 'advice_asked', '2026-09-01', ${made.officer.personId})`;
    const breakIn = inTransaction(who, async (tx) => {
      await tx.execute(sql`select set_config('app.erasure_id', ${erasureId}, true)`);
      await tx.execute(sql`delete from case_milestone`);
    });
    await expect(breakIn).rejects.toThrow();
  });

  test('ERA1: what was asked can be taken back, and is then nothing that can be done', async () => {
    const erasureId = await askFor(desk.first.scope, made.caseFileId);
    expect(await underScope(desk.second.scope, (tx) => erasuresOf(tx, desk.second.scope, 'waiting'))).toHaveLength(1);
    expect(await underScope(desk.second.scope, (tx) => cancelErasure(tx, desk.second.scope, erasureId))).toBe(
      'cancelled',
    );
    expect(await doErasure(desk.second.scope, erasureId)).toBeNull();
    expect(await ask({})).toHaveProperty('erasureId');
  });

  test('ERA2: the page says how much there is, in numbers', async () => {
    const held = await underScope(desk.second.scope, (tx) => whatACaseHolds(tx, made.caseFileId));
    expect(held).toContainEqual({ what: 'grown-ups', many: 1 });
  });

  test('ERA4 B08: everybody’s place ends with the case, and those known for it alone are forgotten', async () => {
    const both = await makePerson(db, made.councilId, 'family', 'Robin Both');
    const other = await makeCaseFile(db, made.councilId, made.teamId, 'Tom');
    await giveStanding(db, made.councilId, made.caseFileId, both.personId, 'supporter');
    await giveStanding(db, made.councilId, other, both.personId, 'supporter');
    expect(await doErasure(desk.second.scope, await askFor(desk.first.scope, made.caseFileId))).toBe('done');
    await expect(scopeFor(made.parent, made.caseFileId, 'case:see')).rejects.toThrow('unknown');
    await expect(scopeFor(made.officer, made.caseFileId, 'case:see')).rejects.toThrow('unknown');
    const people = await db.owner<{ full_name: string }[]>`
      select full_name from person where person_id in ${db.owner([made.parent.personId, made.officer.personId, both.personId])} order by 1`;
    expect(people.map(({ full_name: name }) => name)).toEqual(['Priya Shah', 'Robin Both', 'Somebody who was here']);
    expect(await ask({})).toBeNull();
    const kept = await underScope(desk.first.scope, async (tx) =>
      keptCase(tx, await rulesOf(tx, desk.first.scope), made.caseFileId),
    );
    expect(kept).toMatchObject({ forgotten: true });
  });
});

describe('one thing alone', () => {
  test('J14 ERA6: a paper goes with its file, pictures and words; that it was here stays, and everything proves itself', async () => {
    const officer = await scopeFor(made.officer, made.caseFileId, 'paper:add');
    const taken = await receivePaper(
      officer,
      { name: `${CANARY}.pdf`, arrived: await arrive(made.councilId, await pdfWithCanary()) },
      { title: `Report on ${CANARY}`, author: CANARY, writtenOn: null, answers: { kind: 'letter' } },
    );
    const id = (taken as { evidenceItemId: string }).evidenceItemId;
    expect((await foundIn(db, CANARY)).length).toBeGreaterThan(0);
    const address = `https://example.org/cases/${made.caseFileId}/papers/${id}?page=2`;
    const erasureId = await askFor(desk.first.scope, made.caseFileId, {
      what: 'paper',
      address,
      why: 'wrong',
      words: `About ${CANARY}`,
    });
    expect(await doErasure(desk.second.scope, erasureId)).toBe('done');
    expect(await foundIn(db, CANARY)).toEqual([]);
    const left = readdirSync(join(dataDir, 'files', made.councilId), { recursive: true, withFileTypes: true });
    expect(left.filter((one) => one.isFile())).toEqual([]);
    expect(await readDerived(made.councilId, id, 'page-1.webp')).toBeNull();
    const [row] = await db.owner`select title, state from evidence_item where evidence_item_id = ${id}`;
    expect(row).toEqual({ title: 'A paper that was forgotten', state: 'recalled' });
    expect((await verify(db.ownerUrl, dataDir)).faults).toEqual([]);
  });

  test('J14 ERA6: a message loses its words and its mail, and keeps its day', async () => {
    const id = crypto.randomUUID();
    const { councilId, caseFileId, teamId } = made;
    await db.owner`insert into contact_entry (council_id, case_file_id, contact_entry_id, kind, direction, words, happened_at, team_id)
      values (${councilId}, ${caseFileId}, ${id}, 'email', 'in', ${CANARY}, now(), ${teamId})`;
    await db.owner`insert into mail_arrival (council_id, case_file_id, mail_arrival_id, once, words, subject, state, contact_entry_id)
      values (${councilId}, ${caseFileId}, ${crypto.randomUUID()}, 'x', ${CANARY}, ${CANARY}, 'filed', ${id})`;
    const erasureId = await askFor(desk.first.scope, caseFileId, { what: 'entry', address: id });
    expect(await doErasure(desk.second.scope, erasureId)).toBe('done');
    expect(await foundIn(db, CANARY)).toEqual([]);
    const [row] = await db.owner`select words, kind from contact_entry where contact_entry_id = ${id}`;
    expect(row).toEqual({ words: '', kind: 'email' });
  });

  test('ERA6: an address means the last thing it names', () => {
    const [one, two] = [crypto.randomUUID(), crypto.randomUUID()];
    expect(idIn(`https://x/cases/${one}/papers/${two}?page=4`)).toBe(two);
    expect(idIn(two.toUpperCase())).toBe(two);
    expect(idIn('https://x/cases')).toBeNull();
    expect(idIn('')).toBeNull();
  });
});
