import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import type { Person } from '#domain/access/standing.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { as } from '../../../../tests/support/getting-ready.ts';
import { makeMediation, type TestMediation } from '../../../../tests/support/mediations.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { mediationFor } from '../begin.server.ts';
import { agreedAloud, agreementSha256, agreeToMediate } from './agree.server.ts';
import { readAuthority } from './authority.ts';
import { mayEnter } from './may-enter.ts';
import { partiesOf } from './parties.server.ts';
import { groundOf, missingYes, stillToAgree } from './ready.server.ts';
import { allow, sayComing, saySigns, takeOff, writeAuthority, writeNeeds } from './who-changes.server.ts';
import { bring, mayBeBrought, type Brought } from './who.server.ts';

let db: TestDatabase;
let made: TestMediation;
beforeAll(async () => {
  db = await freshDatabase();
  made = await makeMediation(db);
});
afterAll(() => db.close());

const seenBy = (who: Person, of = made) =>
  as(of, who, async (tx, scope) => partiesOf(tx, scope, (await mediationFor(tx, scope, of.mediationId))!));
const bringAs = (who: Person, change: Partial<Brought>, of = made) =>
  as(of, who, (tx, scope) =>
    bring(tx, scope, of.mediationId, { standingId: '', name: '', comingAs: '', body: '', ...change }),
  );
const partyOf = (answer: Awaited<ReturnType<typeof bringAs>>) => {
  if (!answer || 'refused' in answer) throw new Error(JSON.stringify(answer));
  return answer.partyId;
};
const give = (who: Person, partyId: string) =>
  as(made, who, (tx, scope) => allow(tx, scope, made.mediationId, partyId));

