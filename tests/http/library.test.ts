import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anEntry, shippedCases } from '../support/library.ts';
import { openLibrary, type LibraryScene } from '../support/library-scene.ts';
import type { PlainBrowser } from '../support/plain-browser.ts';

const unverified = anEntry({
  ...{ id: 'harrow-v-finch-2021', verified: false, outcome: 'other', regime: 'Statement (pre-2014)' },
  principle: 'A zebra crossing <img src=x onerror=alert(1)> is not transport.',
});

let scene: LibraryScene;
let reader: PlainBrowser;
let keeper: PlainBrowser;
let family: PlainBrowser;
beforeAll(async () => {
  scene = await openLibrary([unverified]);
  ({ reader, keeper, family } = scene);
});
afterAll(() => scene.close());

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
    expect(html).not.toContain('/edit"');
    expect((await keeper.open(`/decided-cases/${known!.id}`)).html).toContain(`/decided-cases/${known!.id}/edit`);
  });

  test('LIB10: a case that is not here is a page that does not exist', async () => {
    for (const slug of ['no-such-case', "'--", '%00', 'a'.repeat(5000)])
      expect((await reader.open(`/decided-cases/${slug}`)).status).toBeGreaterThanOrEqual(400);
    expect((await reader.open('/decided-cases/no-such-case')).status).toBe(404);
  });
});

describe('keeping the library, without JavaScript', () => {
  const path = `/decided-cases/${unverified.id}/edit`;
  const filled = { checkedOn: '2024-03-01', reason: 'Checked against the judgment.' };

  test('LIB6: whoever reads and does not keep finds no way to change anything', async () => {
    for (const where of [path, '/decided-cases/new', '/decided-cases/import'])
      expect((await reader.open(where)).status).toBe(404);
    expect((await reader.open('/decided-cases')).text).not.toContain('Add a case');
    await keeper.open(path);
    const form = keeper.seen.forms.find(({ fields }) => 'citation' in fields);
    await reader.open('/decided-cases');
    await reader.open(path);
    expect((await reader.send(form, { ...filled, court: 'Nowhere' })).status).toBe(404);
    expect((await reader.open(`/decided-cases/${unverified.id}`)).text).not.toContain('Nowhere');
  });

  test('LIB11: what is wrong is said by its box with all that was typed kept; what is right is the next version', async () => {
    await keeper.open(path);
    const form = () => keeper.seen.forms.find(({ fields }) => 'citation' in fields);
    const refused = await keeper.send(form(), {
      citation: 'rubbish',
      principle: 'Only <b>this</b> much.',
      checkedOn: '',
    });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('not in the form of a citation');
    expect(form()!.fields).toMatchObject({ citation: 'rubbish', principle: 'Only <b>this</b> much.', version: '1' });
    const saved = await keeper.send(form(), { ...filled, citation: unverified.citation });
    expect(saved.status).toBe(200);
    for (const said of [
      'Checked by Tess Bell on 1 March 2024',
      'Version 2',
      'Checked against the judgment.',
      'Only <b>this</b> much.',
    ])
      expect(saved.text).toContain(said);
  });

  test('LIB13: a stale form changes nothing, keeps what was typed and shows what changed meanwhile', async () => {
    await keeper.open(path);
    const stale = keeper.seen.forms.find(({ fields }) => 'citation' in fields)!;
    await keeper.send(stale, { ...filled, court: 'UKUT', reason: 'The court was too long.' });
    await keeper.open(path);
    const told = await keeper.send(stale, { ...filled, note: 'My own note.' });
    expect(told.status).toBe(400);
    expect(told.text).toContain('Somebody changed this entry while you wrote');
    expect(told.text).toContain('The court was too long.');
    const again = keeper.seen.forms.find(({ fields }) => 'citation' in fields)!;
    expect(again.fields.note).toBe('My own note.');
    expect((await keeper.send(again)).text).toContain('My own note.');
  });

  test('LIB3 LIB11: a case is added through the same form', async () => {
    await keeper.open('/decided-cases/new');
    const form = keeper.seen.forms.find(({ fields }) => 'citation' in fields);
    const asked = await keeper.send(form, { name: 'Dale v Vale' });
    expect(asked.text).toContain('There is a problem');
    const { name, citation, court, date, principle, source, regime, appellant, outcome, favours } = anEntry({
      ...{ name: 'Dale v Vale', citation: '[2022] UKUT 777 (AAC)', date: '2022' },
    });
    const typed = { name, citation, court, date, principle, source, regime, appellant, outcome, favours };
    const boxes = {
      note: 'Look.',
      'ground-contents-F': 'yes',
      'issue-costs': 'yes',
      statute: 'CFA 2014 s.37',
      ...filled,
    };
    const made = await keeper.send(
      keeper.seen.forms.find(({ fields }) => 'citation' in fields),
      { ...typed, ...boxes },
    );
    expect(made.text).toContain('Dale v Vale');
    expect(made.text).toContain('Not verified: check before use');
  });
});
