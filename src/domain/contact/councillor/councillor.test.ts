import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCase, scopeFor } from '../../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { sayInThread } from '../../../../tests/support/thread.ts';
import { addEntry } from '../thread/add-entry.server.ts';
import { openCard } from './card.server.ts';
import { enquiriesOf, markAnswered, sayWhetherTold, sendCard, writeEnquiry } from './enquiries.server.ts';
import { initials, standardReply } from './enquiry.ts';

const TODAY = '2026-11-23';
let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

let scene: Awaited<ReturnType<typeof makeCase>>;
let keeping: CaseScope<'enquiry:keep'>;
let answering: CaseScope<'enquiry:answer'>;
let id: string;
const given = {
  askedBy: 'councillor',
  name: 'Ann Lee',
  email: 'Ann.Lee@example.org',
  askedOn: TODAY,
  words: 'How long?',
} as const;

beforeEach(async () => {
  scene = await makeCase(db);
  keeping = (await scopeFor(scene.officer, scene.caseFileId, 'enquiry:keep')) as CaseScope<'enquiry:keep'>;
  answering = (await scopeFor(scene.parent, scene.caseFileId, 'enquiry:answer')) as CaseScope<'enquiry:answer'>;
  expect(await underScope(keeping, (tx) => writeEnquiry(tx, keeping, given, TODAY))).toBe('written');
  const [row] = await underScope(keeping, (tx) => enquiriesOf(tx, keeping));
  id = row!.enquiryId;
});

const say = (may: boolean) => underScope(answering, (tx) => sayWhetherTold(tx, answering, id, may));
const send = () => underScope(keeping, (tx) => sendCard(tx, keeping, id));
const mails = () =>
  db.owner<{ to: string; subject: string; body: string }[]>`
    select "to", subject, body from outbox where council_id = ${scene.councilId} order by outbox_id`;
async function linkSent(): Promise<string> {
  const [, link] = /\/card\/(\S+)/.exec((await mails()).at(-1)!.body)!;
  return link!;
}

test('CLR1 G12: an address with two readings is refused, and the family is told that there is something', async () => {
  for (const email of ['a@x.org, b@y.org', 'Ann <a@x.org>', 'a@x.org\nBcc: b@y.org', ''])
    expect(await underScope(keeping, (tx) => writeEnquiry(tx, keeping, { ...given, email }, TODAY))).toHaveProperty(
      'wrong.email',
    );
  expect((await mails()).map(({ subject }) => subject)).toEqual(['There is an update for you']);
});

test('CLR2: without a yes no card is sent, and the words to answer with say nothing of a case', async () => {
  expect(await send()).toBe('no-yes');
  await say(false);
  expect(await send()).toBe('no-yes');
  expect(standardReply('Meadowshire', '0300 000 0000')).not.toMatch(/Maya|Rowe|MC-/);
});

test('CLR4 G13: the link alone opens nothing; with the address the card holds initials and no name, and is recorded', async () => {
  await say(true);
  expect(await send()).toBe('sent');
  const link = await linkSent();
  expect((await mails()).at(-1)!.to).toBe('Ann.Lee@example.org');
  expect(JSON.stringify(await mails())).not.toMatch(/Maya|Rowe/);
  expect(await openCard(link, '', TODAY)).toBeNull();
  expect(await openCard(link, 'someone@example.org', TODAY)).toBeNull();
  const card = await openCard(link.toUpperCase(), 'ann.lee@EXAMPLE.org', TODAY);
  expect(card?.initials).toBe('M. R.');
  expect(JSON.stringify(card)).not.toMatch(/Maya|Rowe/);
  const [opened] = await db.owner<
    { n: number }[]
  >`select count(*)::int as n from history where chain_id = ${scene.caseFileId} and action = 'enquiry.card_opened'`;
  expect(opened!.n).toBe(1);
  await db.owner`update enquiry set expires_at = now() where enquiry_id = ${id}`;
  expect(await openCard(link, given.email, TODAY)).toBeNull();
});

test('CLR3: a yes that is taken back makes the card dead at once, and a link sent again replaces the one before', async () => {
  await say(true);
  await send();
  const first = await linkSent();
  await send();
  const second = await linkSent();
  expect(await openCard(first, given.email, TODAY)).toBeNull();
  expect(await openCard(second, given.email, TODAY)).not.toBeNull();
  await say(false);
  expect(await openCard(second, given.email, TODAY)).toBeNull();
  expect(await send()).toBe('no-yes');
});

/** A second parent of the child, and their own answer to an enquiry. */
async function anotherParent() {
  const sam = await makePerson(db, scene.councilId, 'family', 'Sam Rowe');
  await giveStanding(db, scene.councilId, scene.caseFileId, sam.personId, 'parent');
  const scope = (await scopeFor(sam, scene.caseFileId, 'enquiry:answer')) as CaseScope<'enquiry:answer'>;
  const say = (may: boolean) => underScope(scope, (tx) => sayWhetherTold(tx, scope, id, may));
  return { sam, say };
}

test('CLR5 A28: the card tells what whoever said yes may know: nothing of what another parent asked or was told', async () => {
  const { sam } = await anotherParent();
  await sayInThread(sam, scene.caseFileId, { words: 'Only for the council.' }, new Date('2026-11-20T10:00:00Z'));
  await say(true);
  await send();
  const link = await linkSent();
  const before = await openCard(link, given.email, TODAY);
  expect(before).toMatchObject({ owed: [], lastContact: null });
  const officer = await scopeFor(scene.officer, scene.caseFileId, 'contact:write');
  const told = {
    kind: 'message',
    direction: 'out',
    words: 'For Sam.',
    happenedAt: new Date('2026-11-21T10:00:00Z'),
  } as const;
  await underScope(officer, (tx) => addEntry(tx, officer, { ...told, withPersonId: sam.personId }, told.happenedAt));
  expect(await openCard(link, given.email, TODAY)).toEqual(before);
  await sayInThread(scene.parent, scene.caseFileId, { words: 'When?' }, new Date('2026-11-22T10:00:00Z'));
  const own = await openCard(link, given.email, TODAY);
  expect(own!.owed.map(({ what }) => what)).toContain('An answer');
  await db.owner`update standing set ended_at = now(), epoch = epoch + 1 where person_id = ${scene.parent.personId}`;
  expect(await openCard(link, given.email, TODAY)).toBeNull();
  expect(await send()).toBe('no-yes');
});

test('CLR3: the no of one parent stands until they take it back, whatever the other says', async () => {
  const { sam, say: samSays } = await anotherParent();
  expect(await samSays(false)).toBe('said');
  expect(await say(true)).toBe('anothers-no');
  expect(await send()).toBe('no-yes');
  expect(await samSays(true)).toBe('said');
  expect(await send()).toBe('sent');
  expect(await samSays(false)).toBe('said');
  expect(await say(true)).toBe('anothers-no');
  await db.owner`update standing set ended_at = now(), epoch = epoch + 1 where person_id = ${sam.personId}`;
  expect(await say(true)).toBe('said');
});

test('CLR1: answered once, on a day that is counted from', async () => {
  const answer = () => underScope(keeping, (tx) => markAnswered(tx, keeping, id, TODAY));
  expect([await answer(), await answer()]).toEqual(['answered', null]);
  expect(initials('Éva', "O'Neill")).toBe('É. O.');
});
