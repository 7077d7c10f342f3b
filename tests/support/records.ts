import { inflateSync } from 'node:zlib';
import { v7 } from 'uuid';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import type { CaseScope, Scope } from '../../src/domain/access/scope.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { authorise } from '../../src/domain/people/gate.server.ts';
import { gatherFor } from '../../src/domain/records/gather/gathering.server.ts';
import {
  itemsOf,
  decideItem,
  includeUnflagged,
  type ItemRow,
} from '../../src/domain/records/release/deciding.server.ts';
import { makeReady, release } from '../../src/domain/records/release/releasing.server.ts';
import { askForCopy, myRequests, type RequestRow } from '../../src/domain/records/requests/asking.server.ts';
import { holdRequest, requestAtDesk, writeIdentity } from '../../src/domain/records/requests/desk.server.ts';
import type { About } from '../../src/domain/records/requests/request.ts';
import type { Tx } from '../../src/server/db.ts';
import type { TestDatabase } from './database.ts';
import { scopeFor } from './papers.ts';
import { giveDuty, makePerson } from './people.ts';

export const TODAY = '2026-11-23';

/** Somebody with the duty to answer requests for records, and what the gate mints for them. */
export async function makeRecordsOfficer(
  db: TestDatabase,
  councilId: string,
  name = 'Rosa Field',
): Promise<{ person: Person; scope: Scope }> {
  const person = await makePerson(db, councilId, 'staff', name);
  await giveDuty(db, person, 'records');
  return { person, scope: await deskScope(person) };
}

export async function deskScope(person: Person): Promise<Scope> {
  const scope = await authorise(person, null, 'records:work');
  if ('because' in scope) throw new Error(`The gate refused the desk: ${scope.because}.`);
  return scope;
}

/** Asks for a copy as this family member. Returns the request's id and their scope. */
export async function askAs(person: Person, caseFileId: string, about: About = 'child') {
  const scope = (await scopeFor(person, caseFileId, 'data:ask')) as CaseScope<'data:ask'>;
  await underScope(scope, (tx) => askForCopy(tx, scope, { about, words: '' }, TODAY));
  const [row] = await underScope(scope, (tx) => myRequests(tx, scope));
  return { scope, dataRequestId: row!.dataRequestId };
}

/** Runs one command of the desk as a page does: the duty and the request are held still. */
export const atDesk = <T>(
  scope: Scope,
  dataRequestId: string,
  work: (tx: Tx, row: RequestRow) => Promise<T>,
): Promise<T> =>
  underScope(scope, async (tx) => {
    const row = await holdRequest(tx, scope, dataRequestId);
    if (!row) throw new Error('The desk knows of no such request.');
    return work(tx, row);
  });

/** Checks who asks and gathers. */
export async function gatherAt(scope: Scope, dataRequestId: string): Promise<ItemRow[]> {
  await atDesk(scope, dataRequestId, (tx, row) => writeIdentity(tx, scope, row, 'Known to the officer'));
  await atDesk(scope, dataRequestId, (tx, row) => gatherFor(tx, scope, row));
  return underScope(scope, async (tx) => itemsOf(tx, (await requestAtDesk(tx, scope, dataRequestId))!));
}

/** Includes all, withholds what the function says, makes ready and lets go by a second person. */
export async function letAllGo(
  scope: Scope,
  second: Scope,
  dataRequestId: string,
  isKeptBack: (item: ItemRow) => boolean,
) {
  await atDesk(scope, dataRequestId, (tx, row) => includeUnflagged(tx, scope, row));
  const items = await underScope(scope, async (tx) => itemsOf(tx, (await requestAtDesk(tx, scope, dataRequestId))!));
  for (const item of items.filter(({ decision }) => decision === null)) {
    const decision = isKeptBack(item) ? 'withhold' : 'include';
    const deciding = { itemId: item.dataRequestItemId, decision, phrases: [], exemption: 'third_party' } as const;
    const done = await atDesk(scope, dataRequestId, (tx, row) => decideItem(tx, scope, row, deciding));
    if (done !== 'done') throw new Error(JSON.stringify([item.title, done]));
  }
  const ready = await atDesk(scope, dataRequestId, (tx, row) =>
    makeReady(tx, scope, row, 'Everybody on the case knows them'),
  );
  if (ready !== 'done') throw new Error(JSON.stringify(ready));
  return atDesk(second, dataRequestId, (tx, row) => release(tx, second, row, { askedFirst: false, today: TODAY }));
}

/** Everything that could be read in a PDF by looking at its bytes: as they are, unpacked, and text in two-byte letters put back together. */
export function everythingIn(pdf: Buffer): string {
  const raw = pdf.toString('latin1');
  const unpacked = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body]) => {
    try {
      return inflateSync(Buffer.from(body!, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  const all = [raw, ...unpacked].join('\n');
  return all + all.replaceAll('\0', '');
}

/** Another parent of the same case, with what an officer knows of them. */
export async function makeOtherParent(
  db: TestDatabase,
  { councilId, caseFileId }: { councilId: string; caseFileId: string },
  address: string,
) {
  const person = await makePerson(db, councilId, 'family', 'Sam Otherman');
  const mobile = '+447700900321';
  await db.owner`update person set mobile = ${mobile} where person_id = ${person.personId}`;
  await db.owner`insert into standing (council_id, standing_id, case_file_id, person_id, role) values (${councilId}, ${v7()}, ${caseFileId}, ${person.personId}, 'parent')`;
  await db.owner`
    insert into adult (council_id, case_file_id, adult_id, person_id, full_name, relation, responsibility, checked_how, checked_by, checked_on, address, address_hidden, school_hidden, updated_by)
    values (${councilId}, ${caseFileId}, ${v7()}, ${person.personId}, 'Sam Otherman', 'parent', 'held', 'Birth certificate', ${person.personId}, '2026-09-01', ${address}, true, false, ${person.personId})`;
  return { person, mobile };
}

/** A request for records as it came in. Returns its id. */
export async function putRequest(
  { owner }: Pick<TestDatabase, 'owner'>,
  { councilId, caseFileId }: { councilId: string; caseFileId: string },
): Promise<string> {
  const id = v7();
  await owner`insert into data_request (council_id, case_file_id, data_request_id, asked_by_name, about, received_on)
    values (${councilId}, ${caseFileId}, ${id}, 'Dana Rowe', 'child', current_date)`;
  return id;
}
