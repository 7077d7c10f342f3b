import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AccessEnded, underScope } from '#domain/access/scoped.server.ts';
import { history } from '#server/schema.server.ts';
import { changesSince, whoLooked } from '#domain/cases/history.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { freshDataFolder, makeCase, scopeFor } from '../../../../tests/support/papers.ts';
import {
  askAs,
  atDesk,
  deskScope,
  gatherAt,
  letAllGo,
  makeOtherParent,
  makeRecordsOfficer,
  TODAY,
} from '../../../../tests/support/records.ts';
import { makePerson } from '../../../../tests/support/people.ts';
import { gatherFor } from '../gather/gathering.server.ts';
import { myRequests } from '../requests/asking.server.ts';
import { askWhatTheyMean, extend, requestAtDesk, requestsAtDesk, writeIdentity } from '../requests/desk.server.ts';
import { fetchCopy } from './copy.server.ts';
import { decideItem, includeUnflagged, itemsOf, markMayHarm } from './deciding.server.ts';
import { finalCheck } from './final-check.server.ts';
import { makeReady, readAgain, release } from './releasing.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  freshDataFolder();
});
afterAll(() => db.close());

let scene: Awaited<ReturnType<typeof makeCase>>;
let rosa: Awaited<ReturnType<typeof makeRecordsOfficer>>;
let omar: Awaited<ReturnType<typeof makeRecordsOfficer>>;
beforeEach(async () => {
  scene = await makeCase(db);
  rosa = await makeRecordsOfficer(db, scene.councilId);
  omar = await makeRecordsOfficer(db, scene.councilId, 'Omar Ali');
});

const setNow = (words: string) =>
  db.owner`update case_file set now_sentence = ${words} where case_file_id = ${scene.caseFileId}`;
const rowOf = (dataRequestId: string) =>
  underScope(rosa.scope, async (tx) => (await requestAtDesk(tx, rosa.scope, dataRequestId))!);

test('SAR8 J10 J13: whoever made it ready cannot release it, nor can the database be told so', async () => {
  const { dataRequestId, scope } = await askAs(scene.parent, scene.caseFileId);
  await gatherAt(rosa.scope, dataRequestId);
  await atDesk(rosa.scope, dataRequestId, (tx, row) => includeUnflagged(tx, rosa.scope, row));
  expect(await atDesk(rosa.scope, dataRequestId, (tx, row) => makeReady(tx, rosa.scope, row, ''))).toBe('done');
  const alone = await atDesk(rosa.scope, dataRequestId, (tx, row) =>
    release(tx, rosa.scope, row, { askedFirst: false, today: TODAY }),
  );
  expect(alone).toEqual({ refused: { release: 'Somebody else must release it: you made it ready' } });
  for (const set of [
    `released_by = '${rosa.person.personId}'`,
    `released_by = '${omar.person.personId}'`,
    `released_by = null`,
  ])
    await expect(
      underScope(rosa.scope, (tx) =>
        tx.execute(`update data_request set state = 'released', ${set} where data_request_id = '${dataRequestId}'`),
      ),
    ).rejects.toThrow();
  expect(await underScope(scope, (tx) => fetchCopy(tx, scope, dataRequestId, { as: 'pdf', today: TODAY }))).toBeNull();
  expect(
    await atDesk(omar.scope, dataRequestId, (tx, row) =>
      release(tx, omar.scope, row, { askedFirst: false, today: TODAY }),
    ),
  ).toBe('done');
  // What is out stays as it is.
  await expect(
    underScope(rosa.scope, (tx) =>
      tx.execute(`update data_request_item set decision = 'withhold' where data_request_id = '${dataRequestId}'`),
    ),
  ).rejects.toThrow();
});

test('SAR3 A18 A19: no other grown-up learns of a request, in a list, in the history or by its id', async () => {
  const { person: other } = await makeOtherParent(db, scene, '7 Hidden Close, Farville');
  const { dataRequestId } = await askAs(scene.parent, scene.caseFileId);
  await gatherAt(rosa.scope, dataRequestId);
  await letAllGo(rosa.scope, omar.scope, dataRequestId, () => true);
  const theirs = await scopeFor(other, scene.caseFileId, 'data:ask');
  const seen = await underScope(theirs, async (tx) => ({
    rows: await myRequests(tx, theirs),
    copy: await fetchCopy(tx, theirs as never, dataRequestId, { as: 'pdf', today: TODAY }),
    items: await tx.execute('select 1 from data_request_item'),
    requests: await tx.execute('select 1 from data_request'),
    looks: await whoLooked(tx, theirs),
    changes: await changesSince(tx, theirs, new Date(0)),
  }));
  expect([seen.rows, seen.copy, [...seen.items], [...seen.requests]]).toEqual([[], null, [], []]);
  expect(JSON.stringify([seen.looks, seen.changes])).not.toContain('copy');
  const officers = await scopeFor(scene.officer, scene.caseFileId, 'case:see');
  expect(await underScope(officers, async (tx) => [...(await tx.execute('select 1 from data_request'))])).toEqual([]);
});

