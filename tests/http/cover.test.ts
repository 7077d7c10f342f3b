import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../src/domain/calendar/date.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { inWords } from '../../src/domain/calendar/words.ts';
import { caseOf, makeAreaTeam, owe, restrictCase } from '../support/area-team.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { giveDuty, giveStanding, makePerson } from '../support/people.ts';
import { plainBrowser } from '../support/plain-pages.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const todaysDate = today(() => new Date());
let db: TestDatabase;
let server: RunningServer;
let it: Awaited<ReturnType<typeof makeAreaTeam>>;
let browse: ReturnType<typeof plainBrowser>;
let director: Awaited<ReturnType<typeof makePerson>>;

beforeAll(async () => {
  db = await freshDatabase();
  it = await makeAreaTeam(db, 4);
  director = await makePerson(db, it.councilId, 'staff', 'Ada Cole');
  await giveDuty(db, director, 'director');
  server = await startServer({ url: db.ownerUrl });
  browse = plainBrowser(db, server);
});
afterAll(async () => {
  await server.stop();
  await db.close();
});
const sams = () => `/team/people/${it.sam.personId}`;

test('COV1 COV5: without JavaScript an officer says they are away, and the family reads who answers until when', async () => {
  const until = addDays(todaysDate, 9);
  const asked = { coveredBy: it.priya.personId, fromOn: todaysDate, toOn: until };
  expect((await browse.post(it.sam, `${sams()}?/cover`, asked)).status).toBe(303);
  const { html } = await browse.see(it.files[0]!.parent, `/cases/${it.files[0]!.caseFileId}`);
  expect(html).toContain(`Sam Okoro is away until ${inWords(until)}. Priya Shah answers until then.`);
  expect(html).not.toContain('Looking is recorded');
  const page = await browse.see(it.priya, `/cases/${it.files[0]!.caseFileId}`);
  expect(page.html.split('Looking is recorded, and the family can see it.')).toHaveLength(2);
  expect((await browse.see(it.nadia, sams())).status).toBe(404);
  const wrong = await browse.post(it.maria, `${sams()}?/cover`, { ...asked, toOn: 'x' });
  expect(wrong.status).toBe(400);
  expect(wrong.html).toContain('href="#toOn"');
});

test('HAN1: a hand-over that says too little comes back with what was typed; a whole one tells the family', async () => {
  const path = `/cases/${it.files[0]!.caseFileId}/hand-over`;
  const shown = await browse.see(it.sam, path);
  expect(shown.html).toContain('I have told {officer} everything');
  const asked = {
    fromId: it.sam.personId,
    toId: it.nadia.personId,
    note: '',
    ringBy: '2020-01-01',
    words: 'Hello {name}.',
  };
  const refused = await browse.post(it.sam, `${path}?/handOver`, asked);
  expect(refused.status).toBe(400);
  expect(refused.html).toContain('Hello {name}.');
  expect(refused.html).toContain('href="#note"');
  expect((await browse.post(it.nadia, `${path}?/handOver`, asked)).status).toBe(403);
});

test('TEAM1 TEAM3 TEAM4 RES2 J07: the team’s page shows what waits by case, how many cases each has, and no restricted case', async () => {
  await owe(db, { councilId: it.councilId, caseFileId: it.files[1]!.caseFileId }, it.sam, addDays(todaysDate, -5));
  await restrictCase(db, it.files[2]!.caseFileId);
  await owe(db, { councilId: it.councilId, caseFileId: it.files[2]!.caseFileId }, it.sam, addDays(todaysDate, -5));
  await db.owner`insert into stage_move (council_id, case_file_id, stage_move_id, "from", "to", "on") values (${it.councilId}, ${it.files[1]!.caseFileId}, gen_random_uuid(), 'request', 'board', ${addDays(todaysDate, -3)})`;
  await db.owner`update case_file set in_tray_since = now() where case_file_id = ${it.files[3]!.caseFileId}`;
  const { html } = await browse.see(it.priya, '/team');
  expect(html).toContain('1 promise, the oldest 5 days late; Sam Okoro');
  expect(html).toContain('In the tray since today');
  expect(html).toContain('moved a step');
  expect(html).not.toContain('Child2');
  expect(html).not.toContain('Looking that is worth a question');
  expect((await browse.see(it.maria, '/team')).html).toContain('Looking that is worth a question');
  expect((await browse.see(it.files[0]!.parent, '/team')).status).toBe(404);
});

