import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../src/domain/calendar/date.ts';
import { today } from '../../src/domain/calendar/today.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { giveStanding, makeCaseFile, makeCouncil, makePerson } from '../support/people.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';

let db: TestDatabase;
let server: RunningServer;
let council: Awaited<ReturnType<typeof makeCouncil>>;
let priya: Person;
let dana: Person;
let file: string;

beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl });
  council = await makeCouncil(db);
  priya = await makePerson(db, council.councilId, 'staff', 'Priya Shah');
  dana = await makePerson(db, council.councilId, 'family', 'Dana Rowe');
  file = await makeCaseFile(db, council.councilId, council.teamId);
  await giveStanding(db, council.councilId, file, priya.personId, 'case_officer');
  await giveStanding(db, council.councilId, file, dana.personId, 'parent');
  await db.owner`insert into team_member (council_id, team_id, person_id) values (${council.councilId}, ${council.teamId}, ${priya.personId})`;
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const page = async (person: Person, path: string) => {
  const response = await fetch(server.origin + path, {
    headers: { accept: 'text/html', cookie: await cookieFor(db, person) },
    redirect: 'manual',
  });
  return { status: response.status, location: response.headers.get('location'), html: await response.text() };
};
/** A form as a browser without JavaScript posts it. */
const post = async (person: Person, path: string, fields: Record<string, string>) => {
  const headers = {
    accept: 'text/html',
    origin: server.origin,
    cookie: await cookieFor(db, person),
    'content-type': 'application/x-www-form-urlencoded',
  };
  const body = new URLSearchParams(fields).toString();
  const response = await fetch(server.origin + path, { method: 'POST', headers, body, redirect: 'manual' });
  return { status: response.status, location: response.headers.get('location'), html: await response.text() };
};

describe('without JavaScript', () => {
  const noor = {
    childFirstName: 'Noor',
    childLastName: 'Aziz',
    childBornOn: '2018-01-09',
    requestReceivedOn: addDays(
      today(() => new Date()),
      -20,
    ),
  };

  test('CAS11: an officer opens a case: its papers and its shared page are there at once', async () => {
    const opened = await post(priya, '/cases/new', { ...noor, teamId: council.teamId });
    expect(opened.status).toBe(303);
    const made = /^\/cases\/([0-9a-f-]{36})\/people$/.exec(opened.location ?? '')?.[1];
    const [counts] =
      await db.owner`select (select count(*)::int from check_row where case_file_id = ${made!}) as papers,
      (select count(*)::int from space where case_file_id = ${made!}) as spaces`;
    expect(counts).toEqual({ papers: expect.any(Number), spaces: 1 });
    expect(counts!.papers).toBeGreaterThan(6);
    expect((await page(priya, '/home')).html).toContain('Noor Aziz');
  });

  test('CAS11: a form with faults says each one at the top and keeps what was typed', async () => {
    const refused = await post(priya, '/cases/new', { ...noor, childBornOn: '2018-02-30', teamId: 'not-a-team' });
    expect(refused.status).toBe(400);
    expect(refused.html).toContain('There is a problem');
    expect(refused.html).toContain('href="#childBornOn"');
    expect(refused.html).toContain('value="Noor"');
  });

  test('CAS13: an officer keeps the page true, and the family reads it', async () => {
    const saved = await post(priya, `/cases/${file}?/steer`, {
      nowSentence: 'We are waiting for one report.',
      tellTheChild: 'Nobody has decided anything.',
      boardOn: '',
      stage: 'pre_board_check',
    });
    expect(saved.status).toBe(200);
    const seen = await page(dana, `/cases/${file}`);
    for (const words of [
      'We are waiting for one report.',
      'Nobody has decided anything.',
      'You are here',
      'If there will be no plan',
    ])
      expect(seen.html).toContain(words);
    expect(seen.html).not.toContain('Keep this page true');
  });

  test('CAS12, CON1: a parent writes down what the child says and how to be told things', async () => {
    expect((await page(dana, `/cases/${file}/child`)).html).toContain('Nobody has asked Maya yet');
    const said = {
      ownWords: 'I like trains',
      goodDay: '',
      wantGrownUpsToKnow: '',
      helpedBy: 'Dana',
      askedOn: addDays(
        today(() => new Date()),
        -3,
      ),
      seen: '',
    };
    expect((await post(dana, `/cases/${file}/child`, said)).status).toBe(200);
    const clash = await post(priya, `/cases/${file}/child`, { ...said, ownWords: 'Something else' });
    expect(clash.status).toBe(400);
    for (const words of ['I like trains', 'Something else', 'Somebody else wrote here'])
      expect(clash.html).toContain(words);
    const plan = {
      calledName: 'Dana',
      firstBy: 'call',
      noNews: 'fortnightly',
      goodTimes: 'after 10',
      notOn: '',
      withMe: '',
      keepAddressPrivate: 'yes',
      'format-bsl': 'on',
    };
    expect((await post(dana, `/cases/${file}/plan`, plan)).status).toBe(200);
    expect((await page(priya, `/cases/${file}/plan`)).html).toContain('British Sign Language');
  });
});