test('SAR5 SAR6 SAR7 A28: what says where somebody else is cannot be decided to go out, and is hidden by its words', async () => {
  await makeOtherParent(db, scene, '7 Hidden Close, Farville, ZZ9 9ZZ');
  await setNow('Sam Otherman moved to 7 Hidden Close, ring 07700 900321.');
  const { dataRequestId } = await askAs(scene.parent, scene.caseFileId);
  const [first] = await gatherAt(rosa.scope, dataRequestId);
  expect(first!.flags).toEqual(['where', 'other_person']);
  const decide = (
    decision: 'include' | 'hide_parts',
    phrases: string[],
    exemption: 'third_party' | null = 'third_party',
  ) =>
    atDesk(rosa.scope, dataRequestId, (tx, row) =>
      decideItem(tx, rosa.scope, row, { itemId: first!.dataRequestItemId, decision, phrases, exemption }),
    );
  expect(await decide('include', [])).toHaveProperty('refused.phrases');
  expect(await decide('hide_parts', ['7 Hidden Close'])).toHaveProperty('refused.phrases');
  expect(await decide('hide_parts', ['7 Hidden Close', '07700 900321'], null)).toHaveProperty('refused.exemption');
  expect(await decide('hide_parts', ['Hidden Lane'])).toHaveProperty('refused.phrases');
  expect(await decide('hide_parts', ['7 Hidden Close', '07700 900321'])).toBe('done');
  await atDesk(rosa.scope, dataRequestId, (tx, row) => includeUnflagged(tx, rosa.scope, row));
  const checked = await atDesk(rosa.scope, dataRequestId, (tx, row) => finalCheck(tx, rosa.scope, row));
  expect(checked).toEqual({ undecided: [], hits: [{ number: 1, what: 'Sam Otherman', stops: false }] });
  const make = (why: string) => atDesk(rosa.scope, dataRequestId, (tx, row) => makeReady(tx, rosa.scope, row, why));
  expect(await make('')).toHaveProperty('refused.whyNamesStay');
  expect(await make('Both parents know each other')).toBe('done');
});

test('SAR5: another child of the council is flagged, and what somebody marked is not included with the rest', async () => {
  await db.owner`insert into case_file (council_id, case_file_id, reference, child_first_name, child_last_name, child_born_on, team_id, stage, request_received_on)
    values (${scene.councilId}, gen_random_uuid(), ${'X-' + scene.caseFileId.slice(-6)}, 'Kofi', 'Mensah', '2016-01-02', ${scene.teamId}, 'request', '2026-09-01')`;
  await setNow('Sat with Kofi Mensah at lunch.');
  const { dataRequestId } = await askAs(scene.parent, scene.caseFileId);
  const items = await gatherAt(rosa.scope, dataRequestId);
  expect(items[0]!.flags).toEqual(['other_child']);
  const marked = items.find(({ flags }) => flags.length === 0)!;
  await atDesk(rosa.scope, dataRequestId, (tx, row) => markMayHarm(tx, rosa.scope, row, marked.dataRequestItemId));
  await atDesk(rosa.scope, dataRequestId, (tx, row) => includeUnflagged(tx, rosa.scope, row));
  const left = (await underScope(rosa.scope, async (tx) => itemsOf(tx, await rowOf(dataRequestId)))).filter(
    ({ decision }) => !decision,
  );
  expect(left.map(({ number }) => number)).toEqual([1, marked.number]);
});

