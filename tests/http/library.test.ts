import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { anEntry, seedLibrary, shippedCases } from '../support/library.ts';
import { joinTeam, makeCouncil, makePerson, makeTribunalTeam } from '../support/people.ts';
import { PlainBrowser } from '../support/plain-browser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';

const unverified = anEntry({
  ...{ id: 'harrow-v-finch-2021', verified: false, outcome: 'other', regime: 'Statement (pre-2014)' },
  principle: 'A zebra crossing <img src=x onerror=alert(1)> is not transport.',
});

let db: TestDatabase;
let server: RunningServer;
let reader: PlainBrowser;
let keeper: PlainBrowser;
let family: PlainBrowser;
beforeAll(async () => {
  db = await freshDatabase();
  await seedLibrary(db, [...shippedCases(), unverified]);
  const { councilId } = await makeCouncil(db);
  const people = {
    reader: await makePerson(db, councilId, 'staff', 'Priya Shah'),
    keeper: await makePerson(db, councilId, 'staff', 'Tess Bell'),
    family: await makePerson(db, councilId, 'family', 'Ann Rowe'),
  };
  await joinTeam(db, await makeTribunalTeam(db, councilId), people.keeper);
  server = await startServer({ url: db.ownerUrl });
  const as = async (who: Person) => new PlainBrowser(server, await cookieFor(db, who));
  [reader, keeper, family] = [await as(people.reader), await as(people.keeper), await as(people.family)];
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const search = (query: Record<string, string>) =>
  reader.open(`/decided-cases?${new URLSearchParams(query).toString()}`);

describe('searching, without JavaScript', () => {
  test('LIB10: the page says what the library is not, and shows the first twenty of all', async () => {
    const { text, html } = await reader.open('/decided-cases');
    for (const said of [
      '98 decided cases',
      'It is not legal advice',
      'not a random sample',
      'law that has been repealed',
    ])
      expect(text).toContain(said);
    expect(html.match(/<article/g)).toHaveLength(20);
    expect(text).not.toContain('Change this entry');
    expect((await reader.open('/decided-cases?page=5')).html.match(/<article/g)).toHaveLength(18);
  });

  test('LIB7: a citation finds its case whatever the brackets; one that is not here is said', async () => {
    expect((await search({ q: '2016 ukut 385' })).text).toContain('[2016] UKUT 385 (AAC). UKUT (AAC), 2016');
    const nothing = await search({ q: '[2016] UKUT 9999' });
    expect(nothing.text).toContain('No entry here has the citation [2016] UKUT 9999');
    expect(nothing.text).toContain('Nothing here fits all of that');
  });

  test('LIB7 LIB9 LIB10: an entry says its state, what was found is marked, and its words stay words', async () => {
    const { html, text } = await search({ q: 'zebra' });
    expect(html).toContain('<mark>zebra</mark>');
    expect(html).not.toContain('<img');
    for (const said of [
      'Not verified: check before use',
      'counts neither as won nor as lost',
      'The principle helps families',
    ])
      expect(text).toContain(said);
    expect(text).toContain('law that has been repealed');
    expect(text).toContain('Nobody has checked it here yet');
  });

  test('LIB8: filters and their words come back in the form, and each page of results keeps them', async () => {
    const { html, text } = await search({ ground: 'contents-I', favours: 'family', from: '2000', sort: 'date' });
    expect(html).toMatch(/<option value="contents-I" selected/);
    expect(html).toMatch(/value="2000"/);
    expect(text).toMatch(/\d+ decided cases?/);
    const all = await search({ verified: 'yes', sort: 'date' });
    const next = /href="([^"]*)" rel="next"/.exec(all.html)![1]!.replaceAll('&amp;', '&');
    expect(next).toContain('verified=yes');
    expect((await reader.open(next)).text).toContain('21 to 40 of 96');
  });

  test('LIB8 H12: what cannot be searched for is said in a sentence, with what was typed kept', async () => {
    const { text, html } = await search({ q: 'x'.repeat(5000), from: 'soon', statute: 'section 37' });
    expect(text).toContain('There is a problem');
    for (const said of ['more than 200 characters', 'Write a year', 'Name the act and its year'])
      expect(text).toContain(said);
    expect(html).toContain('value="soon"');
    expect((await search({ q: "'; drop table precedent; --" })).status).toBe(200);
  });

  test('A20 LIB6: to a family there is no library: every page is one that does not exist', async () => {
    const absent = await family.open('/no-such-page');
    for (const path of ['/decided-cases', '/decided-cases?q=school', `/decided-cases/${unverified.id}`])
      expect(await family.open(path)).toMatchObject({ status: 404, text: absent.text });
  });
});

describe('one decided case', () => {
  test('LIB10: everything of it, the way to the judgment, and what is often raised with it', async () => {
    const [known] = shippedCases().filter(({ citation }) => citation === '[2016] UKUT 385 (AAC)');
    const { text, html } = await reader.open(`/decided-cases/${known!.id}`);
    for (const said of [
      known!.name,
      known!.principle,
      known!.triage_note,
      known!.source,
      'Cases often raised together',
    ])
      expect(text).toContain(said.replace(/\s+/g, ' '));
    expect(html).toMatch(new RegExp(`href="${known!.url!}" rel="noopener`));
    expect(text).toContain('This leaves Common Ground');
  });

  test('LIB10: a case that is not here is a page that does not exist', async () => {
    for (const slug of ['no-such-case', "'--", '%00', 'a'.repeat(5000)])
      expect((await reader.open(`/decided-cases/${slug}`)).status).toBeGreaterThanOrEqual(400);
    expect((await reader.open('/decided-cases/no-such-case')).status).toBe(404);
  });
});
