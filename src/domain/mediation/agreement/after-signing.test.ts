import { beforeAll, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { drawAgain, drawnUp, signAs } from '../../../../tests/support/agreements.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeMediation, type TestMediation } from '../../../../tests/support/mediations.ts';
import { freshDataFolder, scopeFor } from '../../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { openAgreement } from './open-agreement.server.ts';
import { agreementInForce } from './read-agreement.server.ts';
import { remindToSign } from './remind.server.ts';
import { askToReopen } from './reopen.server.ts';
import { doNotSign, signLater, type Shown } from './sign.server.ts';
import { sentences } from './signing.ts';

let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});

const bothSign = async (made: TestMediation, shown: Shown) => {
  await signAs(made.parent, made, shown);
  return signAs(made.manager, made, shown);
};
const reads = async (person: Person, made: TestMediation, agreementId: string) => {
  const scope = await scopeFor(person, made.caseFileId, 'mediation:join');
  return (await underScope(scope, (tx) => agreementInForce(tx, scope, made.mediationId, agreementId))) !== null;
};
const reopen = async (person: Person, made: TestMediation, agreementId: string) => {
  const scope = await scopeFor(person, made.caseFileId, 'agreement:sign');
  return underScope(scope, (tx) => askToReopen(tx, scope, made.mediationId, agreementId));
};
const openIn = async (made: TestMediation) => {
  const scope = await scopeFor(made.mediator, made.caseFileId, 'mediation:join');
  return underScope(scope, (tx) => openAgreement(tx, scope, made.mediationId));
};

test('SIG5: whoever says tomorrow is reminded once, when the time is over and it still waits for them', async () => {
  const made = await makeMediation(db, 'Maya');
  await db.owner`update person set email = 'dana@example.org' where person_id = ${made.parent.personId}`;
  const shown = await drawnUp(db, made);
  const mails = async () =>
    (await db.owner`select 1 from outbox where council_id = ${made.councilId} and "to" = 'dana@example.org'`).length;
  const later = async (hoursAgo: number) => {
    const scope = await scopeFor(made.parent, made.caseFileId, 'agreement:sign');
    const at = new Date(Date.now() - hoursAgo * 3_600_000);
    return underScope(scope, (tx) => signLater(tx, scope, made.mediationId, shown, at));
  };
  const before = await mails();
  expect(await later(23)).toEqual({ now: 'later' });
  expect(await remindToSign.go(made.councilId)).toBe(0);
  await db.owner`alter table signature disable trigger signature_never_changes`;
  await db.owner`update signature set remind_at = now() - interval '1 minute' where agreement_id = ${shown.agreementId}`;
  await db.owner`alter table signature enable trigger signature_never_changes`;
  expect(await remindToSign.go(made.councilId)).toBe(1);
  expect(await remindToSign.go(made.councilId)).toBe(0);
  expect(await mails()).toBe(before + 1);
});

test.each(['signed it', 'put it aside'])('SIG5: nobody is reminded once somebody %s', async (what) => {
  const made = await makeMediation(db, 'Nell');
  const shown = await drawnUp(db, made);
  const parent = await scopeFor(made.parent, made.caseFileId, 'agreement:sign');
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  await underScope(parent, (tx) => signLater(tx, parent, made.mediationId, shown, yesterday));
  const manager = await scopeFor(made.manager, made.caseFileId, 'agreement:sign');
  if (what === 'signed it') await signAs(made.parent, made, shown);
  else await underScope(manager, (tx) => doNotSign(tx, manager, made.mediationId, shown, new Date()));
  expect(await remindToSign.go(made.councilId)).toBe(0);
});

test('E13 SIG9: it is opened again only when both sides ask, and counts until the next one is signed', async () => {
  const made = await makeMediation(db, 'Otis');
  const first = await drawnUp(db, made);
  expect(await reopen(made.parent, made, first.agreementId)).toMatchObject({ refused: sentences.notInForce });
  await bothSign(made, first);
  expect(await reopen(made.parent, made, first.agreementId)).toEqual({ open: false });
  expect(await reopen(made.parent, made, first.agreementId)).toEqual({ open: false });
  expect(await reopen(made.officer, made, first.agreementId)).toMatchObject({ refused: sentences.notYours });
  expect(await openIn(made)).toMatchObject({ state: 'signed' });
  expect(await reopen(made.manager, made, first.agreementId)).toEqual({ open: true });
  expect(await openIn(made)).toBeNull();
  const open = () =>
    db.owner`select subject_id from promise where case_file_id = ${made.caseFileId} and replaced_at is null`;
  expect(new Set((await open()).map((row) => row.subject_id))).toEqual(new Set([first.agreementId]));
  const second = await drawAgain(db, made);
  await bothSign(made, second);
  expect(new Set((await open()).map((row) => row.subject_id))).toEqual(new Set([second.agreementId]));
  expect(await reads(made.parent, made, first.agreementId)).toBe(true);
});

test('A09 SIG10: those in it and the council’s officers of the case read it; the rest of the case does not, nor before', async () => {
  const made = await makeMediation(db, 'Pia');
  const { councilId, caseFileId } = made;
  const outside = async (role: Parameters<typeof giveStanding>[4], kind: 'staff' | 'family' | 'practitioner') => {
    const person = await makePerson(db, councilId, kind, `A ${role}`);
    await giveStanding(db, councilId, caseFileId, person.personId, role);
    return person;
  };
  const inIt = [made.parent, made.supporter, made.officer, made.manager, made.mediator];
  const officers = [await outside('dispute_resolution_officer', 'staff'), await outside('case_officer', 'staff')];
  const rest = [await outside('practitioner', 'practitioner'), await outside('parent', 'family')];
  const shown = await drawnUp(db, made);
  await signAs(made.parent, made, shown);
  for (const one of [...inIt, ...officers, ...rest]) expect(await reads(one, made, shown.agreementId)).toBe(false);
  await signAs(made.manager, made, shown);
  for (const one of [...inIt, ...officers]) expect(await reads(one, made, shown.agreementId)).toBe(true);
  for (const one of rest) expect(await reads(one, made, shown.agreementId)).toBe(false);
  expect(await reads(made.parent, made, made.mediationId)).toBe(false);
});