describe('who comes', () => {
  test('RDY4: each side puts its own on the list, and a supporter puts nobody', async () => {
    expect(
      await bringAs(made.parent, { name: 'Ola Marsh', comingAs: 'advocate', body: 'Advice Meadowshire' }),
    ).toHaveProperty('partyId');
    expect(await bringAs(made.supporter, { name: 'Kit', comingAs: 'supporter' })).toMatchObject({ field: 'name' });
    expect(await bringAs(made.parent, { name: 'A friend', comingAs: 'decides' })).toMatchObject({ field: 'comingAs' });
    expect(await bringAs(made.manager, { name: 'Maya', comingAs: 'child' })).toMatchObject({ field: 'comingAs' });
    expect(await bringAs(made.manager, { name: 'Sam', comingAs: 'mediator' })).toMatchObject({ field: 'comingAs' });
    expect(await bringAs(made.parent, { name: '', comingAs: 'supporter' })).toMatchObject({
      refused: 'Enter their name',
    });
    expect(await bringAs(made.parent, { name: 'Al', comingAs: 'party' })).toMatchObject({ field: 'comingAs' });
  });

  test('RDY4: a child waits for the lead’s yes; somebody from health for the other side’s or the lead’s', async () => {
    const child = partyOf(await bringAs(made.parent, { name: 'Maya', comingAs: 'child' }));
    expect(await give(made.parent, child)).toMatchObject({ refused: 'That yes is not yours to give' });
    expect(await give(made.manager, child)).toMatchObject({ refused: 'That yes is not yours to give' });
    expect(await give(made.mediator, child)).toBe('done');
    const nurse = partyOf(
      await bringAs(made.manager, { name: 'Bea Hall', comingAs: 'health', body: 'The health board' }),
    );
    expect((await seenBy(made.parent)).find(({ partyId }) => partyId === nurse)).toMatchObject({
      waitsFor: 'lead_or_family',
      side: 'neutral',
    });
    expect(await give(made.manager, nurse)).toHaveProperty('refused');
    expect(await give(made.supporter, nurse)).toHaveProperty('refused');
    expect(await give(made.parent, nurse)).toBe('done');
    expect((await seenBy(made.manager)).find(({ partyId }) => partyId === nurse)!.waitsFor).toBeNull();
  });

  test('RDY4 A27: with a sign-in somebody comes for their own side, as what they are to the case', async () => {
    const { councilId, caseFileId } = made;
    const other = await makePerson(db, councilId, 'family', 'Al Rowe');
    const parentId = await giveStanding(db, councilId, caseFileId, other.personId, 'parent');
    const tom = await makePerson(db, councilId, 'staff', 'Tom Vale');
    const officerId = await giveStanding(db, councilId, caseFileId, tom.personId, 'case_officer');
    const offered = (who: Person) =>
      as(made, who, async (tx, scope) => mayBeBrought(tx, scope, (await mediationFor(tx, scope, made.mediationId))!));
    expect((await offered(made.parent)).map(({ name }) => name)).toEqual(['Al']);
    expect((await offered(made.manager)).map(({ name }) => name)).toEqual(['Tom Vale']);
    expect(await offered(made.supporter)).toEqual([]);
    expect(await bringAs(made.parent, { standingId: officerId, comingAs: 'party' })).toMatchObject({
      field: 'standingId',
    });
    expect(await bringAs(made.parent, { standingId: parentId, comingAs: 'interpreter' })).toMatchObject({
      field: 'comingAs',
    });
    expect(await bringAs(made.manager, { standingId: officerId, comingAs: 'decides' })).toHaveProperty('partyId');
    const inIt = await as(made, tom, async (tx, scope) => mediationFor(tx, scope, made.mediationId));
    expect(inIt).toMatchObject({ place: 'council', party: { signs: true } });
  });

  test('RDY4: when a young person holds the rights, they say whether a parent comes', async () => {
    const of = await makeMediation(db, 'Noor');
    const { councilId, caseFileId, mediationId } = of;
    await db.owner`update dispute set rights_holder = 'young_person' where dispute_id = ${of.disputeId}`;
    const noor = await makePerson(db, councilId, 'family', 'Noor Aziz');
    await giveStanding(db, councilId, caseFileId, noor.personId, 'young_person');
    await db.owner`insert into mediation_party (council_id, case_file_id, party_id, mediation_id, person_id, side, coming_as, name, added_by) values (${councilId}, ${caseFileId}, ${v7()}, ${mediationId}, ${noor.personId}, 'family', 'party', 'Noor', ${noor.personId})`;
    const other = await makePerson(db, councilId, 'family', 'Al Aziz');
    const standingId = await giveStanding(db, councilId, caseFileId, other.personId, 'parent');
    expect(await bringAs(of.parent, { standingId, comingAs: 'supporter' }, of)).toMatchObject({
      refused: 'The young person says if a parent comes',
    });
    expect(await bringAs(noor, { standingId, comingAs: 'supporter' }, of)).toHaveProperty('partyId');
  });

  test('RDY4: taken off the list somebody is out at once; one of each side stays; the lead is not taken off', async () => {
    const of = await makeMediation(db, 'Ines');
    const off = (who: Person, partyId: string) =>
      as(of, who, (tx, scope) => takeOff(tx, scope, of.mediationId, partyId));
    expect(await off(of.manager, of.parties.supporter)).toMatchObject({ refused: 'That is for their own side to say' });
    expect(await off(of.parent, of.parties.parent)).toMatchObject({ refused: 'Somebody of each side must stay' });
    expect(await off(of.manager, of.parties.mediator)).toMatchObject({ refused: expect.stringContaining('replaced') });
    expect(await off(of.supporter, of.parties.supporter)).toBe('left');
    expect(await as(of, of.supporter, (tx, scope) => mediationFor(tx, scope, of.mediationId))).toBeNull();
    expect(await off(of.manager, of.parties.officer)).toBe('done');
    expect(await off(of.manager, of.parties.manager)).toMatchObject({ refused: 'Somebody of each side must stay' });
    expect(await off(of.parent, 'nobody')).toMatchObject({ field: 'form' });
  });

  test('RDY8: says whether they come, and who signs, of their own side alone', async () => {
    const { mediationId, parties } = made;
    expect(await as(made, made.parent, (tx, scope) => sayComing(tx, scope, mediationId, parties.supporter, 'no'))).toBe(
      'done',
    );
    expect(
      await as(made, made.parent, (tx, scope) => sayComing(tx, scope, mediationId, parties.officer, 'no')),
    ).toHaveProperty('refused');
    expect(await as(made, made.manager, (tx, scope) => saySigns(tx, scope, mediationId, parties.officer, true))).toBe(
      'done',
    );
    expect(
      await as(made, made.parent, (tx, scope) => saySigns(tx, scope, mediationId, parties.supporter, true)),
    ).toHaveProperty('refused');
    expect((await seenBy(made.parent)).find(({ name }) => name === 'Jo Rowe')!.coming).toBe('no');
  });
});

