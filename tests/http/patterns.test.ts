import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { lastThreeYears } from '../../src/domain/tribunal/this-appeal/past-outcomes.ts';
import { now } from '../../src/server/clock.ts';
import { makeAppeal } from '../support/appeals.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { seedLibrary, shippedCases } from '../support/library.ts';
import { joinTeam, makeCouncil, makePerson, makeTribunalTeam } from '../support/people.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';
import { visitor, type Visitor } from '../support/visitor.ts';

let db: TestDatabase;
let server: RunningServer;
let councilId: string;
let tess: Visitor;
let sunil: Visitor;
let sam: Visitor;
beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl });
  await seedLibrary(db);
  ({ councilId } = await makeCouncil(db));
  const person = (kind: 'staff' | 'family', name: string) => makePerson(db, councilId, kind, name);
  const [tribunal, officer, family] = [
    await person('staff', 'Tess Bell'),
    await person('staff', 'Sunil Rao'),
    await person('family', 'Sam Rowe'),
  ];
  await joinTeam(db, await makeTribunalTeam(db, councilId), tribunal);
  const as = async (who: unknown) => visitor(server, await cookieFor(db, who as Person));
  [tess, sunil, sam] = [await as(tribunal), await as(officer), await as(family)];
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const words = (html: string) =>
  html
    .replace(/<script.*?<\/script>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('patterns, without JavaScript', () => {
  test('PAT2: every number is a link whose page counts the same; each chart has its table', async () => {
    const html = await sunil.page('/decided-cases/patterns');
    expect(words(html)).toContain(`${shippedCases().length} decided cases are in this library`);
    const figures = [...html.matchAll(/href="(\/decided-cases\?[^"]+)"[^>]*>\s*(\d+)/g)];
    expect(figures.length).toBeGreaterThan(100);
    for (const [, href, count] of figures.filter((_, at) => at % 60 === 0)) {
      const list = words(await sunil.page(href!.replaceAll('&amp;', '&')));
      expect(list, href).toMatch(new RegExp(`(of )?${count} decided cases?`));
    }
    expect(html.match(/<svg role="img"/g)!.length).toBeLessThanOrEqual(html.match(/<table/g)!.length);
    expect(html).not.toContain('style="');
    expect(words(html)).not.toMatch(/\bupheld\b|% of wins|likely to win/i);
  });

  test('PAT3 A21: the council’s own appeals stand apart, with nothing under five and no list behind a number', async () => {
    const closed = {
      stage: 'closed',
      endedOn: lastThreeYears(today(now)).from,
      outcome: 'allowed',
      favoured: 'family',
    } as const;
    for (let made = 0; made < 7; made++) await makeAppeal(db, councilId, closed);
    for (let made = 0; made < 3; made++) await makeAppeal(db, councilId, { ...closed, ground: 'cease', sections: [] });
    const html = await sunil.page('/decided-cases/patterns');
    const own = html.slice(html.indexOf('id="own"'));
    expect(words(own)).toContain('Section F - provision 7. Who got more in them is not shown');
    expect(words(own)).toContain('Ceasing a plan Not shown: under five, or none');
    expect(own.slice(0, own.indexOf('</section>'))).not.toContain('href="/');
    expect((await sunil.get('/tribunal')).status).toBe(404);
  });

  test('PAT5: a briefing has principles, what to check, the council’s past and its day; an unknown kind is no page', async () => {
    const html = words(await sunil.page('/decided-cases/patterns/contents-F'));
    expect(html).toContain('Check:');
    expect(html).toContain('What this council’s own past shows');
    expect(html).toMatch(/Drawn up on \d+ \w+ \d{4}/);
    for (const path of ['no-such-kind', '__proto__'])
      expect((await sunil.get(`/decided-cases/patterns/${path}`)).status, path).toBe(404);
  });

  test('PAT2 A13: a family has no such pages', async () => {
    for (const path of ['/decided-cases/patterns', '/decided-cases/patterns/contents-F'])
      expect((await sam.get(path)).status, path).toBe(404);
  });
});

describe('decided cases of an appeal, without JavaScript', () => {
  const HOLIDAYS = 'gk-v-north-somerset-2018';

  test('MAT1 MAT2: matched with reasons, taken off with a reason, brought back', async () => {
    const path = `/tribunal/${await makeAppeal(db, councilId, { issueTags: ['therapy'] })}/decided-cases`;
    expect(words(await tess.page(path))).toContain('Both are about “Therapy” (adds 4.0)');
    const say = (fields: Record<string, string>) => tess.post(`${path}?/say`, { slug: HOLIDAYS, ...fields });
    const without = await say({ says: 'does_not_bear', reason: '' });
    expect(without.status).toBe(400);
    expect(await without.text()).toContain(`href="#reason-${HOLIDAYS}"`);
    expect((await say({ says: 'does_not_bear', reason: 'Term time <b>only</b>' })).status).toBe(303);
    const html = await tess.page(path);
    const removed = html.slice(html.indexOf('Taken off this appeal'));
    expect(removed).toContain(HOLIDAYS);
    expect(removed).toContain('Term time &lt;b>only&lt;/b>');
    expect((await say({ says: 'unsaid' })).status).toBe(303);
    expect(await tess.page(path)).not.toContain('Taken off this appeal');
    expect((await say({ says: 'maybe', reason: 'x' })).status).toBe(400);
  });

  test('MAT5: a citation that does not exist is said so and what was typed is kept', async () => {
    const path = `/tribunal/${await makeAppeal(db, councilId)}/decided-cases`;
    const answer = await tess.post(`${path}?/add`, { citation: '[2031] UKUT 77 (AAC)', why: 'It is our point' });
    const html = await answer.text();
    expect(answer.status).toBe(400);
    expect(words(html)).toContain('[2031] UKUT 77 (AAC) is not in the library');
    expect(html).toContain('value="[2031] UKUT 77 (AAC)"');
    expect(html).toContain('It is our point');
  });

  test('MAT2 A13: somebody who is not of the team finds nothing, whatever they send', async () => {
    const path = `/tribunal/${await makeAppeal(db, councilId)}/decided-cases`;
    for (const who of [sunil, sam]) {
      expect((await who.get(path)).status).toBe(404);
      expect((await who.post(`${path}?/say`, { slug: HOLIDAYS, says: 'bears', reason: 'x' })).status).toBe(404);
      expect((await who.post(`${path}?/add`, { citation: 'x' })).status).toBe(404);
    }
  });
});
