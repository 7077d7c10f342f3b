import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../src/domain/calendar/date.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { inWords } from '../../src/domain/calendar/words.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { makeCase } from '../support/papers.ts';
import { giveStanding, makePerson } from '../support/people.ts';
import { plainBrowser } from '../support/plain-pages.ts';
import { putPromise } from '../support/promises.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const todaysDate = today(() => new Date());
let db: TestDatabase;
let server: RunningServer;
let made: Awaited<ReturnType<typeof makeCase>>;
let promiseId: string;
let path: string;
let browse: ReturnType<typeof plainBrowser>;

beforeAll(async () => {
  db = await freshDatabase();
  made = await makeCase(db);
  const ruth = await makePerson(db, made.councilId, 'staff', 'Ruth Adeyemi');
  await giveStanding(db, made.councilId, made.caseFileId, ruth.personId, 'senior_manager');
  const words = 'Speech therapy twice a week';
  promiseId = await putPromise(db, made, { words, dueOn: addDays(todaysDate, -2), madeOn: addDays(todaysDate, -20) });
  await db.owner`update promise set raised_at = now(), raised_to = ${ruth.personId}, asked_at = now() where promise_id = ${promiseId}`;
  server = await startServer({ url: db.ownerUrl });
  browse = plainBrowser(db, server);
  path = `/cases/${made.caseFileId}/promises`;
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

test('PRO5: a family reads what is late, by how much, who was told and when, and need not chase', async () => {
  const { status, html } = await browse.see(made.parent, path);
  expect(status).toBe(200);
  expect(html).toContain('Speech therapy twice a week');
  expect(html).toContain('2 days late');
  expect(html).toContain(`We told Ruth Adeyemi on ${inWords(todaysDate)} that this is late.`);
  expect(html).toContain('The council has not written yet what is being done.');
  expect(html).toContain('Why this date');
  expect(html).toContain('regulation 42(2)');
  expect(html).not.toContain('?/keep');
  expect(html).toContain(`href="${path}"`);
});

test('PRO3 PRO5: without JavaScript an officer says what is being done and that it is done, the family that it is not; both stand', async () => {
  const doing = await browse.post(made.officer, `${path}?/doing`, { promiseId, doing: 'She starts on Monday.' });
  expect(doing.status).toBe(200);
  const kept = { promiseId, keptOn: todaysDate, keptWords: 'She has started.' };
  expect((await browse.post(made.officer, `${path}?/keep`, kept)).status).toBe(200);
  const report = { promiseId, says: 'not_done', words: 'Nobody came.' };
  expect((await browse.post(made.parent, `${path}?/report`, report)).status).toBe(200);
  const { html } = await browse.see(made.officer, path);
  for (const words of ['She starts on Monday.', 'She has started.', 'Family: No, not yet', 'Nobody came.'])
    expect(html).toContain(words);
  expect(html).toContain(`Done on ${inWords(todaysDate)}, 2 days late`);
});

test('PRO3: a form that says too little comes back with what was typed', async () => {
  const other = await putPromise(db, made, { words: 'A visit to the school' });
  const kept = { promiseId: other, keptOn: '2020-01-01', keptWords: 'We went there.' };
  const refused = await browse.post(made.officer, `${path}?/keep`, kept);
  expect(refused.status).toBe(400);
  expect(refused.html).toContain(`href="#keptOn-${other}"`);
  expect(refused.html).toContain('cannot be before it was promised');
  expect(refused.html).toContain('We went there.');
  const unsaid = await browse.post(made.parent, `${path}?/report`, { promiseId: other, words: 'Hm.' });
  expect(unsaid.html).toContain(`href="#says-${other}"`);
});

test('PRO7: whoever leads the case comes home to what is late', async () => {
  const { html } = await browse.see(made.officer, '/home');
  expect(html).toContain('1 promise is late');
  expect(html).toContain(`href="${path}"`);
});