test('HAN6 LVE1 LVE3 B08 J01: the leader hands every case over, closes the account, and the leaver’s browser and password are answered as anybody’s', async () => {
  const leaver = await makePerson(db, it.councilId, 'staff', 'Lee Gone');
  await db.owner`insert into team_member (council_id, team_id, person_id) values (${it.councilId}, ${it.teamId}, ${leaver.personId})`;
  const file = await caseOf(db, it.councilId, it.teamId, leaver, 7);
  const path = `/team/people/${leaver.personId}`;
  const early = await browse.post(it.maria, `${path}?/leave`, { sure: 'yes' });
  expect(early.status).toBe(400);
  expect(early.html).toContain('1 case still has nobody else');
  const plan = await browse.see(it.maria, `${path}?to=${it.priya.personId}&to=tray`);
  expect(plan.html).toContain('Check who gets what');
  const words = 'Hello {name}. Lee Gone goes. Now it is {officer}, {phone}, by {date}.';
  const ringBy = /name="ringBy"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="ringBy"/.exec(plan.html);
  const asked = {
    [`to-${file.caseFileId}`]: it.priya.personId,
    note: 'All is written down.',
    words,
    wordsToTray: words,
  };
  const done = await browse.post(it.maria, `${path}?/handOver`, { ...asked, ringBy: ringBy?.[1] ?? ringBy?.[2] ?? '' });
  expect(done.html).toContain('1 case was handed over, and each family has been told.');
  expect((await browse.see(leaver, '/home')).status).toBe(200);
  const left = await browse.post(it.maria, `${path}?/leave`, { sure: 'yes' });
  expect(left.status).toBe(303);
  expect((await browse.see(leaver, '/home')).status).toBe(303);
  expect((await browse.see(it.maria, '/council/leavers')).html).toContain('Lee Gone');
  expect((await browse.see(it.maria, '/council/leavers/csv')).html).toContain('"Lee Gone"');
  expect((await browse.see(it.nadia, '/council/leavers')).status).toBe(404);
});

test('RES1: a senior manager keeps a case from the team and from a colleague in one act', async () => {
  const manager = await makePerson(db, it.councilId, 'staff', 'Lou Senior');
  const { caseFileId } = it.files[1]!;
  await giveStanding(db, it.councilId, caseFileId, manager.personId, 'senior_manager');
  const [nadia] = await db.owner`select email from person where person_id = ${it.nadia.personId}`;
  expect((await browse.see(it.nadia, `/cases/${caseFileId}`)).status).toBe(200);
  const path = `/cases/${caseFileId}/hand-over?/restrict`;
  const asked = { email: nadia!.email as string, reason: 'She is the child’s mother.' };
  expect((await browse.post(it.sam, path, asked)).status).toBe(403);
  expect((await browse.post(manager, path, asked)).status).toBe(303);
  expect((await browse.see(it.nadia, `/cases/${caseFileId}`)).status).toBe(404);
  expect((await browse.see(it.maria, `/cases/${caseFileId}`)).status).toBe(404);
  expect((await browse.see(it.sam, `/cases/${caseFileId}`)).status).toBe(200);
});

test('DUT1 DUT2: a director gives and ends duties; with one director the page says that two are better', async () => {
  const path = '/council/duties';
  expect((await browse.see(director, path)).html).toContain('There is one director. Two are better');
  const [maria] = await db.owner`select email from person where person_id = ${it.maria.personId}`;
  const given = await browse.post(director, `${path}?/give`, { email: maria!.email as string, duty: 'director' });
  expect(given.html).toContain('Maria Lewis has this duty now.');
  expect((await browse.see(director, path)).html).not.toContain('Two are better');
  expect((await browse.see(it.sam, path)).status).toBe(404);
});