describe('what somebody needs', () => {
  test('RDY7 A28: is for their own side and the lead; the other side gets neither the words nor news of them', async () => {
    const words = 'CANARY a chair near the door';
    const wrote = await as(made, made.parent, (tx, scope) =>
      writeNeeds(tx, scope, made.mediationId, made.parties.parent, words),
    );
    expect(wrote).toBe('done');
    const dana = async (who: Person) => (await seenBy(who)).find(({ name }) => name === 'Dana Rowe')!.needs;
    expect([await dana(made.parent), await dana(made.supporter), await dana(made.mediator)]).toEqual([
      words,
      words,
      words,
    ]);
    expect(await dana(made.manager)).toBeNull();
    expect(JSON.stringify(await seenBy(made.officer))).not.toContain('CANARY');
    const history =
      await db.owner`select h.*, d.* from history h left join history_detail d using (council_id, chain_id, sequence) where h.action = 'mediation.needs_written'`;
    expect(history.length).toBeGreaterThan(0);
    expect(JSON.stringify(history)).not.toContain('CANARY');
  });
});

describe('who can say yes', () => {
  test('RDY5: what nobody can say yes to is said to both sides, and somebody who does not come does not count', async () => {
    const missing = (who: Person) =>
      as(made, who, async (tx, scope) => {
        const here = (await mediationFor(tx, scope, made.mediationId))!;
        return missingYes(await partiesOf(tx, scope, here), await groundOf(tx, scope, here));
      });
    expect(await missing(made.parent)).toEqual(['change', 'placement', 'funding']);
    const authority = readAuthority({
      'may-change': 'yes',
      'may-funding': 'limited',
      'limits-funding': '£5,000 a year',
    });
    const write = (who: Person, partyId: string) =>
      as(made, who, (tx, scope) => writeAuthority(tx, scope, made.mediationId, partyId, authority));
    expect(await write(made.parent, made.parties.manager)).toHaveProperty('refused');
    expect(await write(made.parent, made.parties.parent)).toHaveProperty('refused');
    expect(await write(made.officer, made.parties.manager)).toBe('done');
    expect(await missing(made.parent)).toEqual(['placement']);
    expect(await missing(made.manager)).toEqual(['placement']);
    await as(made, made.manager, (tx, scope) => sayComing(tx, scope, made.mediationId, made.parties.manager, 'no'));
    expect(await missing(made.mediator)).toEqual(['change', 'placement', 'funding']);
  });
});

describe('saying yes to how it works', () => {
  test('RDY6: each for themselves, to those very words, with their fingerprint kept', async () => {
    const of = await makeMediation(db, 'Zara');
    await db.owner`update mediation_party set agreed_to_mediate_at = null where mediation_id = ${of.mediationId}`;
    const say = (who: Person, shown: string) =>
      as(of, who, (tx, scope) => agreeToMediate(tx, scope, of.mediationId, shown));
    const here = async (who: Person) =>
      (await as(of, who, (tx, scope) => mediationFor(tx, scope, of.mediationId)))!.party;
    expect(mayEnter(await here(of.parent))).toBe(false);
    expect(await say(of.parent, agreementSha256('early_resolution'))).toMatchObject({
      refused: expect.stringContaining('words have changed'),
    });
    expect(await say(of.parent, agreementSha256('mediation'))).toBe('agreed');
    expect(await here(of.parent)).toMatchObject({ agreedToMediateSha256: agreementSha256('mediation') });
    expect([
      mayEnter(await here(of.parent)),
      mayEnter(await here(of.supporter)),
      mayEnter(await here(of.mediator)),
    ]).toEqual([true, false, true]);
    const left = stillToAgree(await seenBy(of.parent, of)).map(({ name }) => name);
    expect(left.sort()).toEqual(['Jo Rowe', 'Priya Shah', 'Ruth Adeyemi']);
  });

  test('RDY6: for somebody without a sign-in whoever leads writes it down, and for nobody else', async () => {
    const voice = partyOf(await bringAs(made.parent, { name: 'Ela Nowak', comingAs: 'interpreter' }));
    const aloud = (who: Person, partyId: string) =>
      as(made, who, (tx, scope) => agreedAloud(tx, scope, made.mediationId, partyId));
    expect(await aloud(made.parent, voice)).toHaveProperty('refused');
    expect(await aloud(made.mediator, made.parties.parent)).toHaveProperty('refused');
    expect(await aloud(made.mediator, voice)).toBe('agreed');
  });
});
