import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { inTransaction } from '#server/db.ts';
import { makeAppealOn } from '../../../../tests/support/appeals.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeRecordsDesk } from '../../../../tests/support/forgetting.ts';
import { makeCase, scopeFor } from '../../../../tests/support/papers.ts';
import { giveDuty } from '../../../../tests/support/people.ts';
import { endHold, heldBy, placedHolds, placeHold } from './holds.server.ts';

let db: TestDatabase;
let made: Awaited<ReturnType<typeof makeCase>>;
let desk: Awaited<ReturnType<typeof makeRecordsDesk>>;
let officer: CaseScope;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  made = await makeCase(db);
  desk = await makeRecordsDesk(db, made.councilId);
  officer = await scopeFor(made.officer, made.caseFileId, 'case:steer');
});

const place = (words = 'A claim is on its way') =>
  underScope(officer, (tx) => placeHold(tx, officer, { why: 'claim', words }));
const held = () => underScope(desk.first.scope, (tx) => heldBy(tx, made.caseFileId));
const end = (scope = desk.first.scope, id?: string, why = 'The claim was settled') =>
  held().then(([hold]) => underScope(scope, (tx) => endHold(tx, scope, id ?? hold!.legalHoldId!, why)));

describe('what keeps a case from being forgotten', () => {
  test('HLD3: an officer places a hold with a reason, and everybody who asks is told that it is held', async () => {
    expect(await place('')).toMatchObject({ field: 'words' });
    expect(await place()).toBe('placed');
    expect(await held()).toMatchObject([{ why: 'placed' }]);
    expect(await underScope(officer, (tx) => heldBy(tx, made.caseFileId))).toHaveLength(1);
  });

  test('HLD4: the desk ends it with a reason, once, and the officer reads why', async () => {
    await place();
    const legalHoldId = (await held())[0]!.legalHoldId!;
    expect(await end(desk.first.scope, legalHoldId, '')).toMatchObject({ field: 'endedWhy' });
    expect(await end()).toBe('ended');
    expect(await held()).toEqual([]);
    expect(await end(desk.second.scope, legalHoldId)).toBeNull();
    const [row] = await underScope(officer, (tx) => placedHolds(tx, officer));
    expect(row).toMatchObject({ endedByName: 'Asha Reid', hold: { endedWhy: 'The claim was settled' } });
  });

  test('J10 HLD4: whoever placed a hold never ends it, by the page or past it', async () => {
    await giveDuty(db, made.officer, 'records');
    await place();
    const scope = { ...desk.first.scope, personId: made.officer.personId };
    const legalHoldId = (await held())[0]!.legalHoldId!;
    expect(await end(scope, legalHoldId)).toMatchObject({ field: 'endedWhy' });
    const past = (why: string) =>
      inTransaction({ councilId: made.councilId, personId: made.officer.personId }, (tx) =>
        tx.execute(
          sql`update legal_hold set ended_at = now(), ended_by = ${made.officer.personId}, ended_why = ${why}`,
        ),
      );
    await expect(past('I say so')).rejects.toThrow();
    const without = { councilId: made.councilId, personId: made.parent.personId, caseFileId: made.caseFileId };
    await inTransaction(without, (tx) =>
      tx.execute(sql`update legal_hold set ended_at = now(), ended_by = ${made.parent.personId}, ended_why = 'x'`),
    );
    expect(await held()).toHaveLength(1);
  });

  test('J10: nobody removes a hold, nor writes it in another’s name', async () => {
    await place();
    const asOfficer = { councilId: made.councilId, personId: made.officer.personId, caseFileId: made.caseFileId };
    await expect(inTransaction(asOfficer, (tx) => tx.execute(sql`delete from legal_hold`))).rejects.toThrow();
    const inAnothersName = inTransaction(asOfficer, (tx) =>
      tx.execute(sql`insert into legal_hold (council_id, case_file_id, legal_hold_id, why, words, by)
        values (${made.councilId}, ${made.caseFileId}, ${v7()}, 'other', 'x', ${made.parent.personId})`),
    );
    await expect(inAnothersName).rejects.toThrow();
  });

  test('HLD2: an open appeal, dispute, request for records and the ombudsman hold by themselves, until they end', async () => {
    const { councilId, caseFileId } = made;
    const by = made.officer.personId;
    await makeAppealOn(db, made);
    await db.owner`insert into dispute (council_id, case_file_id, dispute_id, number, raised_by, raised_side, rights_holder, own_words)
      values (${councilId}, ${caseFileId}, ${v7()}, 1, ${by}, 'family', 'parent', '')`;
    await db.owner`insert into enquiry (council_id, case_file_id, enquiry_id, asked_by, name, email, asked_on, by)
      values (${councilId}, ${caseFileId}, ${v7()}, 'ombudsman', 'LGSCO', 'x@example.org', '2026-10-01', ${by})`;
    await db.owner`insert into data_request (council_id, case_file_id, data_request_id, asked_by_name, about, received_on)
      values (${councilId}, ${caseFileId}, ${v7()}, 'Dana Rowe', 'child', '2026-10-01')`;
    expect((await held()).map(({ why }) => why).sort()).toEqual([
      ...['open_appeal', 'open_dispute', 'open_ombudsman', 'open_request'],
    ]);
    await db.owner`update appeal set stage = 'closed' where case_file_id = ${caseFileId}`;
    await db.owner`update dispute set ended_at = now() where case_file_id = ${caseFileId}`;
    await db.owner`update enquiry set answered_on = '2026-10-20' where case_file_id = ${caseFileId}`;
    await db.owner`update data_request set state = 'closed' where case_file_id = ${caseFileId}`;
    expect(await held()).toEqual([]);
  });

  test('HLD2: a councillor’s enquiry holds nothing, and a family member is told of no hold', async () => {
    await place();
    await db.owner`insert into enquiry (council_id, case_file_id, enquiry_id, asked_by, name, email, asked_on, by)
      values (${made.councilId}, ${made.caseFileId}, ${v7()}, 'councillor', 'Cllr Hill', 'x@example.org', '2026-10-01', ${made.officer.personId})`;
    expect((await held()).map(({ why }) => why)).toEqual(['placed']);
    const parent = await scopeFor(made.parent, made.caseFileId, 'involvement:see');
    expect(await underScope(parent, (tx) => heldBy(tx, made.caseFileId))).toEqual([]);
  });
});