describe('what a page is sent', () => {
  test('H29: no title names the child', async () => {
    for (const path of ['', '/child', '/plan', '/history']) {
      const title = /<title>(.*?)<\/title>/.exec((await page(dana, `/cases/${file}${path}`)).html)?.[1];
      expect(title).toMatch(/– MC-[0-9a-f]{6} – Common Ground$/);
      expect(title).not.toMatch(/Maya|Rowe/);
    }
  });

  test('A28: no page of a family’s case carries anybody’s e-mail, mobile or id', async () => {
    await db.owner`update person set mobile = '07700 900123' where council_id = ${council.councilId}`;
    const [officer] = await db.owner`select email from person where person_id = ${priya.personId}`;
    for (const path of ['', '/child', '/plan', '/history', '/__data.json', '/history/__data.json']) {
      const { status, html } = await page(dana, `/cases/${file}${path}`);
      expect(status).toBe(200);
      for (const secret of [officer!.email as string, '07700', priya.personId]) expect(html).not.toContain(secret);
    }
  });

  test('A29, CAS18: the page that asks for a reason says nothing of the case it is about', async () => {
    const duty = await makePerson(db, council.councilId, 'staff', 'Duty Officer');
    for (const path of [`/cases/${file}/open`, `/cases/${file}/open/__data.json`]) {
      const { status, html } = await page(duty, path);
      expect(status).toBe(200);
      expect(html).not.toMatch(/Maya|Rowe|Priya|MC-/);
    }
    expect(await db.owner`select 1 from last_visit where person_id = ${duty.personId}`).toHaveLength(0);
  });

  test('CAS19: the young person whose case it is reads “you”', async () => {
    const kit = await makePerson(db, council.councilId, 'family', 'Kit Morgan');
    const own = await makeCaseFile(db, council.councilId, council.teamId, 'Kit');
    await giveStanding(db, council.councilId, own, kit.personId, 'young_person');
    expect((await page(kit, `/cases/${own}`)).html).toContain('What we can tell you today');
    const { html } = await page(kit, `/cases/${own}/child`);
    for (const words of ['Your page', 'Nobody has asked you yet', 'Say it in your own words'])
      expect(html).toContain(words);
  });

  test('A18, CAS10: a parent sees that the officer looked, in words', async () => {
    const { html } = await page(dana, `/cases/${file}/history`);
    expect(html).toContain('opened the case');
    expect(html).toContain('Priya Shah');
    expect(html).not.toContain('case.opened');
  });
});

describe('home', () => {
  test('CAS15: a family with one case goes straight to it; with two, chooses', async () => {
    expect(await page(dana, '/home')).toMatchObject({ status: 303, location: `/cases/${file}` });
    const second = await makeCaseFile(db, council.councilId, council.teamId, 'Ben');
    await giveStanding(db, council.councilId, second, dana.personId, 'parent');
    const { html } = await page(dana, '/home');
    for (const words of ['Maya', 'Ben', `/cases/${second}`]) expect(html).toContain(words);
    expect(html).not.toContain('Open a case');
  });
});
