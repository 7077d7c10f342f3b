import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { CANARY } from '../support/canary.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { makeRecordsDesk } from '../support/forgetting.ts';
import { freshDataFolder, makeCase } from '../support/papers.ts';
import { giveStanding, makePerson } from '../support/people.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';
import { hiddenField, visitor, type Visitor } from '../support/visitor.ts';

let db: TestDatabase;
let server: RunningServer;
let made: Awaited<ReturnType<typeof makeCase>>;
beforeAll(async () => {
  db = await freshDatabase();
  const dataDir = freshDataFolder();
  server = await startServer({ url: db.ownerUrl, dataDir });
});
afterAll(async () => {
  await server.stop();
  await db.close();
});
beforeEach(async () => void (made = await makeCase(db)));
const as = async (person: Person): Promise<Visitor> => visitor(server, await cookieFor(db, person));
const on = (page: string) => `/cases/${made.caseFileId}/${page}`;

describe('kept and forgotten, with no script', () => {
  test('ERA3 HLD1 J14: held, then asked by one and done by another, and nothing of it is anywhere afterwards', async () => {
    const desk = await makeRecordsDesk(db, made.councilId);
    const [first, second, officer] = [
      await as(desk.first.person),
      await as(desk.second.person),
      await as(made.officer),
    ];
    await db.owner`update case_file set now_sentence = ${CANARY} where case_file_id = ${made.caseFileId}`;
    expect((await officer.post(`${on('holds')}?/place`, { why: 'claim', words: 'A claim is on its way' })).status).toBe(
      303,
    );
    expect(await officer.page(on('holds'))).toContain('A claim is on its way');

    const ofCase = `/council/retention?case=${made.caseFileId}`;
    const page = await first.page(ofCase);
    expect(page).toContain('A hold beats every rule and every wish');
    expect(page).toContain('Not set by this council yet');
    expect(page).not.toMatch(/Maya|Canarybird/);
    const asked = { caseFileId: made.caseFileId, what: 'case', address: '', why: 'asked', words: 'A letter of 3 May' };
    const held = await first.post(`${ofCase}&/ask`, asked);
    expect(held.status).toBe(400);
    expect(await held.text()).toContain('A letter of 3 May');

    const legalHoldId = hiddenField(page, 'legalHoldId');
    expect((await first.post('/council/retention?/endHold', { legalHoldId, endedWhy: '' })).status).toBe(400);
    const over = { legalHoldId, endedWhy: 'The claim was settled' };
    expect((await first.post('/council/retention?/endHold', over)).status).toBe(303);
    expect((await first.post(`${ofCase}&/ask`, asked)).status).toBe(303);

    const waiting = await second.page('/council/retention');
    expect(waiting).toContain('What goes, for good');
    const erasureId = hiddenField(waiting, 'erasureId');
    expect((await first.post('/council/retention?/forget', { erasureId })).status).toBe(400);
    expect((await second.post('/council/retention?/forget', { erasureId })).status).toBe(303);
    expect((await second.post('/council/retention?/forget', { erasureId })).status).toBe(404);
    expect(await second.page('/council/retention')).toContain('Everything of the case');
    expect((await officer.get(`/cases/${made.caseFileId}`)).status).toBe(404);
    expect((await (await as(desk.first.person)).get(`/cases/${made.caseFileId}`)).status).toBe(404);
    expect(server.log()).not.toContain(CANARY);
  });

  test('RET2: a rule keeps what was typed when it is refused, and stands with its source when it is set', async () => {
    const { first } = await makeRecordsDesk(db, made.councilId);
    const desk = await as(first.person);
    const rule = { class: 'plan', years: 'forty', countedFrom: 'birth', source: 'Schedule of 4 March 2026' };
    const refused = await desk.post('/council/retention?/rule', rule);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toMatch(/value="forty"/);
    expect((await desk.post('/council/retention?/rule', { ...rule, years: '45' })).status).toBe(303);
    const page = await desk.page('/council/retention');
    expect(page).toContain('45 years from the child’s birth');
    expect(page).toContain('Schedule of 4 March 2026');
  });
});

describe('who decides, with no script', () => {
  test('A31 YPT3 YPT6: the page says whose the decisions are, and taking back ends a place', async () => {
    await db.owner`update case_file set child_born_on = '2009-03-04' where case_file_id = ${made.caseFileId}`;
    const maya = await makePerson(db, made.councilId, 'family', 'Maya Rowe');
    await giveStanding(db, made.councilId, made.caseFileId, maya.personId, 'young_person');
    const [young, parent] = [await as(maya), await as(made.parent)];
    expect(await young.page(on('young-person'))).toContain('These decisions are yours now.');
    expect(await parent.page(on('young-person'))).toContain('These decisions are Maya’s now.');
    const said = { personId: made.parent.personId, stays: 'yes', words: 'Read letters with me', until: '' };
    expect((await young.post(`${on('young-person')}?/say`, { ...said, stays: '' })).status).toBe(400);
    expect((await young.post(`${on('young-person')}?/say`, said)).status).toBe(303);
    expect((await parent.get(`/cases/${made.caseFileId}`)).status).toBe(200);
    const involvementId = hiddenField(await young.page(on('young-person')), 'involvementId');
    expect((await young.post(`${on('young-person')}?/withdraw`, { involvementId })).status).toBe(303);
    expect((await parent.get(`/cases/${made.caseFileId}`)).status).toBe(404);
  });

  test('YPT1: of a child of nine it says when, and offers nothing to change', async () => {
    const page = await (await as(made.officer)).page(on('young-person'));
    // Born on 2 May 2017.
    expect(page).toContain('Friday 24 June 2033');
    expect(page).not.toContain('Keep this');
  });
});
