import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Caller } from '../support/caller.ts';
import { openDoor, type Door } from '../support/door.ts';
import { giveStanding, makeCaseFile } from '../support/people.ts';
import { cookieFor } from '../support/sign-in.ts';

let door: Door;
let officer: Caller;
let caseFileId: string;
beforeAll(async () => {
  door = await openDoor();
  const { person } = await door.newStaff();
  caseFileId = await makeCaseFile(door.db, door.councilId, door.teamId);
  await giveStanding(door.db, door.councilId, caseFileId, person.personId, 'case_officer');
  officer = new Caller(door.server, await cookieFor(door.db, person));
});
afterAll(() => door.close());

describe('opening a case with a reason', () => {
  test('A29 PEO6: an hour of looking, told to the case’s officers and readable by the family; not without a reason', async () => {
    const { person } = await door.newStaff();
    const curious = new Caller(door.server, await cookieFor(door.db, person));
    const form = `/cases/${caseFileId}/open`;
    expect((await curious.get(`/cases/${caseFileId}`)).body).toContain(form);
    expect((await curious.post(form, { reason: 'because' })).body).toContain('Say a little more');
    expect((await curious.get(`/cases/${caseFileId}`)).status).toBe(404);
    const before = await door.db.owner`select 1 from outbox where body like '%opened it, with a reason%'`;
    expect((await curious.post(form, { reason: 'The duty officer is ill and the family rang' })).location).toBe(
      `/cases/${caseFileId}`,
    );
    expect((await curious.get(`/cases/${caseFileId}`)).status).toBe(200);
    expect((await curious.post(`/cases/${caseFileId}/people?/invite`)).status).toBe(403);
    expect((await officer.get(`/cases/${caseFileId}/history`)).body).toContain('The duty officer is ill');
    const after = await door.db.owner`select 1 from outbox where body like '%opened it, with a reason%'`;
    expect(after.length - before.length).toBe(1);
    await door.db.owner`update standing set ends_at = now() where person_id = ${person.personId}`;
    expect((await curious.get(`/cases/${caseFileId}`)).status).toBe(404);
    await curious.post(form, { reason: 'The family rang again this afternoon' });
    expect((await curious.get(`/cases/${caseFileId}`)).status).toBe(200);
  });

  test('A29: the form is the same for a case that is there and one that is not', async () => {
    const { person } = await door.newStaff();
    const curious = new Caller(door.server, await cookieFor(door.db, person));
    const [there, not] = await Promise.all(
      [caseFileId, '018f0000-0000-7000-8000-000000000000'].map((id) => curious.get(`/cases/${id}/open`)),
    );
    const plain = (body: string) =>
      body.replace(/nonce="[^"]*"|__sveltekit_\w+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '');
    expect([there!.status, plain(there!.body)]).toEqual([not!.status, plain(not!.body)]);
    expect(
      (await curious.post('/cases/018f0000-0000-7000-8000-000000000000/open', { reason: 'A long enough reason' }))
        .status,
    ).toBe(404);
  });
});