test('SAR8 J04: nothing goes to somebody nobody checked, who is restricted, or who is not on the case any more', async () => {
  const ready = async () => {
    const { dataRequestId } = await askAs(scene.parent, scene.caseFileId);
    await gatherAt(rosa.scope, dataRequestId);
    await atDesk(rosa.scope, dataRequestId, (tx, row) => includeUnflagged(tx, rosa.scope, row));
    await atDesk(rosa.scope, dataRequestId, (tx, row) => makeReady(tx, rosa.scope, row, ''));
    return dataRequestId;
  };
  const dataRequestId = await ready();
  const go = (askedFirst = false) =>
    atDesk(omar.scope, dataRequestId, (tx, row) => release(tx, omar.scope, row, { askedFirst, today: TODAY }));
  await db.owner`update adult set responsibility = 'not_checked' where case_file_id = ${scene.caseFileId}`;
  expect(await go()).toHaveProperty('refused.release');
  await db.owner`update adult set responsibility = 'held', holds_until = '2026-01-01' where case_file_id = ${scene.caseFileId}`;
  expect(await go()).toHaveProperty('refused.release');
  await db.owner`update adult set holds_until = null, restriction = 'send_nothing', restriction_words = 'Order' where case_file_id = ${scene.caseFileId}`;
  expect(await go()).toHaveProperty('refused.release');
  await db.owner`update adult set restriction = 'ask_first' where case_file_id = ${scene.caseFileId}`;
  expect(await go()).toHaveProperty('refused.askedFirst');
  await db.owner`update standing set ended_at = now() where person_id = ${scene.parent.personId}`;
  expect(await go(true)).toHaveProperty('refused.release');
  await db.owner`update standing set ended_at = null where person_id = ${scene.parent.personId}`;
  expect(await go(true)).toBe('done');
});

test('SAR9 A33: fetched for 30 days and recorded each time; a place that ended gets nothing', async () => {
  const { scope, dataRequestId } = await askAs(scene.parent, scene.caseFileId);
  await gatherAt(rosa.scope, dataRequestId);
  await letAllGo(rosa.scope, omar.scope, dataRequestId, () => false);
  await db.owner`update data_request set released_at = '2026-11-23T10:00:00Z' where data_request_id = ${dataRequestId}`;
  const fetchOn = (today: string) =>
    underScope(scope, (tx) => fetchCopy(tx, scope, dataRequestId, { as: 'csv', today }));
  expect(await fetchOn('2026-12-23')).not.toBeNull();
  expect(await fetchOn('2026-12-24')).toBeNull();
  expect(
    await underScope(
      scope,
      async (tx) => (await tx.select().from(history)).filter(({ action }) => action === 'data.fetched').length,
    ),
  ).toBe(1);
  await db.owner`update standing set ended_at = now(), epoch = epoch + 1 where person_id = ${scene.parent.personId}`;
  await expect(fetchOn('2026-11-24')).rejects.toThrow(AccessEnded);
});

test('SAR10 J10: whoever is excluded from a case, or family of it, or lost the duty, finds no request of it', async () => {
  const { dataRequestId } = await askAs(scene.parent, scene.caseFileId);
  const none = await makePerson(db, scene.councilId, 'staff', 'No Duty');
  const noDuty = await deskScope(none);
  expect(await underScope(noDuty, (tx) => requestsAtDesk(tx, noDuty))).toEqual([]);
  await expect(atDesk(noDuty, dataRequestId, async () => 'in')).rejects.toThrow(AccessEnded);
  await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${scene.councilId}, ${scene.caseFileId}, ${rosa.person.personId}, 'Her niece', ${scene.officer.personId})`;
  expect(await underScope(rosa.scope, (tx) => requestsAtDesk(tx, rosa.scope))).toEqual([]);
  expect((await underScope(omar.scope, (tx) => requestsAtDesk(tx, omar.scope))).length).toBe(1);
});

test('SAR2 SAR4: nothing is gathered before who asks was checked; it takes longer only when said in time', async () => {
  const { dataRequestId } = await askAs(scene.parent, scene.caseFileId);
  expect(await atDesk(rosa.scope, dataRequestId, (tx, row) => gatherFor(tx, rosa.scope, row))).toHaveProperty(
    'refused.gather',
  );
  const late = await atDesk(rosa.scope, dataRequestId, (tx, row) =>
    extend(tx, rosa.scope, row, { why: 'It is a lot', today: '2026-12-24' }),
  );
  expect(late).toHaveProperty('refused.why');
  expect(
    await atDesk(rosa.scope, dataRequestId, (tx, row) =>
      extend(tx, rosa.scope, row, { why: 'It is a lot', today: '2026-12-23' }),
    ),
  ).toBe('done');
  expect(
    await atDesk(rosa.scope, dataRequestId, (tx, row) =>
      askWhatTheyMean(tx, rosa.scope, row, { words: 'Which years?', today: TODAY }),
    ),
  ).toBe('done');
  await atDesk(rosa.scope, dataRequestId, (tx, row) => writeIdentity(tx, rosa.scope, row, 'Rang her'));
  expect(await atDesk(rosa.scope, dataRequestId, (tx, row) => gatherFor(tx, rosa.scope, row))).toBe('done');
  expect(await atDesk(rosa.scope, dataRequestId, (tx, row) => gatherFor(tx, rosa.scope, row))).toHaveProperty(
    'refused.gather',
  );
  expect(await atDesk(rosa.scope, dataRequestId, (tx, row) => readAgain(tx, rosa.scope, row))).toHaveProperty(
    'refused.release',
  );
});
