import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../src/domain/calendar/date.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { inWords } from '../../src/domain/calendar/words.ts';
import { clocksFor } from '../../src/domain/contact/thread/clocks.ts';
import { usualSetting } from '../../src/domain/contact/thread/setting.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { makeCase } from '../support/papers.ts';
import { giveDuty, giveStanding, makePerson } from '../support/people.ts';
import { PlainBrowser } from '../support/plain-browser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';
import { sayInThread, writeLetter } from '../support/thread.ts';

const todaysDate = today(() => new Date());
let db: TestDatabase;
let server: RunningServer;
let made: Awaited<ReturnType<typeof makeCase>>;
let sam: Awaited<ReturnType<typeof makePerson>>;
let ruth: Awaited<ReturnType<typeof makePerson>>;
let path: string;

beforeAll(async () => {
  db = await freshDatabase();
  made = await makeCase(db);
  sam = await makePerson(db, made.councilId, 'family', 'Sam Rowe');
  await giveStanding(db, made.councilId, made.caseFileId, sam.personId, 'parent');
  ruth = await makePerson(db, made.councilId, 'staff', 'Ruth Adeyemi');
  await giveStanding(db, made.councilId, made.caseFileId, ruth.personId, 'senior_manager');
  await giveDuty(db, ruth, 'director');
  server = await startServer({ url: db.ownerUrl });
  path = `/cases/${made.caseFileId}/messages`;
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const browser = async (person: typeof sam) => new PlainBrowser(server, await cookieFor(db, person));
/** The day by which a message of now is answered. */
const answerBy = () =>
  inWords(
    clocksFor(usualSetting, { kind: 'message', direction: 'in', at: new Date() }).find(({ kind }) => kind === 'reply')!
      .dueOn!,
  );

test('THR1 THR7 A28: without JavaScript a parent writes, and reads by when they hear; the other parent sees nothing of it', async () => {
  const dana = await browser(made.parent);
  await dana.open(path);
  const by = answerBy();
  const sent = await dana.send(dana.formsFor('write')[0], { words: 'DANA-ASKS when is the visit?' });
  expect(sent.text).toContain('Sent.');
  expect(sent.text).toContain(`You’ll hear by ${by}`);
  expect(sent.text).toContain('Family: you');
  const other = await browser(sam);
  const { html } = await other.open(path);
  const data = await fetch(`${server.origin}${path}/__data.json`, { headers: { cookie: await cookieFor(db, sam) } });
  for (const seen of [html, await data.text()]) expect(seen).not.toMatch(/DANA-ASKS|You’ll hear/);
});

test('THR5 THR11: an officer sees what is owed and answers; who answers after that is shown it, and keeps their words', async () => {
  const [priya, second] = [await browser(made.officer), await browser(ruth)];
  const seen = await priya.open(path);
  expect(seen.text).toContain('Priya Shah owes Dana an answer by');
  await second.open(path);
  const answered = await priya.send(priya.formsFor('write')[0], {
    to: made.parent.personId,
    words: 'On Monday at ten.',
  });
  expect(answered.text).toContain('On Monday at ten.');
  expect(answered.text).not.toContain('owes Dana an answer');
  const late = await second.send(second.formsFor('write')[0], { to: made.parent.personId, words: 'RUTH-TYPED' });
  expect(late.status).toBe(400);
  expect(late.text).toContain('Priya Shah has just answered');
  expect(late.text).toContain('On Monday at ten.');
  expect(second.formsFor('write')[0]!.fields.words).toBe('RUTH-TYPED');
  const pressed = await second.send(second.formsFor('write')[0], { to: made.parent.personId });
  expect(pressed.text).toContain('Sent.');
});

test('X43: what was not sent yet and what came back is said to the council, and to no family', async () => {
  const priya = await browser(made.officer);
  expect((await priya.open(path)).text).toContain('The e-mail to Dana Rowe is not sent yet.');
  await db.owner`update outbox set last_error = 'ECONNREFUSED' where council_id = ${made.councilId}`;
  expect((await priya.open(path)).text).toContain('It was tried, and is tried again.');
  await db.owner`update contact_sending set bounced_at = now() where case_file_id = ${made.caseFileId} and to_person_id = ${made.parent.personId}`;
  expect((await priya.open(path)).text).toContain('The e-mail to Dana Rowe came back on');
  expect((await (await browser(made.parent)).open(path)).text).not.toContain('The e-mail to');
});

test('THR1 THR13: a family asks to be rung; a call that reached nobody is written down and owes it still', async () => {
  const [dana, priya] = [await browser(made.parent), await browser(made.officer)];
  await dana.open(path);
  const asked = await dana.send(dana.formsFor('ringMe')[0], { when: 'After three, about the bus.' });
  expect(asked.text).toContain('Priya Shah will ring you by');
  await priya.open(`${path}/call`);
  const call = priya.seen.forms.find(({ fields }) => 'words' in fields);
  const refused = await priya.send(call, {});
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('Choose what came of it');
  const tried = await priya.send(call, { with: made.parent.personId, direction: 'out', came: 'no_answer' });
  expect(tried.text).toContain('The call is written down.');
  expect(tried.text).toContain('Priya Shah is to ring Dana by');
  await priya.open(`${path}/call`);
  const by = addDays(todaysDate, 7);
  const promised = { promise: 'Ask the school about the bus', by };
  const spoke = await priya.send(call, { with: made.parent.personId, direction: 'out', came: 'spoke', ...promised });
  expect(spoke.text).not.toContain('is to ring Dana');
  expect((await dana.open(path)).text).toContain(`Priya Shah said: “Ask the school about the bus” By ${inWords(by)}`);
  expect((await dana.open(`/cases/${made.caseFileId}/promises`)).text).toContain('Ask the school about the bus');
});

test('THR13: a meeting is written down with who was there, and everybody in the family reads it', async () => {
  const priya = await browser(made.officer);
  await priya.open(`${path}/meeting`);
  const form = priya.seen.forms.find(({ fields }) => 'whoWasThere' in fields);
  const words = { with: 'all', mode: 'video', whoWasThere: 'Dana and Sam', words: 'We read the plan together.' };
  expect((await priya.send(form, words)).text).toContain('The meeting is written down.');
  expect((await (await browser(sam)).open(path)).text).toContain('We read the plan together.');
});

test('THR12: a letter is printed with its address, posted once, and shown to no family', async () => {
  const entryId = await writeLetter(db, made.officer, made.caseFileId);
  const priya = await browser(made.officer);
  const letter = await priya.open(`${path}/letter/${entryId}`);
  expect(letter.text).toContain('7 Mill Lane, Meadowford');
  expect((await priya.send(priya.formsFor('posted')[0])).text).toContain('It was posted on');
  expect(priya.formsFor('posted')).toEqual([]);
  expect((await (await browser(made.parent)).open(`${path}/letter/${entryId}`)).status).toBe(403);
  expect((await (await browser(made.parent)).open(path)).text).not.toContain('Mill Lane');
});

test('H30: nothing that leaves says more than that there is an update', async () => {
  await sayInThread(sam, made.caseFileId, { words: 'SECRET', withPersonId: null });
  const rows = await db.owner<{ subject: string; body: string }[]>`
    select distinct o.subject, o.body from contact_sending s join outbox o on o.outbox_id = s.outbox_id
     where s.case_file_id = ${made.caseFileId} and o.channel <> 'letter' order by o.subject`;
  const plain = rows.map(({ subject, body }) => `${subject} / ${body.replaceAll(/https?:\S+/g, 'LINK')}`);
  expect([...new Set(plain)]).toEqual([
    'There is an update for you / There is an update for you at Common Ground. Sign in to see it: LINK',
    'There is an update on one of your cases / There is an update on one of your cases. Sign in to see it: LINK',
  ]);
});

test('THR4: whoever directs the service sets what is promised from a day on, and no day that is over', async () => {
  const director = await browser(ruth);
  await director.open('/council/promises');
  const form = director.seen.forms.find(({ fields }) => 'replyDays' in fields);
  const past = await director.send(form, { replyDays: '3', fromOn: addDays(todaysDate, -1), source: 'Cabinet' });
  expect(past.status).toBe(400);
  expect(past.text).toContain('It can begin today or later');
  const tooLong = await director.send(form, { replyDays: 'five', source: '' });
  expect(tooLong.text).toContain('Enter a whole number of working days');
  expect(tooLong.text).toContain('Say where this was decided');
  const saved = await director.send(form, { replyDays: '3', source: 'Cabinet, item 7', by_sms: 'yes' });
  expect(saved.text).toContain('Saved.');
  expect(saved.text).toContain('Cabinet, item 7');
  expect((await (await browser(made.officer)).open('/council/promises')).status).toBe(404);
});
