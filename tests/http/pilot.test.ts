import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { makeMediation } from '../support/mediations.ts';
import { freshDataFolder } from '../support/papers.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';
import { visitor, type Visitor } from '../support/visitor.ts';
import { partsOf } from '../support/zipped.ts';

let db: TestDatabase;
let server: RunningServer;
let manager: Visitor;
let officer: Visitor;
beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl, dataDir: freshDataFolder() });
  const made = await makeMediation(db);
  const as = async (who: unknown) => visitor(server, await cookieFor(db, who as Person));
  [manager, officer] = [await as(made.manager), await as(made.officer)];
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const FORM = '/measures/pilot/figures';
const PAGE = '/measures/pilot';
const published = {
  ...{ spell: 'during', from: '2024-01-01', to: '2024-08-31', families: '105', resolved: '53' },
  source: 'Task Group report, September 2024, paragraph 63',
};
const before = {
  ...{ spell: 'before', from: '2022-09-01', to: '2023-08-31', appeals: '594', heard: '119' },
  ...{ tribunal_staffing_pounds: '£517,602', source: 'Task Group report, paragraphs 61 and 62' },
};

describe('the pilot, without JavaScript', () => {
  test('PIL1 PIL7 PIL9: with the published figures the page shows 50.5%, £871.38 and what they do not prove', async () => {
    for (const figures of [published, before]) expect((await manager.post(FORM, figures)).status).toBe(200);
    const html = await officer.page(PAGE);
    expect(html).toContain('50.5% (range about 41% to 60%)');
    expect(html).toContain('£517,602 ÷ 594 appeals registered = £871.38. Staffing only');
    expect(html).toContain('There was no comparison group.');
    expect(html).toContain('Families were not chosen at random.');
    // A picture has a title, and its numbers are in a table.
    expect(html).toMatch(/<svg role="img" aria-labelledby="chart-0-title[^"]*"/);
    expect(html).toMatch(/<td[^>]*>£871\.38<\/td>/);
    expect(html).not.toContain('style="');
  });

  test('PIL11: the business case is a Word file in English with headings and tables that say what the page says', async () => {
    const answer = await officer.get('/measures/pilot/business-case');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="Business case for the pilot [0-9-]+\.docx"/,
    );
    const bytes = Buffer.from(await answer.arrayBuffer());
    const { value: html } = await mammoth.convertToHtml({ buffer: bytes });
    const page = await officer.page(PAGE);
    for (const said of [
      '53 of 105 families settled without a hearing. That is 50.5% (range about 41% to 60%).',
      '53 × £871.38 = about £46,183',
      'There was no comparison group.',
      'Wilson (1927)',
      'paragraph 63',
    ]) {
      expect(html).toContain(said);
      expect(page).toContain(said);
    }
    expect(html.match(/<h1>/g)!.length).toBeGreaterThan(10);
    expect(html).toMatch(/<thead><tr><th>/);
    const parts = await partsOf(bytes);
    expect(parts.get('word/styles.xml')).toContain('w:lang w:val="en-GB"');
    expect(parts.get('docProps/core.xml')).toContain('the pilot in Meadowshire');
  });

  test('PIL6: what cannot be is refused with a sentence, and everything typed is kept', async () => {
    const refused = await manager.post(FORM, {
      ...published,
      families: '40',
      resolved: '-2',
      officer_pounds: 'lots',
      to: '2023-01-01',
      source: 'Council’s ledger <b>',
    });
    expect(refused.status).toBe(400);
    const html = await refused.text();
    for (const sentence of [
      'cannot be less than 0',
      'must be a number, like 105',
      'The last day must not be before the first day',
    ])
      expect(html).toContain(sentence);
    for (const kept of ['value="40"', 'value="-2"', 'value="lots"', 'value="2023-01-01"']) expect(html).toContain(kept);
    expect(html).toMatch(/value="during"[^>]*checked|checked[^>]*value="during"/);
    expect(await (await manager.post(FORM, { ...published, families: '40', resolved: '' })).text()).toContain(
      '(53) cannot be more than',
    );
    expect(await officer.page(PAGE)).toContain('53 of 105');
  });

  test('PIL12: a correction is a newer row; the earlier one is kept with who, when and from where; twice is once', async () => {
    const twice = await manager.post(FORM, published);
    expect(await twice.text()).toContain('Nothing was entered twice');
    await manager.post(FORM, { ...published, families: '106', source: 'Recounted by the team' });
    const [kept] = await db.owner`select count(*)::int as rows from pilot_figure where name = 'families'`;
    expect(kept!.rows).toBe(2);
    const history = await manager.page(FORM);
    expect(history).toContain('A newer one stands instead.');
    expect(history).toContain('Source: Recounted by the team. Entered by Ruth Adeyemi');
    await expect(db.owner`update pilot_figure set value = 1`).rejects.toThrow();
    // Now the two are not of one entry but still of one time.
    expect(await officer.page(PAGE)).toContain('53 of 106');
    const [{ chained }] =
      (await db.owner`select count(*)::int as chained from history where action = 'pilot.figure_entered'`) as unknown as [
        { chained: number },
      ];
    // Two and three at first; then two with another source.
    expect(chained).toBe(7);
  });

  test('PIL12: only a senior manager enters figures; an officer sees the page and no way to', async () => {
    expect((await officer.post(FORM, published)).status).toBe(403);
    expect((await officer.get(FORM)).status).toBe(403);
    expect(await officer.page(PAGE)).not.toContain(FORM);
    expect(await manager.page(PAGE)).toContain(FORM);
    expect(await officer.page('/home')).toContain('href="/measures/pilot"');
  });
});
