import { afterAll, beforeAll, expect } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { addDays } from '../../src/domain/calendar/date.ts';
import { addEntry } from '../../src/domain/contact/thread/add-entry.server.ts';
import { inTransaction } from '../../src/server/db.ts';
import { todaysDate } from '../support/boards.ts';
import { giveDuty, giveStanding, joinTeam, makeCaseFile, makeCouncil, makePerson } from '../support/people.ts';
import { expectAccessible, expectFingerSized, expectNoSidewaysScroll, expectPlainWords } from './accessible.ts';
import { desk, journey, openStage, phone, type Seat, type Stage } from './stage.ts';

const mail = { MAIL_DOMAIN: 'cases.example', MAIL_IN_SECRET: 'a'.repeat(40), MAIL_TRUSTS: 'mx.example' };
let stage: Stage;
beforeAll(async () => void (stage = await openStage({}, mail)));
afterAll(() => stage.close());

async function fits({ page }: Seat, name: string): Promise<void> {
  for (const screen of [phone, desk]) {
    await page.setViewportSize(screen);
    await expectNoSidewaysScroll(page, name);
    await expectAccessible(page, name);
    await stage.picture(page, `promises-${name}`);
  }
}

async function aTeam() {
  const { db } = stage;
  const { councilId, teamId } = await makeCouncil(db);
  const staff = async (name: string, leads = false) => {
    const person = (await makePerson(db, councilId, 'staff', name)) as Person;
    await joinTeam(db, teamId, person, leads ? 'leads' : 'member');
    return person;
  };
  const maria = await staff('Maria Lewis', true);
  await giveDuty(db, maria, 'director');
  return { councilId, teamId, maria, priya: await staff('Priya Shah'), nadia: await staff('Nadia Hussain') };
}

/** A family with an officer of their own. */
async function aFamily({ councilId, teamId }: { councilId: string; teamId: string }, officer: Person, child: string) {
  const { db } = stage;
  const caseFileId = await makeCaseFile(db, councilId, teamId, child);
  const parent = (await makePerson(db, councilId, 'family', `Parent of ${child}`)) as Person;
  await giveStanding(db, councilId, caseFileId, officer.personId, 'case_officer');
  await giveStanding(db, councilId, caseFileId, parent.personId, 'parent');
  return { caseFileId, parent };
}

/** What a family wrote and an officer answered the same day: so that a month has enough to be shown. */
async function answered(councilId: string, { caseFileId, parent }: Awaited<ReturnType<typeof aFamily>>, by: Person) {
  const said = async (words: string, direction: 'in' | 'out', personId: string) => {
    const entry = { kind: 'message', direction, withPersonId: parent.personId, words, happenedAt: new Date() } as const;
    await inTransaction({ councilId, caseFileId }, (tx) =>
      addEntry(tx, { councilId, caseFileId, personId }, entry, new Date()),
    );
  };
  await said('Is there news?', 'in', parent.personId);
  await said('Not yet.', 'out', by.personId);
}

/** As the council's own mail server hands a mail in. */
async function mailIn(to: string, from: string, words: string): Promise<number> {
  const lines = [
    `Authentication-Results: mx.example; dmarc=pass header.from=example.org`,
    `From: ${from}`,
    `To: ${to}`,
    'Subject: Maya',
    `Message-ID: <${Date.now()}@example.org>`,
    `Date: ${new Date().toUTCString()}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    words,
  ];
  const answer = await fetch(`${stage.server.origin}/mail-in`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${mail.MAIL_IN_SECRET}`,
      'content-type': 'message/rfc822',
      'x-envelope-to': to,
      'x-envelope-from': from,
    },
    body: lines.join('\r\n'),
  });
  return answer.status;
}

