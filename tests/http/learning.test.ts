import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { addDays } from '../../src/domain/calendar/date.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { complaintsReport } from '../../src/domain/insight/learning/complaints-report.ts';
import { now } from '../../src/server/clock.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { giveDuty, giveStanding, makeCaseFile, makeCouncil, makePerson } from '../support/people.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';
import { visitor, type Visitor } from '../support/visitor.ts';

let db: TestDatabase;
let server: RunningServer;
let councilId: string;
let key: string;
let teamId: string;
let cora: Visitor;
let hal: Visitor;
let officer: Person;
let anybody: Visitor;
beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl });
  ({ councilId, key, teamId } = await makeCouncil(db));
  const person = async (name: string, duty?: 'complaints' | 'portfolio_holder') => {
    const made = (await makePerson(db, councilId, 'staff', name)) as Person;
    if (duty) await giveDuty(db, made, duty);
    return made;
  };
  const as = async (who: Person) => visitor(server, await cookieFor(db, who));
  cora = await as(await person('Cora Finch', 'complaints'));
  hal = await as(await person('Hal Moss', 'portfolio_holder'));
  officer = await person('Priya Shah');
  anybody = visitor(server, '');
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const todaysDate = () => today(now);
const complaints = '/measures/complaints';
const written = async () => (await db.owner`select * from complaint where council_id = ${councilId}`)[0]!;

describe('what complaints teach', () => {
  test('LRN1 LRN2: a complaint is written down by theme, and how it ended once; a fault keeps what was typed', async () => {
    const fields = { number: 'C-77', level: 'stage_one', receivedOn: addDays(todaysDate(), -10) };
    const refused = await cora.post(`${complaints}?/add`, fields);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toMatch(/Choose what it was about[\s\S]*C-77/);
    expect(
      (await cora.post(`${complaints}?/add`, { ...fields, 'about-chasing': 'yes', 'about-calls': 'yes' })).status,
    ).toBe(200);
    const { complaint_id: complaintId, themes } = await written();
    expect(themes).toEqual(['chasing', 'calls']);
    const ending = { complaintId, closedOn: todaysDate(), upheld: 'upheld', learned: '' };
    expect(await (await cora.post(`${complaints}?/close`, ending)).text()).toContain(
      'Say what was learned, without a name',
    );
    await cora.post(`${complaints}?/close`, { ...ending, learned: 'We ring back the same day.' });
    expect(await written()).toMatchObject({ upheld: 'upheld', learned: 'We ring back the same day.' });
    const again = await cora.post(`${complaints}?/close`, { ...ending, learned: 'Something else' });
    expect(await again.text()).toContain('not open any more');
  });

  test('LRN3: from one to four is shown to nobody, and nothing hidden can be worked out from a row and its whole', () => {
    const one = (theme: 'chasing' | 'calls', level: 'stage_one' | 'ombudsman') =>
      ({ themes: [theme], level, receivedOn: '2026-05-04', closedOn: null, upheld: null }) as const;
    const all = [...Array(9).fill(one('chasing', 'stage_one')), ...Array(2).fill(one('calls', 'ombudsman'))];
    const [themes, levels] = complaintsReport(all, '2026-06-10');
    const row = (section: typeof themes, name: string) => section!.table!.rows.find(([first]) => first === name);
    expect(row(themes, 'Calls not returned')!.slice(1)).toEqual(Array(4).fill('Not shown'));
    expect(row(levels, 'Ombudsman')![1]).toBe('Not shown');
    expect(row(levels, 'Stage one')![1], 'or the ombudsman’s follows from the whole').toBe('Not shown');
  });

  test('LRN4 LRN5: what was done is the council’s own until it is published; then anybody reads it, until it is taken off', async () => {
    const page = `/you-said-we-did?council=${key}`;
    const said = {
      theme: 'calls',
      youSaid: 'Nobody rings back',
      weDid: 'Two people ring back every afternoon',
      byWhen: '',
    };
    await cora.post(`${complaints}?/learn`, said);
    expect(await anybody.page(page)).not.toContain('Two people ring back');
    const [{ learning_action_id: actionId }] =
      (await db.owner`select learning_action_id from learning_action`) as never as [{ learning_action_id: string }];
    await cora.post(`${complaints}?/publish`, { actionId, on: 'yes' });
    expect(await anybody.page(page)).toContain('Two people ring back every afternoon');
    await cora.post(`${complaints}?/done`, { actionId, doneOn: todaysDate(), helped: 'Fewer people chase.' });
    expect(await anybody.page(page)).toContain('Fewer people chase.');
    await cora.post(`${complaints}?/publish`, { actionId, on: 'no' });
    expect(await anybody.page(page)).not.toContain('Two people ring back');
  });

  test('LRN6 LRN7: a sample names nobody, holds no restricted case, and is written down with who drew it and why', async () => {
    const children = ['Ada', 'Ben', 'Cal', 'Dot', 'Eve', 'Fay'];
    for (const child of children)
      await giveStanding(
        db,
        councilId,
        await makeCaseFile(db, councilId, teamId, child),
        officer.personId,
        'case_officer',
      );
    const hidden = await makeCaseFile(db, councilId, teamId, 'Zed');
    await db.owner`update case_file set restricted_at = now() where case_file_id = ${hidden}`;
    const none = await hal.post('/measures/sample', { reason: '', size: '5' });
    expect(await none.text()).toContain('Say why you look');
    const drawn = await hal.post('/measures/sample', { reason: 'Quarterly look', size: '50' });
    expect(drawn.status).toBe(303);
    const html = await hal.page(drawn.headers.get('location')!);
    expect(html).toContain('What was drawn');
    for (const word of [...children, 'Rowe', 'Priya', 'MC-']) expect(html).not.toContain(word);
    const [sample] = await db.owner`select reason, size, case_file_ids from casework_sample`;
    expect(sample).toMatchObject({ reason: 'Quarterly look', size: 6 });
    expect(sample!.case_file_ids).not.toContain(hidden);
    const kept = await db.owner<
      { action: string }[]
    >`select action from history where action like 'sample.%' order by sequence`;
    expect(kept.map(({ action }) => action)).toEqual(['sample.drawn', 'sample.seen']);
    expect(html).toContain('by Hal Moss: Quarterly look');
  });

  test('LRN6: whoever has no such duty finds no sample and no complaints', async () => {
    const priya = visitor(server, await cookieFor(db, officer));
    for (const path of [complaints, '/measures/sample']) expect((await priya.get(path)).status).toBe(404);
    expect((await priya.post('/measures/sample', { reason: 'x', size: '5' })).status).toBe(404);
    expect((await hal.post(`${complaints}?/learn`, {})).status).toBe(404);
  });
});
