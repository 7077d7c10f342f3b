import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { addDays } from '#domain/calendar/date.ts';
import { today } from '#domain/calendar/today.ts';
import type { Person } from '#domain/access/standing.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeMediation } from '../../../../tests/support/mediations.ts';
import { makeCouncil, makePerson } from '../../../../tests/support/people.ts';
import { lastMonthEnded, ownRows } from './counted.server.ts';

const CANARY = 'heron7 said in confidence';
/** A day in the month after all that is written here, so that it counts. */
const inTwoMonths = (): string =>
  addDays(
    today(() => new Date()),
    62,
  );

let db: TestDatabase;
let made: Awaited<ReturnType<typeof makeMediation>>;
beforeAll(async () => {
  db = await freshDatabase();
  made = await makeMediation(db);
  const { councilId, caseFileId, mediationId, disputeId, parent, officer } = made;
  const ofCase = [councilId, caseFileId] as const;
  await db.owner`update dispute set own_words = ${CANARY} where dispute_id = ${disputeId}`;
  await db.owner`update mediation set provider = ${CANARY}, join_by = ${CANARY}, started_at = now(), closed_at = now() where mediation_id = ${mediationId}`;
  await db.owner`insert into outcome_record (council_id, case_file_id, mediation_id, outcome, open, written_by)
    values (${ofCase[0]}, ${ofCase[1]}, ${mediationId}, 'part', ${db.owner.json({ reference: CANARY })}, ${officer.personId})`;
  await db.owner`insert into promise (council_id, case_file_id, promise_id, kind, subject_id, clause_number, words, owner_body, owner_name, due_on, due_source, how_known, made_on, kept_on, kept_words)
    values (${ofCase[0]}, ${ofCase[1]}, gen_random_uuid(), 'clause', gen_random_uuid(), 1, ${CANARY}, ${CANARY}, ${CANARY}, current_date, ${CANARY}, ${CANARY}, current_date, current_date, ${CANARY})`;
  await db.owner`insert into mediation_rating (council_id, case_file_id, mediation_id, person_id, rating, words)
    values (${ofCase[0]}, ${ofCase[1]}, ${mediationId}, ${parent.personId}, 4, ${CANARY})`;
});
afterAll(() => db.close());

const rowsFor = async (person: Person, today = inTwoMonths()) => {
  const scope = (await authorise(person, null, 'signed-in')) as Scope;
  return underScope(scope, (tx) => ownRows(tx, scope, today));
};

test('PIL10 E08: what is counted is dates and codes: no word, no name and no id comes out', async () => {
  const rows = await rowsFor(made.officer as Person);
  expect(rows.tries).toHaveLength(1);
  expect(rows.tries[0]).toMatchObject({ kind: 'mediation', appealable: true, outcome: 'part' });
  expect([rows.promises.length, rows.ratings]).toEqual([1, [{ kind: 'mediation', rating: 4 }]]);
  const told = JSON.stringify(rows);
  expect(told).not.toContain('heron7');
  expect(told).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  expect(told).not.toMatch(/Dana|Priya|Okoro/);
});

test('PIL10 E08: whoever is not the council’s own staff is told nothing, whatever the program forgot to ask', async () => {
  const nothing = { tries: [], promises: [], ratings: [] };
  expect(await rowsFor(made.parent as Person)).toMatchObject(nothing);
  expect(await rowsFor(made.mediator as Person)).toMatchObject(nothing);
  const elsewhere = await makeCouncil(db, 'Hillshire Council');
  expect(await rowsFor((await makePerson(db, elsewhere.councilId, 'staff', 'Kay Lund')) as Person)).toMatchObject(
    nothing,
  );
});

test('PIL10: what happened after last month has not happened yet', async () => {
  expect(lastMonthEnded('2026-03-01')).toBe('2026-02-28');
  expect(
    await rowsFor(
      made.officer as Person,
      today(() => new Date()),
    ),
  ).toMatchObject({
    tries: [],
    ratings: [],
  });
});
