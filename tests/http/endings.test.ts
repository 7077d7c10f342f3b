import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { enterRegister } from '../../scripts/demo/enter-register.ts';
import { pastAppeals } from '../../scripts/demo/register.ts';
import { makeAppeal } from '../support/appeals.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { freshDataFolder } from '../support/papers.ts';
import { joinTeam, makeCouncil, makePerson, makeTribunalTeam } from '../support/people.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';
import { visitor, type Visitor } from '../support/visitor.ts';

let db: TestDatabase;
let server: RunningServer;
let councilId: string;
let tess: Visitor;
let officer: Visitor;

beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl, dataDir: freshDataFolder() });
  ({ councilId } = await makeCouncil(db));
  const member = (await makePerson(db, councilId, 'staff', 'Tess Bell')) as Person;
  await joinTeam(db, await makeTribunalTeam(db, councilId), member);
  await enterRegister(member, pastAppeals());
  tess = visitor(server, await cookieFor(db, member));
  const other = (await makePerson(db, councilId, 'staff', 'Sunil Rao')) as Person;
  officer = visitor(server, await cookieFor(db, other));
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const open = async (given: Parameters<typeof makeAppeal>[2] = {}) =>
  `/tribunal/${await makeAppeal(db, councilId, { stage: 'responded', ...given })}/ending`;

describe('how an appeal ends, without JavaScript', () => {
  test('END1 END5: every path says what it does, which cannot be taken now, and what would fall', async () => {
    const html = await tess.page(await open({ asksHealth: true }));
    expect(html).toContain('There is no order, and no weeks run');
    expect(html).toContain('It is too late to not oppose it');
    expect(html).toContain('the request about health falls with it');
    expect(html).not.toContain('upheld');
    expect(html).not.toContain('style="');
  });

  test('END6 END7: what cannot be is refused with everything kept; then it is closed, with its weeks and why', async () => {
    const page = await open();
    const form = { version: '1', outcome: 'consent_order', 'kind-make_plan': 'yes', words: 'Order of 8 September' };
    const refused = await tess.post(`${page}?/end`, { ...form, endedOn: '2026-09-01' });
    expect(refused.status).toBe(400);
    const again = await refused.text();
    expect(again).toContain('It cannot be before that.');
    expect(again).toContain('Order of 8 September');
    expect(again).toMatch(/name="kind-make_plan"[^>]*checked/);
    expect((await tess.post(`${page}?/end`, { ...form, endedOn: '2026-09-08' })).status).toBe(303);
    const closed = await tess.page(page);
    expect(closed).toContain('Both sides asked for an order by consent');
    expect(closed).toContain('Tuesday 13 October 2026');
    expect(closed).toContain('5 calendar weeks from the order of Tuesday 8 September 2026');
    const stale = await tess.post(`${page}?/end`, { ...form, endedOn: '2026-09-08' });
    expect(stale.status).toBe(400);
  });

  test('END9 END11: what is done gets its day, and what it came from is kept', async () => {
    const page = await open();
    const form = { version: '1', outcome: 'allowed', endedOn: '2026-09-08', 'kind-amend': 'yes' };
    expect((await tess.post(`${page}?/end`, form)).status).toBe(303);
    const dutyId = /name="dutyId" value="([^"]+)"/.exec(await tess.page(page))![1]!;
    expect((await tess.post(`${page}?/settle`, { dutyId, doneOn: '2026-09-07', as: 'done' })).status).toBe(400);
    expect((await tess.post(`${page}?/settle`, { dutyId, doneOn: '2026-10-01', as: 'done' })).status).toBe(303);
    expect((await tess.post(`${page}?/causes`, {})).status).toBe(400);
    const causes = { 'cause-late_advice': 'yes', 'note-late_advice': 'Therapy report, nine weeks' };
    expect((await tess.post(`${page}?/causes`, causes)).status).toBe(303);
    const html = await tess.page(page);
    expect(html).toContain('Done on 1 October 2026');
    expect(html).toContain('Therapy report, nine weeks');
  });

  test('A13 A15: to staff who are not in the team there is no such page, and no form of it', async () => {
    const page = await open();
    expect((await officer.get(page)).status).toBe(404);
    for (const action of ['end', 'order', 'settle', 'causes'])
      expect((await officer.post(`${page}?/${action}`, {})).status, action).toBe(404);
  });
});

describe('what appeals teach', () => {
  test('LEA5 LEA6: the team reads the published figures from rows; England stands apart', async () => {
    const html = await tess.page('/measures/appeals');
    for (const said of ['594 registered', '88 decided', '313 more (up 92%)', '13,658']) expect(html).toContain(said);
    expect(html).toMatch(/<svg role="img" aria-labelledby="chart-/);
    expect(html).toContain('cannot be put beside the ones above');
    expect(html).not.toContain('style="');
  });

  test('A21 LEA4 LEA8: other staff read it without small numbers, and may not write', async () => {
    const html = await officer.page('/measures/appeals');
    expect(html).toContain('594');
    expect(html).toContain('Not shown');
    const causes = await officer.page('/measures/causes');
    expect(causes).not.toContain('Add something you changed');
    for (const action of ['change', 'end', 'cause'])
      expect((await officer.post(`/measures/causes?/${action}`, {})).status, action).toBe(404);
  });

  test('LEA10: the team adds what it changed; a wrong day is refused with what was typed', async () => {
    const form = { what: 'Advice is asked for earlier', changeCause: 'late_advice', ownerName: 'Maria Lewis' };
    const refused = await tess.post('/measures/causes?/change', { ...form, from: '2031-01-01' });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('Advice is asked for earlier');
    expect((await tess.post('/measures/causes?/change', { ...form, from: '2023-10-01' })).status).toBe(200);
    expect(await officer.page('/measures/causes')).toContain('Before: October to December 2022');
  });
});
