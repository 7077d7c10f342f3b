import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { inTransaction } from '#server/db.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { giveStanding, joinTeam, makeCaseFile, makeCouncil, makePerson } from '../../../../tests/support/people.ts';
import { casesBehind } from './cases.server.ts';
import { countMonth, countNow } from './count.server.ts';
import { closeMonth, monthCounts } from './kept-counts.server.ts';
import { wholeOf } from './tally.ts';

const TODAY = '2026-06-10';
const MONTH = '2026-05';
const CANARY = 'heron7 said in confidence';

let db: TestDatabase;
let councilId: string;
let teamId: string;
let files: string[];
let officer: Person;
beforeAll(async () => {
  db = await freshDatabase();
  ({ councilId, teamId } = await makeCouncil(db));
  officer = (await makePerson(db, councilId, 'staff', 'Priya Shah')) as Person;
  await joinTeam(db, teamId, officer);
  files = [];
  for (let n = 0; n < 6; n++) files.push(await makeCaseFile(db, councilId, teamId, `Child ${n}`));
  for (const [n, file] of files.entries()) {
    // Said on Tuesday 5 May 2026; Monday 4 May is a bank holiday. Cases 0 and 1 get no answer.
    const said = await entry(file, { kind: 'email', direction: 'in', at: '2026-05-05T10:00:00Z', chases: n === 0 });
    const answered = n > 1;
    if (answered) await entry(file, { kind: 'email', direction: 'out', at: '2026-05-07T10:00:00Z' });
    await promised(file, {
      kind: 'reply',
      subject: said,
      madeOn: '2026-05-05',
      dueOn: '2026-05-12',
      keptOn: answered ? '2026-05-07' : null,
    });
    await entry(file, { kind: 'holding', direction: 'out', at: '2026-05-05T10:00:01Z', automatic: true });
  }
  await entry(files[2]!, { kind: 'call', direction: 'out', at: '2026-05-11T09:00:00Z', came: 'no_answer' });
  await entry(files[2]!, { kind: 'call', direction: 'out', at: '2026-05-13T09:00:00Z', came: 'spoke' });
  await entry(files[3]!, { kind: 'call', direction: 'out', at: '2026-05-11T09:00:00Z', came: 'left_message' });
});
afterAll(() => db.close());

async function entry(
  file: string,
  {
    kind,
    direction,
    at,
    automatic = false,
    chases = false,
    came = null,
  }: { kind: string; direction: string; at: string; automatic?: boolean; chases?: boolean; came?: string | null },
): Promise<string> {
  const id = v7();
  await db.owner`insert into contact_entry (council_id, case_file_id, contact_entry_id, kind, direction, automatic, chases, came, words, happened_at, team_id)
    values (${councilId}, ${file}, ${id}, ${kind}, ${direction}, ${automatic}, ${chases}, ${came}, ${CANARY}, ${at}, ${teamId})`;
  return id;
}

const promised = (
  file: string,
  one: { kind: string; subject: string; madeOn: string; dueOn: string; keptOn: string | null },
) =>
  db.owner`insert into promise (council_id, case_file_id, promise_id, kind, subject_id, clause_number, words, owner_body, owner_name, due_on, due_source, made_on, kept_on, team_id)
    values (${councilId}, ${file}, ${v7()}, ${one.kind}, ${one.subject}, 1, ${CANARY}, ${CANARY}, ${CANARY}, ${one.dueOn}, '', ${one.madeOn}, ${one.keptOn}, ${teamId})`;

const scopeOf = async (person: Person): Promise<Scope> => (await authorise(person, null, 'signed-in')) as Scope;
const behind = async (person: Person, figure: string) => {
  const scope = await scopeOf(person);
  return underScope(scope, (tx) => casesBehind(tx, scope, { figure, team: null, month: MONTH, today: TODAY, page: 1 }));
};

