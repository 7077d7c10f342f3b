import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import { isRefusal } from '#domain/access/decide.ts';
import { cancelInvitation } from '#domain/people/invite.server.ts';
import { guestOf } from '#domain/people/guest.server.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { appoint, as, newMediator, takeUp } from '../../../../tests/support/getting-ready.ts';
import { linkSentTo } from '../../../../tests/support/inviting.ts';
import { makeMediation, type TestMediation } from '../../../../tests/support/mediations.ts';
import { freshDataFolder, scopeFor } from '../../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { mediationFor } from '../begin.server.ts';
import { sayIndependent } from './agree.server.ts';
import { endMediator, formerLeads, leadCode, leadOf } from './lead.server.ts';
import { myMediations } from './my-mediations.server.ts';
import { appointOfficer, officersWhoMayLead } from './officer.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

const replace = (made: TestMediation) =>
  as(made, made.officer, (tx, scope) => endMediator(tx, scope, made.mediationId, 'Ill'), 'dispute:arrange');
/** A mediation whose mediator has just left it. */
async function without(child = 'Maya') {
  const made = await makeMediation(db, child);
  expect(await replace(made)).toBe('ended');
  return made;
}

describe('the mediator comes', () => {
  test('RDY1 G08: by link and code, with the place and the standing in one transaction, and is not of the family', async () => {
    const made = await without();
    const given = newMediator();
    expect(await appoint(made, given)).toEqual({ word: expect.any(String) });
    const before = await as(made, made.officer, (tx, scope) => leadOf(tx, scope, made.mediationId));
    expect(before).toMatchObject({ personId: null, name: given.fullName, body: given.provider, independentAt: null });
    const bo = await takeUp(db, given);
    expect(bo.kind).toBe('practitioner');
    const place = await as(made, bo, async (tx, scope) => (await mediationFor(tx, scope, made.mediationId))?.place);
    expect(place).toBe('lead');
    for (const permission of ['case:see', 'paper:see', 'space:see', 'people:see'] as const)
      expect(isRefusal(await authorise(bo, made.caseFileId, permission))).toBe(true);
    const [row] = await db.owner`select role from standing where person_id = ${bo.personId}`;
    expect(row!.role).toBe('mediator');
    const [kept] = await db.owner`select provider_ref from mediation where mediation_id = ${made.mediationId}`;
    expect(kept!.provider_ref).toBe(given.providerRef);
  });

  test('RDY1: the message says nothing of the child, and there is a code to read out on the phone', async () => {
    const made = await without('Ottoline');
    const given = newMediator({ mobile: null });
    await appoint(made, given);
    const mails = await db.owner`select subject, body from outbox where "to" = ${given.email}`;
    expect(mails).toHaveLength(1);
    expect(JSON.stringify(mails)).not.toContain('Ottoline');
    const read = await as(made, made.officer, (tx, scope) => leadCode(tx, scope, made.mediationId), 'dispute:arrange');
    expect(read).toEqual({ code: expect.stringMatching(/^\d{6}$/) });
  });

  test('RDY1: two mediators are refused with a sentence, and two asked for at once are one', async () => {
    const made = await without();
    const answers = await Promise.all([appoint(made, newMediator()), appoint(made, newMediator())]);
    expect(answers.filter((answer) => answer && 'word' in answer)).toHaveLength(1);
    expect(answers).toContainEqual({
      field: 'fullName',
      refused: expect.stringMatching(/is the mediator. There can be one/),
    });
    const again = await appoint(made, newMediator());
    expect(again).toMatchObject({ refused: expect.stringContaining('one at a time') });
  });

  test('RDY1 MED4: somebody of the council’s is refused before anything is sent: by their own address, by its domain, by number', async () => {
    const made = await without();
    await db.owner`update person set email = 'Priya.Shah@meadowshire.example', mobile = '+447700900555' where person_id = ${made.officer.personId}`;
    for (const [email, mobile, field] of [
      ['priya.shah@MEADOWSHIRE.example', null, 'email'],
      ['mediator@meadowshire.example', null, 'email'],
      [null, '+447700900555', 'mobile'],
    ] as const)
      expect(await appoint(made, newMediator({ email, mobile }))).toEqual({
        field,
        refused: 'A mediator must not work for the council. Ask the provider for somebody who does not',
      });
    const sent = await db.owner`select 1 from invitation where case_file_id = ${made.caseFileId}`;
    expect(sent).toHaveLength(0);
    expect(await appoint(made, newMediator({ email: 'bo@not-meadowshire.example' }))).toHaveProperty('word');
  });

  test('RDY1: whoever has a place on the case cannot be its mediator, nor can somebody who may never see it', async () => {
    const made = await without();
    const { councilId, caseFileId } = made;
    await db.owner`update person set email = 'jo@rowe.example' where person_id = ${made.supporter.personId}`;
    expect(await appoint(made, newMediator({ email: 'jo@rowe.example' }))).toMatchObject({
      refused: expect.stringContaining('have a place on this case already'),
    });
    const never = await makePerson(db, councilId, 'practitioner', 'Nor Never');
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${councilId}, ${caseFileId}, ${never.personId}, 'Kin', ${made.officer.personId})`;
    expect(await appoint(made, newMediator({ fullName: 'Nor Never' }))).toMatchObject({
      refused: expect.stringContaining('may not be on this case'),
    });
  });

  test('G03 G06: an invitation cancelled before it is taken up opens nothing and leaves no place', async () => {
    const made = await without();
    const given = newMediator();
    await appoint(made, given);
    const link = await linkSentTo({ db }, given.email!);
    const scope = await scopeFor(made.officer, made.caseFileId, 'people:invite');
    await underScope(scope, async (tx) => cancelInvitation(tx, scope, (await guestOf(link))!.row.invitationId));
    await expect(takeUp(db, given)).rejects.toThrow();
    const [row] =
      await db.owner`select person_id from mediation_party where mediation_id = ${made.mediationId} and name = ${given.fullName}`;
    expect(row!.person_id).toBeNull();
  });

  test('RDY2: says that they are independent, themselves; nobody says it for them', async () => {
    const made = await without();
    const given = newMediator();
    await appoint(made, given);
    const bo = await takeUp(db, given);
    const say = (who: typeof bo, said: boolean) =>
      as(made, who, (tx, scope) => sayIndependent(tx, scope, made.mediationId, said));
    expect(await say(made.officer, true)).toMatchObject({ refused: 'Only a mediator says that' });
    expect(await say(bo, false)).toMatchObject({ field: 'independent' });
    expect(await say(bo, true)).toBe('said');
    const lead = await as(made, made.parent, (tx, scope) => leadOf(tx, scope, made.mediationId));
    expect(lead!.independentAt).toBeInstanceOf(Date);
  });

  test('RDY11: comes home to the mediations they lead, by the names of those in them', async () => {
    const made = await makeMediation(db);
    const home = async (who: typeof made.mediator) => {
      const scope = await authorise(who, null, 'signed-in');
      if (isRefusal(scope)) throw new Error(scope.because);
      return underScope(scope, (tx) => myMediations(tx, scope));
    };
    expect(await home(made.mediator)).toMatchObject([{ mediationId: made.mediationId, family: ['Dana Rowe'] }]);
    const other = await makePerson(db, made.councilId, 'staff', 'Tom Vale');
    await giveStanding(db, made.councilId, made.caseFileId, other.personId, 'case_officer');
    expect(await home(other)).toEqual([]);
    await replace(made);
    expect(await home(made.mediator)).toEqual([]);
  });
});

describe('a mediator is replaced', () => {
  test('E05 RDY12: place, standing and rooms go at once; notes and numbers go to nobody; both sides are told', async () => {
    const made = await makeMediation(db);
    const { councilId, caseFileId, mediationId, mediator } = made;
    const old = await scopeFor(mediator, caseFileId, 'mediation:lead');
    await db.owner`insert into mediator_note (council_id, case_file_id, mediation_id, person_id, sealed) values (${councilId}, ${caseFileId}, ${mediationId}, ${mediator.personId}, 'x')`;
    await db.owner`insert into pre_call (council_id, case_file_id, mediation_id, side, "on", starts_at, phone, offered_by) values (${councilId}, ${caseFileId}, ${mediationId}, 'family', current_date, '10:00', '07700 900999', ${mediator.personId})`;
    expect(await replace(made)).toBe('ended');
    expect(isRefusal(await authorise(mediator, caseFileId, 'mediation:join'))).toBe(true);
    await expect(underScope(old, (tx) => sayIndependent(tx, old, mediationId, true))).rejects.toThrow('ended');
    const left = await underScope(old, async (tx) => ({
      place: await mediationFor(tx, old, mediationId),
      rooms: await tx.execute(sql`select 1 from private_room`),
      notes: await tx.execute(sql`select 1 from mediator_note`),
    }));
    expect([left.place, left.rooms.length, left.notes.length]).toEqual([null, 0, 0]);
    const given = newMediator();
    await appoint(made, given);
    const bo = await takeUp(db, given);
    const inherited = await as(made, bo, async (tx) => ({
      notes: await tx.execute(sql`select 1 from mediator_note`),
      calls: await tx.execute(sql`select 1 from pre_call`),
    }));
    expect([inherited.notes.length, inherited.calls.length]).toEqual([0, 0]);
    for (const one of [made.parent, made.supporter, made.manager]) {
      const told =
        await db.owner`select body from outbox o join person p on p.email = o."to" where p.person_id = ${one.personId}`;
      expect(told.length).toBeGreaterThan(0);
      expect(JSON.stringify(told)).not.toMatch(/mediat|Maya/i);
    }
    const former = await as(made, made.parent, (tx, scope) => formerLeads(tx, scope, mediationId));
    expect(former).toEqual([{ name: 'Sam Okoro', leftAt: expect.any(Date) }]);
  });

  test('E05: one who was only invited is replaced by cancelling the invitation', async () => {
    const made = await without();
    const given = newMediator();
    await appoint(made, given);
    expect(await replace(made)).toBe('ended');
    await expect(takeUp(db, given)).rejects.toThrow();
    expect(await replace(made)).toMatchObject({ refused: 'There is nobody to replace' });
  });

  test('E05: who leads another mediation of the same case keeps that one alone, and every line of theirs is cut', async () => {
    const made = await makeMediation(db);
    const { councilId, caseFileId, mediationId, mediator, officer } = made;
    const other = '0190b5a0-0000-7000-8000-000000000001';
    await db.owner`insert into dispute (council_id, case_file_id, dispute_id, number, raised_by, raised_side, rights_holder, own_words) values (${councilId}, ${caseFileId}, ${other}, 2, ${made.parent.personId}, 'family', 'parent', 'No')`;
    await db.owner`insert into mediation (council_id, case_file_id, mediation_id, dispute_id, kind, wanted_on, opened_by) values (${councilId}, ${caseFileId}, ${other}, ${other}, 'mediation', current_date, ${officer.personId})`;
    await db.owner`insert into mediation_party (council_id, case_file_id, party_id, mediation_id, person_id, side, coming_as, name, added_by) values (${councilId}, ${caseFileId}, gen_random_uuid(), ${other}, ${officer.personId}, 'council', 'advises', 'Priya Shah', ${officer.personId})`;
    await db.owner`update person set email = 'sam@level-ground.example' where person_id = ${mediator.personId}`;
    const again = newMediator({ fullName: 'Sam Okoro', email: 'sam@level-ground.example', mobile: null });
    expect(await appoint({ ...made, mediationId: other }, again)).toEqual({ word: null });
    const before = await scopeFor(mediator, caseFileId, 'mediation:join');
    await replace(made);
    const now = await scopeFor(mediator, caseFileId, 'mediation:join');
    expect(now.epoch).toBe(before.epoch + 1);
    const places = await as(made, mediator, async (tx, scope) => [
      await mediationFor(tx, scope, mediationId),
      (await mediationFor(tx, scope, other))?.place,
    ]);
    expect(places).toEqual([null, 'lead']);
  });
});

describe('early resolution', () => {
  test('RDY1 MED4: is led by the council’s officer, and no mediator is invited to it', async () => {
    const made = await without();
    const { councilId, caseFileId, mediationId } = made;
    await db.owner`update mediation set kind = 'early_resolution', private_rooms = false where mediation_id = ${mediationId}`;
    expect(await appoint(made, newMediator())).toMatchObject({ refused: expect.stringContaining('own officer') });
    const tom = await makePerson(db, councilId, 'staff', 'Tom Adeyemi');
    const standingId = await giveStanding(db, councilId, caseFileId, tom.personId, 'dispute_resolution_officer');
    const officers = await as(
      made,
      made.officer,
      (tx, scope) => officersWhoMayLead(tx, scope, mediationId),
      'dispute:arrange',
    );
    expect(officers.map(({ name }) => name)).toEqual(['Tom Adeyemi']);
    const lead = (id: string) =>
      as(made, made.officer, (tx, scope) => appointOfficer(tx, scope, mediationId, id), 'dispute:arrange');
    expect(await lead('nobody')).toMatchObject({ field: 'officer' });
    expect(await lead(standingId)).toBe('appointed');
    expect(await lead(standingId)).toMatchObject({ refused: expect.stringContaining('one at a time') });
    expect(await replace(made)).toBe('ended');
    expect(isRefusal(await authorise(tom, caseFileId, 'case:see'))).toBe(false);
  });
});