journey(
  'THR1 MAI1 COV1 MON1 J07: an e-mail becomes a promise, is covered while the officer is away, answered by another, seen in the month',
  { timeout: 240_000 },
  async () => {
    const team = await aTeam();
    const { councilId, priya, nadia, maria } = team;
    const { caseFileId, parent: dana } = await aFamily(team, priya, 'Maya');
    for (const child of ['Ada', 'Ben', 'Cal', 'Dot', 'Eve', 'Fay'])
      await answered(councilId, await aFamily(team, priya, child), priya);
    const [{ email }] = await stage.db.owner<
      [{ email: string }]
    >`select email from person where person_id = ${dana.personId}`;

    // Priya goes away; Nadia covers from today.
    const priyasSeat = await stage.seat(priya);
    await priyasSeat.page.goto(`/team/people/${priya.personId}`);
    await fits(priyasSeat, 'cover');
    await priyasSeat.page.getByLabel('First day away').fill(todaysDate());
    await priyasSeat.page.getByLabel('Last day away').fill(addDays(todaysDate(), 12));
    const covers = priyasSeat.page.getByLabel('Who covers');
    await covers.selectOption(await covers.getByRole('option', { name: /Nadia Hussain/ }).getAttribute('value'));
    await priyasSeat.page.getByRole('button', { name: 'Arrange the cover' }).click();
    await priyasSeat.page.getByRole('button', { name: 'End the cover now' }).waitFor();

    // The council writes once, so that there is a message to answer; the answer comes to the case's address.
    const officer = priyasSeat.page;
    await officer.goto(`/cases/${caseFileId}/messages`);
    await officer.getByLabel('Your message').fill('Hi. The report is asked for.');
    await officer.getByRole('button', { name: 'Send', exact: true }).click();
    await officer.getByText('The report is asked for.').waitFor();
    const [sent] = await stage.db.owner<{ reply_to: string; body: string }[]>`
      select reply_to, body from outbox where "to" = ${email} order by created_at desc limit 1`;
    expect(sent!.body).not.toContain('report');
    expect(await mailIn(sent!.reply_to, email, 'Thank you. When will it come? She asks every evening.')).toBe(202);

    // Dana, on her phone, reads by when she hears and who answers meanwhile.
    const family = await stage.seat(dana, { screen: phone });
    await family.page.goto(`/cases/${caseFileId}/messages`);
    await family.page.getByText('She asks every evening.').waitFor();
    await family.page
      .getByText(/You’ll hear (from us )?by/)
      .first()
      .waitFor();
    await fits(family, 'thread-family');
    await expectFingerSized(family.page, 'promises-thread-family');
    await expectPlainWords(family.page, 'promises-thread-family');
    await family.page.goto(`/cases/${caseFileId}`);
    await family.page
      .getByText(/Priya Shah is away until/)
      .first()
      .waitFor();
    await fits(family, 'away');

    // It is on Nadia's day, with the same date, and she answers it.
    const nadiasSeat = await stage.seat(nadia);
    await nadiasSeat.page.goto('/my-day');
    await nadiasSeat.page.getByText('You cover this for Priya Shah').first().waitFor();
    await fits(nadiasSeat, 'my-day');
    await nadiasSeat.page.goto(`/cases/${caseFileId}/messages`);
    await fits(nadiasSeat, 'thread-council');
    await nadiasSeat.page.getByLabel('Your message').fill('Hi. It comes on Friday and I ring you then. Nadia');
    await nadiasSeat.page.getByRole('button', { name: 'Send', exact: true }).click();
    await nadiasSeat.page.getByText('It comes on Friday').waitFor();
    await family.page.goto(`/cases/${caseFileId}/messages`);
    await family.page.getByText('It comes on Friday').waitFor();
    expect(await family.page.getByText(/You’ll hear (from us )?by/).count(), 'nothing is owed any more').toBe(0);

    // A promise is counted once its day is over: here, as if all of this had been yesterday.
    const yesterday = addDays(todaysDate(), -1);
    await stage.db
      .owner`update promise set made_on = ${addDays(yesterday, -7)}, due_on = ${yesterday}, kept_on = ${yesterday}
      where council_id = ${councilId} and kind = 'reply'`;
    // The month counts it by team and by nobody's name, and opens the cases behind it.
    const month = await stage.seat(maria);
    await month.page.goto(`/measures/month?month=${yesterday.slice(0, 7)}`);
    await fits(month, 'month');
    expect(await month.page.locator('main').textContent()).not.toMatch(/Priya|Nadia/);
    const kept = month.page
      .getByRole('region', { name: /^Reply/ })
      .getByRole('link')
      .first();
    await kept.click();
    await month.page.getByRole('link', { name: /Maya/ }).first().waitFor();
    await fits(month, 'month-cases');
    expect([...priyasSeat.faults, ...family.faults, ...nadiasSeat.faults, ...month.faults]).toEqual([]);
  },
);

const CASES = 177;

journey(
  'J01 J02 HAN1 LVE1: an officer leaves with 177 cases, and every family is told with both names',
  { timeout: 240_000 },
  async () => {
    const team = await aTeam();
    const { councilId, priya, nadia, maria } = team;
    for (let at = 0; at < CASES; at++) await aFamily(team, priya, `Child ${at}`);
    const [priyasSeat, lead] = [await stage.seat(priya), await stage.seat(maria)];
    await priyasSeat.page.goto('/home');
    const page = lead.page;
    lead.context.setDefaultTimeout(60_000);
    await page.goto(`/team/people/${priya.personId}`);
    await page.getByLabel('Nadia Hussain').check();
    await page.getByRole('button', { name: 'Look at who gets what' }).click();
    await page.getByText('Nothing has happened yet.').waitFor();
    await stage.picture(page, 'promises-hand-over-many');
    await page
      .getByLabel('A note for all of them')
      .fill('Every family was rung this month. The reports that are late are listed on each case.');
    const from = performance.now();
    await page.getByRole('button', { name: 'Hand these cases over and tell every family' }).click();
    await page.getByRole('heading', { name: 'Cases (0)' }).waitFor();
    process.stdout.write(
      `177 cases handed over in ${Math.round(performance.now() - from)} ms, as the browser saw it\n`,
    );

    const [told] = await stage.db.owner<[{ told: number; named: number; late: number }]>`
      select count(distinct s.to_person_id)::int as told,
        count(distinct e.case_file_id) filter (where e.words like '%Nadia Hussain%' and e.words like '%Priya%')::int as named,
        (select count(*)::int from standing where person_id = ${priya.personId} and ended_at is null) as late
      from contact_entry e join contact_sending s on s.council_id = e.council_id and s.contact_entry_id = e.contact_entry_id
      where e.council_id = ${councilId} and e.kind = 'handover'`;
    expect(told).toEqual({ told: CASES, named: CASES, late: 0 });

    await page.goto(`/team/people/${priya.personId}`);
    await fits(lead, 'leaving');
    await lead.page.setViewportSize(desk);
    const sure = page.getByRole('checkbox').last();
    if (await sure.count()) await sure.check();
    await page.getByRole('button', { name: 'Close their account' }).click();
    await page.goto('/council/leavers');
    await page.getByText('Priya Shah').first().waitFor();
    await fits(lead, 'leavers');
    await priyasSeat.page.goto('/home');
    expect(new URL(priyasSeat.page.url()).pathname).toBe('/sign-in');
    const [left] = await stage.db.owner<[{ owners: number }]>`
      select count(distinct case_file_id)::int as owners from standing
       where person_id = ${nadia.personId} and role = 'case_officer' and ended_at is null`;
    expect(left.owners).toBe(CASES);
  },
);
