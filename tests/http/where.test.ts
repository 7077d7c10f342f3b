import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wordsIn } from '../../src/domain/cases/glossary.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { furnish, type Furnished } from '../support/furnish.ts';
import { freshDataFolder, makeCase } from '../support/papers.ts';
import { plainBrowser } from '../support/plain-pages.ts';
import { startServer, type RunningServer } from '../support/server.ts';

let db: TestDatabase;
let server: RunningServer;
let made: Awaited<ReturnType<typeof makeCase>>;
let furnished: Furnished;
let browse: ReturnType<typeof plainBrowser>;
let home: string;

beforeAll(async () => {
  db = await freshDatabase();
  const dataDir = freshDataFolder();
  made = await makeCase(db);
  furnished = await furnish(db, made.officer, made.caseFileId);
  server = await startServer({ url: db.ownerUrl, dataDir });
  browse = plainBrowser(db, server);
  home = `/cases/${made.caseFileId}`;
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const truth = { nowSentence: 'We are reading.', tellTheChild: '', boardOn: '', stage: 'pre_board_check' };

describe('without JavaScript', () => {
  test('WHR3: an officer says why it waits, and the family reads it', async () => {
    const words = 'The health team is short of people until March.';
    expect((await browse.post(made.officer, `${home}?/steer`, { ...truth, waitsFor: words })).status).toBe(200);
    expect((await browse.see(made.parent, home)).html).toContain(words);
  });

  test('WHR3: too long a reason is refused and kept', async () => {
    const long = 'x'.repeat(601);
    const refused = await browse.post(made.officer, `${home}?/steer`, { ...truth, waitsFor: long });
    expect(refused.status).toBe(400);
    expect(refused.html).toContain('href="#waitsFor"');
    expect(refused.html).toContain(long);
  });

  test('WHR3: the last time the council was in touch is said, and an automatic answer is none', async () => {
    const put = (automatic: boolean, kind: string) => db.owner`
      insert into contact_entry (council_id, case_file_id, contact_entry_id, kind, direction, author_id, automatic, words, happened_at, team_id)
      values (${made.councilId}, ${made.caseFileId}, gen_random_uuid(), ${kind}, 'out', ${made.officer.personId}, ${automatic}, 'We spoke.', now() + interval '1 minute', ${made.teamId})`;
    await put(false, 'call');
    await put(true, 'holding');
    const { html } = await browse.see(made.parent, home);
    expect(html).toMatch(/The council was last in touch on [^(]+ \(call\)/);
  });

  test('WHR4 WHR5: the whole way is read and printed without a script, with the dates of the law and their source', async () => {
    const { status, html } = await browse.see(made.parent, `${home}/route`);
    expect(status).toBe(200);
    expect(html).not.toContain('<script');
    expect(html).toContain('You are here');
    expect(html).toContain('SEND Regulations 2014 (SI 2014/1530), regulation 13(2)');
    expect(html).toContain('You move to another council');
  });

  test('WHR6: the easy version is the same address, and each drawing is told to nobody twice', async () => {
    const { html } = await browse.see(made.parent, `${home}/route?easy=1`);
    expect(html).toContain('A letter says why.');
    expect(html.match(/<svg viewBox="0 0 96 96"/g)!.length).toBeGreaterThan(30);
    expect(html).not.toMatch(/<svg viewBox="0 0 96 96"(?![^>]*aria-hidden="true")/);
  });

  test('WHR8: once a day is set the Board’s page in easy words is offered', async () => {
    expect((await browse.see(made.parent, home)).html).not.toContain('Before the Board meets');
    await db.owner`update case_file set board_on = current_date + 9 where case_file_id = ${made.caseFileId}`;
    expect((await browse.see(made.parent, home)).html).toContain('href="/the-board"');
    expect((await browse.see(made.parent, `${home}/board`)).html).toContain('href="/the-board"');
  });

  test('WHR7 WHR8: the words, who does what and the Board are there for anybody, with the council’s own number', async () => {
    for (const path of ['/words', '/who-does-what', '/the-board']) {
      const response = await fetch(server.origin + path);
      expect(response.status).toBe(200);
      const html = await response.text();
      expect(html).not.toContain('<script');
      if (path === '/the-board') expect(html).toContain('0300 000 0000');
    }
  });
});

/** What a page says in its main part, to somebody who reads it. What people themselves typed is theirs. */
const saidOn = (html: string): string =>
  html
    .slice(html.indexOf('<main'), html.indexOf('</main>'))
    .replaceAll(/<(nav|script|style|form)[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<(p|div|span|section)[^>]*class="[^"]*\b(words|case-bar)\b[^"]*"[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ');

describe('hard words', () => {
  test('WHR9: no page of the way, a decision, a disagreement or an appeal says one with no way to what it means', async () => {
    const paths = [
      '',
      '/route',
      '/dates',
      `/disputes/${furnished.dispute}`,
      '/appeals',
      `/appeals/${furnished.appeal}`,
    ];
    const missing: string[] = [];
    for (const path of paths) {
      const { status, html } = await browse.see(made.parent, home + path);
      expect(status, path).toBe(200);
      for (const { term, href } of wordsIn(saidOn(html)))
        if (!html.includes(`"${href}"`) && !html.includes(`/who-does-what#${href.slice(7).replaceAll('_', '-')}"`))
          missing.push(`${path || '/'} says “${term}”`);
    }
    expect(missing).toEqual([]);
  });
});
