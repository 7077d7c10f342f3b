import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { addDays } from '../../src/domain/calendar/date.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { makeAppealTeam } from '../support/appeal-team.ts';
import { makeAppeal } from '../support/appeals.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { plainBrowser } from '../support/plain-pages.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const day = today(() => new Date());
let db: TestDatabase;
let server: RunningServer;
let browse: ReturnType<typeof plainBrowser>;
let team: Awaited<ReturnType<typeof makeAppealTeam>>;
let page: string;

beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl });
  browse = plainBrowser(db, server);
  team = await makeAppealTeam(db);
  page = `/tribunal/${team.appealId}`;
  await db.owner`update appeal set papers_on = ${addDays(day, -2)}, asks_health = true where appeal_id = ${team.appealId}`;
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const words = (html: string) => html.replace(/<!--.*?-->/gs, '').replace(/\s+/g, ' ');
const see = async (who: Person, path: string) => words((await browse.see(who, path)).html);
const answers = {
  ...{ sameToday: 'no', canShow: 'in_part', wouldSettle: 'Speech therapy each week', path: 'unopposed' },
  ...{ reason: 'Canaryreason', lookAgainOn: addDays(day, 3) },
};
const versionOn = async (who: Person, path: string) =>
  /name="version" value="(\d+)"/.exec((await browse.see(who, path)).html)![1]!;

test('TRI1 TRI5: from the queue one takes an appeal, and the next who tries is told who has it', async () => {
  const queue = await see(team.tess, '/tribunal');
  expect(queue).toContain('Maya Rowe');
  expect(queue).toContain('Nobody has it (1)');
  expect(await browse.post(team.tess, `${page}?/claim`, { from: 'queue' })).toMatchObject({ location: '/tribunal' });
  const late = await browse.post(team.ravi, `${page}?/claim`, { from: 'queue' });
  expect(late.status).toBe(400);
  expect(words(late.html)).toContain('Tess Bell has it since');
  expect(await see(team.tess, '/tribunal?show=mine')).toContain('Maya Rowe');
  expect(await see(team.ravi, '/tribunal?show=others')).toContain('Tess Bell');
  expect(await see(team.tess, `/tribunal?show=mine&search=${encodeURIComponent('rowe')}`)).toContain('Maya Rowe');
});

test('TRI5: an address somebody wrote themselves shows a page and no fault', async () => {
  for (const query of ['show=x', 'ground=constructor', 'after=none.x', `search=${'%00'}`, `search=${'%27%3B--'}`])
    expect((await browse.see(team.tess, `/tribunal?${query}`)).status, query).toBe(200);
});

test('TRI9 TRI10: the questions are answered without a script; what was typed is kept, and a leader says what they think', async () => {
  const form = await see(team.tess, `${page}/questions`);
  expect(form).toContain('The appeal counts as decided for the family');
  expect(form).toContain('the request about health falls with it');
  expect(form).toContain('The agreed plan is not with the family yet');
  expect(form).toContain('<strong>Ask together for an order by consent</strong> cannot be chosen now');
  const version = await versionOn(team.tess, `${page}/questions`);
  const empty = await browse.post(team.tess, `${page}/questions?/review`, {
    ...answers,
    version,
    path: '',
    reason: 'Kept <b>words',
  });
  expect(empty.status).toBe(400);
  expect(words(empty.html)).toContain('Choose a path.');
  expect(empty.html).toContain('Kept &lt;b>words');
  expect((await browse.post(team.tess, `${page}/questions?/review`, { ...answers, version })).status).toBe(303);
  expect(await see(team.tess, `${page}/questions`)).not.toContain('Do you agree?');
  const theirs = await browse.see(team.rosa, `${page}/questions`);
  const reviewId = /name="reviewId" value="([^"]+)"/.exec(theirs.html)![1]!;
  const word = { reviewId, says: 'agrees', managerReason: 'So do I' };
  expect((await browse.post(team.tess, `${page}/questions?/answer`, word)).status).toBe(400);
  expect((await browse.post(team.rosa, `${page}/questions?/answer`, word)).status).toBe(303);
  expect(await see(team.ravi, `${page}/questions`)).toContain('Rosa Lind agrees.');
});

test('TRI14: this appeal is one page: who, what is due, the answer, the issues, what was, and nothing of chances', async () => {
  const html = await see(team.tess, page);
  for (const part of ['You have it.', 'What is due', '(its response)', 'Do not oppose it.', 'Rosa Lind agrees.'])
    expect(html).toContain(part);
  expect(html).toContain('too few to show, or none');
  expect(html).toContain(`/cases/${team.caseFileId}/appeals/${team.appealId}/working-document`);
  expect(await see(team.ravi, page)).not.toContain('/working-document');
  expect(html).not.toMatch(/chance|probab|likel/i);
});

test('TRI4: a leader takes it over with a reason; nobody else is offered it', async () => {
  expect(await see(team.ravi, page)).not.toContain('Take it over');
  const version = await versionOn(team.rosa, page);
  const none = await browse.post(team.rosa, `${page}?/takeOver`, { version, reason: ' ' });
  expect(words(none.html)).toContain('Say why you take it over.');
  expect((await browse.post(team.rosa, `${page}?/takeOver`, { version, reason: 'Tess is away' })).status).toBe(303);
  expect(await see(team.rosa, page)).toContain('You have it.');
  expect((await browse.post(team.rosa, `${page}?/release`, {})).status).toBe(303);
  expect(await see(team.rosa, page)).toContain('Nobody has it.');
});

test('A13 A15 TRI12: to everybody else on the case the desk is a page that does not exist, and no page of theirs holds a word of it', async () => {
  const alone = `/tribunal/${await makeAppeal(db, team.councilId)}`;
  for (const who of [team.officer, team.parent])
    for (const path of ['/tribunal', page, `${page}/questions`, alone]) {
      expect((await browse.see(who, path)).status, path).toBe(404);
      expect((await browse.see(who, `${path}/__data.json`)).html, path).not.toMatch(/Canaryreason|Maya/);
    }
  for (const action of ['?/claim', '?/release', '?/takeOver', '/questions?/review', '/questions?/answer'])
    expect((await browse.post(team.officer, page + action, { ...answers, version: '1' })).status, action).toBe(404);
  const theirs = ['', '/history', '/people', '/appeals', `/appeals/${team.appealId}`];
  for (const who of [team.officer, team.parent])
    for (const path of theirs) {
      const { status, html } = await browse.see(who, `/cases/${team.caseFileId}${path}`);
      expect(status, path).toBe(200);
      expect(html, path).not.toMatch(/Canaryreason|So do I|Concede|Tess is away|answered the questions|took an appeal/);
    }
});