test('MON3 MON4: replies due in the month, in time or not, and on which working day; a machine answers nobody', async () => {
  const scope = await scopeOf(officer);
  const tally = await underScope(scope, (tx) => countMonth(tx, MONTH, TODAY));
  expect(Object.fromEntries(tally.get(teamId)!)).toMatchObject({
    ...{ 'reply:kept': 4, 'reply:missed': 2, 'answer:2': 4, 'came:email': 6, chase: 1 },
    ...{ 'ring:soon': 1, 'ring:late': 1, 'way:email:kept': 4, 'way:email:missed': 2 },
  });
  const now = await underScope(scope, (tx) => countNow(tx, TODAY));
  expect([wholeOf(now, 'heard:wrote:never'), wholeOf(now, 'heard:wrote:1')]).toEqual([2, 4]);
  // No officer has a standing on any of them. The longest wait is since 7 May.
  expect([wholeOf(now, 'alone'), wholeOf(now, 'longest')]).toEqual([6, 34]);
});

test('MON6 A22: whoever counts gets numbers, no word and no id of a case; who is not of the staff gets nothing', async () => {
  const told = JSON.stringify(
    [...(await underScope(await scopeOf(officer), (tx) => countMonth(tx, MONTH, TODAY)))].flatMap(([, figures]) => [
      ...figures,
    ]),
  );
  expect(told).not.toMatch(/heron7|[0-9a-f]{8}-/);
  const parent = (await makePerson(db, councilId, 'family', 'Dana Okoro')) as Person;
  await giveStanding(db, councilId, files[0]!, parent.personId, 'parent');
  for (const person of [
    parent,
    (await makePerson(db, (await makeCouncil(db, 'Hillshire')).councilId, 'staff', 'Kay Lund')) as Person,
  ]) {
    expect((await underScope(await scopeOf(person), (tx) => countMonth(tx, MONTH, TODAY))).size).toBe(0);
    expect((await behind(person, 'reply:missed')).all).toBe(0);
  }
});

test('MON9 A22: a figure opens the cases somebody may list: never an excluded one, nor a restricted one', async () => {
  expect((await behind(officer, 'reply:missed')).cases.map(({ caseFileId }) => caseFileId).sort()).toEqual(
    files.slice(0, 2).sort(),
  );
  const stranger = (await makePerson(db, councilId, 'staff', 'Jo Bell')) as Person;
  expect((await behind(stranger, 'reply:missed')).all).toBe(0);
  await giveStanding(db, councilId, files[1]!, stranger.personId, 'case_officer');
  expect((await behind(stranger, 'reply:missed')).cases.map(({ child }) => child)).toEqual(['Child 1']);
  await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${councilId}, ${files[0]!}, ${officer.personId}, 'Their nephew', ${stranger.personId})`;
  await db.owner`update case_file set restricted_at = now() where case_file_id = ${files[1]!}`;
  expect((await behind(officer, 'reply:missed')).all).toBe(0);
  for (const figure of [
    'reply:due',
    'chase',
    'came:email',
    'ring',
    'ring:late',
    'heard:1',
    'open',
    'silent',
    'review:late',
    'tray',
    'alone',
    'clause',
  ])
    for (const { caseFileId } of (await behind(officer, figure)).cases) expect(files.slice(2)).toContain(caseFileId);
  expect((await behind(officer, 'ring:late')).cases.map(({ caseFileId }) => caseFileId)).toEqual([files[3]]);
});

test('MON2: a closed month is counted once, stays as it was counted, and nobody writes a figure of their own', async () => {
  expect(await inTransaction({ councilId }, (tx) => closeMonth(tx, councilId, MONTH, TODAY))).toBe(true);
  await promised(files[4]!, { kind: 'reply', subject: v7(), madeOn: '2026-05-05', dueOn: '2026-05-12', keptOn: null });
  expect(await inTransaction({ councilId }, (tx) => closeMonth(tx, councilId, MONTH, TODAY))).toBe(false);
  const kept = await underScope(await scopeOf(officer), (tx) => monthCounts(tx, councilId, [MONTH, '2026-04'], TODAY));
  expect([...kept.keys()]).toEqual([MONTH]);
  expect(wholeOf(kept.get(MONTH)!.tally, 'reply:missed')).toBe(2);
  await expect(db.owner`update month_count set count = 0`).rejects.toThrow(/never change/);
  await expect(
    underScope(await scopeOf(officer), (tx) => closeMonth(tx, councilId, '2026-04', TODAY)),
  ).rejects.toThrow();
});
