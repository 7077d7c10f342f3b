import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { addDays } from '../../src/domain/calendar/date.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { inWords } from '../../src/domain/calendar/words.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { beforeTheBoard, decided, letOutAndRead, said } from '../support/decided.ts';
import { giveStanding, makePerson } from '../support/people.ts';
import { plainBrowser } from '../support/plain-pages.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const todaysDate = today(() => new Date());
let db: TestDatabase;
let server: RunningServer;
let browse: ReturnType<typeof plainBrowser>;
let made: Awaited<ReturnType<typeof beforeTheBoard>>;
let otherParent: Person;
let decisionId: string;
let pages: string;

beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl });
  browse = plainBrowser(db, server);
  made = await beforeTheBoard(db, addDays(todaysDate, -1));
  otherParent = await makePerson(db, made.councilId, 'family', 'Ali Rowe');
  await giveStanding(db, made.councilId, made.caseFileId, otherParent.personId, 'parent');
  decisionId = await decided(db, made, 'no_issue');
  pages = `/cases/${made.caseFileId}/disputes`;
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const words = (html: string) => html.replace(/<!--.*?-->/gs, '').replace(/\s+/g, ' ');
const see = async (who: Person, path: string) => words((await browse.see(who, path)).html);
/** Raises one from words alone, as the form does. Returns the address of its page. */
async function raise(who: Person, fields: Record<string, string> = {}): Promise<string> {
  const done = await browse.post(who, `${pages}/new`, { ownWords: 'I don’t agree.', ...fields });
  expect(done.status).toBe(303);
  return done.location!;
}

test('DIS15 DIS22 TELL8: before the decision is out “I don’t agree” works, and its id, guessed, tells and keeps nothing', async () => {
  const plain = await see(made.parent, `${pages}/new`);
  const guessed = await see(made.parent, `${pages}/new?decision=${decisionId}`);
  const noise = /nonce="[^"]*"|servedTo:"[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}|__sveltekit_\w+|\?decision=[^"&]*/g;
  expect(guessed.replace(noise, '')).toBe(plain.replace(noise, ''));
  const page = await raise(made.parent, { decision: decisionId });
  const [row] = await db.owner`select decision_id, ground from dispute where dispute_id = ${page.split('/').at(-1)!}`;
  expect(row).toEqual({ decision_id: null, ground: null });
  expect(await see(made.parent, page)).toContain('Say which decision it is about');
});

test('DIS15: from the decision, once it is out and read: the ground and the day of the letter come along, with its last days', async () => {
  const sentOn = addDays(todaysDate, -3);
  await letOutAndRead(db, made, decisionId, sentOn, [made.parent]);
  const decision = await see(made.parent, `/cases/${made.caseFileId}/decision`);
  expect(decision).toContain(`${pages}/new?decision=${decisionId}`);
  expect(await see(made.parent, `${pages}/new?decision=${decisionId}`)).toContain(said.sentence);
  // The other parent was sent it too and has not read it: not a word of it is on their form.
  expect(await see(otherParent, `${pages}/new?decision=${decisionId}`)).not.toContain(said.sentence);
  const page = await see(made.parent, await raise(made.parent, { decision: decisionId }));
  expect(page).toContain('The council assessed and will not make a plan');
  expect(page).toContain(inWords(sentOn));
  expect(page).toContain('Ring the mediation adviser: by');
  expect(page).toContain('Choosing not to is not held against you');
  expect(page).toContain('Fair Talk, 0300 000 0003');
});

test('DIS14: another parent meets the page of an id of nothing, and their list is empty', async () => {
  const page = await raise(made.parent, { ownWords: 'Zebracanary' });
  expect((await browse.see(otherParent, page)).status).toBe(404);
  expect((await browse.post(otherParent, `${page}?/end`, { how: 'settled' })).status).toBe(404);
  for (const path of [pages, `/cases/${made.caseFileId}`, `/cases/${made.caseFileId}/history`])
    expect(await see(otherParent, path)).not.toMatch(/Zebracanary|disagree with something in|does not agree/);
  expect(await see(made.officer, pages)).toContain('Zebracanary');
});

test('DIS5 X27: a mistyped day is refused with a sentence on its field, and what was typed is still there', async () => {
  const page = await raise(made.parent);
  const day = async (action: string, fields: Record<string, string>) => {
    const { status, html } = await browse.post(made.parent, `${page}?/${action}`, fields);
    expect(status).toBe(400);
    return words(html);
  };
  const future = addDays(todaysDate, 2);
  const wrong = await day('decided', { ground: 'cease', noticeSentOn: future, rightsHolder: 'parent' });
  expect(wrong).toContain('href="#noticeSentOn"');
  expect(wrong).toContain(`value="${future}"`);
  expect(wrong).toContain('There is a problem');
  expect(await day('decided', { ground: 'cease', noticeSentOn: '2026-06-31', rightsHolder: 'parent' })).toContain(
    'enter a day there is',
  );
  await browse.post(made.parent, `${page}?/decided`, {
    ground: 'cease',
    noticeSentOn: todaysDate,
    rightsHolder: 'parent',
  });
  const early = await day('certificate', { certificateKind: 'declined', clockFrom: addDays(todaysDate, -1) });
  expect(early).toContain('cannot be before the letter was sent');
  expect(await day('issue', { issueId: '', words: '', planSection: 'F', area: '' })).toContain('href="#words"');
  expect(await day('meet', {})).toContain('href="#meetingKind"');
});

test('DIS18 DIS19: the whole of it without JavaScript: issues, a certificate, a meeting, and the end', async () => {
  const page = await raise(made.parent);
  const done = async (who: Person, action: string, fields: Record<string, string>) =>
    expect((await browse.post(who, `${page}?/${action}`, fields)).status, action).toBe(303);
  const sentOn = addDays(todaysDate, -20);
  await done(made.parent, 'issue', { issueId: '', words: 'Physio twice a week', planSection: 'G', area: '' });
  await done(made.parent, 'decided', { ground: 'plan_contents', noticeSentOn: sentOn, rightsHolder: 'parent' });
  await done(made.parent, 'adviser', { adviserContactedOn: addDays(todaysDate, -5) });
  await done(made.parent, 'certificate', { certificateKind: 'declined', clockFrom: addDays(todaysDate, -5) });
  const [one] = await db.owner`select certificate_id from certificate`;
  await done(made.parent, 'issued', {
    certificateId: one!.certificate_id,
    issuedOn: todaysDate,
    issuedBy: 'Fair Talk',
  });
  await done(made.parent, 'meet', { meetingKind: 'mediation', wantedOn: '2020-01-01' });
  await done(made.officer, 'health', { healthToldOn: todaysDate });
  expect((await browse.post(made.parent, `${page}?/health`, { healthToldOn: todaysDate })).status).toBe(403);
  const shown = await see(made.parent, page);
  expect(shown).toContain('The tribunal may only recommend');
  expect(shown).toContain(`Asked for on ${inWords(todaysDate)}`);
  expect(shown).toMatch(/\/mediation\/[0-9a-f-]{36}/);
  expect(shown).toContain(`Issued on ${inWords(todaysDate)}, by Fair Talk`);
  expect((await browse.post(made.parent, `${page}?/end`, { how: 'settled' })).status).toBe(400);
  await db.owner`update mediation set closed_at = now(), state = 'closed'`;
  await done(made.officer, 'end', { how: 'settled' });
  expect(await see(made.parent, page)).toContain('Priya Shah closed this');
  await done(made.parent, 'reopen', {});
});
