import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { addDays } from '../../src/domain/calendar/date.ts';
import { addTribunalWorkingDays } from '../../src/domain/calendar/tribunal-days.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { inWords } from '../../src/domain/calendar/words.ts';
import { makeAppealOn } from '../support/appeals.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { makeCase } from '../support/papers.ts';
import { giveStanding, joinTeam, makePerson, makeTribunalTeam } from '../support/people.ts';
import { plainBrowser } from '../support/plain-pages.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const todaysDate = today(() => new Date());
const CANARY = 'Canary-wren-4711';
let db: TestDatabase;
let server: RunningServer;
let browse: ReturnType<typeof plainBrowser>;
let made: Awaited<ReturnType<typeof makeCase>>;
let otherParent: Person;
let supporter: Person;
let tess: Person;
let appealId: string;

beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl });
  browse = plainBrowser(db, server);
  made = await makeCase(db);
  const { councilId, caseFileId } = made;
  supporter = await makePerson(db, councilId, 'family', 'Jo Hart');
  await giveStanding(db, councilId, caseFileId, supporter.personId, 'supporter');
  tess = await makePerson(db, councilId, 'staff', 'Tess Bell');
  await joinTeam(db, await makeTribunalTeam(db, councilId), tess);
  appealId = await makeAppealOn(db, made, {
    decisionSentOn: addDays(todaysDate, -60),
    registeredOn: addDays(todaysDate, -5),
    papersOn: addDays(todaysDate, -5),
    number: 'EH999/26/00042',
    claimedBy: tess.personId,
    asksHealth: true,
  });
  otherParent = await makePerson(db, councilId, 'family', 'Ali Rowe');
  await giveStanding(db, councilId, caseFileId, otherParent.personId, 'parent');
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const words = (html: string) => html.replace(/<!--.*?-->/gs, '').replace(/\s+/g, ' ');
const see = async (who: Person, path: string) => words((await browse.see(who, path)).html);
const onCase = (path = '') => `/cases/${made.caseFileId}/appeals${path}`;
const mine = () => onCase(`/${appealId}`);
const dates = () => `/tribunal/${appealId}/dates`;
const version = async () => {
  const [row] = await db.owner<{ version: number }[]>`select version from appeal where appeal_id = ${appealId}`;
  return String(row!.version);
};
const letter = { basis: 'directed', time: '12:00', source: 'Directions of 4 March, paragraph 3' };
const give = async (fields: Record<string, string>) =>
  browse.post(tess, `${dates()}?/given`, { ...letter, version: await version(), ...fields });

test('TRD2 TRD11 TRD12 TRD13: whoever appeals reads what comes next, why, from where, how to agree and whom to ring', async () => {
  const due = addTribunalWorkingDays(addDays(todaysDate, -5), 30) as { on: string };
  const page = await see(made.parent, mine());
  expect(page).toContain('Your appeal');
  expect(page).toContain(`<strong>${inWords(due.on)}</strong>`);
  expect(page).toContain('Not set by the tribunal yet: what the rules say');
  expect(page).toContain('30 working days after');
  expect(page).toContain('does not oppose the appeal');
  expect(page).toContain('Do not withdraw before you have the agreed plan in your hands.');
  expect(page).toContain('Agree about health in writing');
  expect(page).toContain('What Maya gets meanwhile');
  expect(page).toContain('Tess Bell works on the appeal for the council');
  expect(await see(made.parent, onCase())).toContain('Appeal: EH999/26/00042');
});

test('TRD11 A13: another parent of the same child finds no link, no appeal in the list, and no page', async () => {
  const home = await see(made.parent, `/cases/${made.caseFileId}`);
  expect(home).toContain(`href="${onCase()}"`);
  expect(home).toContain(`href="${mine()}">Your appeal`);
  const theirs = await see(otherParent, `/cases/${made.caseFileId}`);
  expect(theirs).toContain('Where things are');
  expect(theirs).not.toContain('/appeals');
  const list = await see(otherParent, onCase());
  expect(list).toContain('There is no appeal of yours here');
  expect(list).not.toContain('00042');
  const page = await browse.see(otherParent, mine());
  expect(page.status).toBe(404);
  expect(page.html).not.toContain('EH999');
});

test('TRD11 A15: nothing of what the council thinks of the appeal is on any page of its dates, for anybody on the case', async () => {
  const { councilId, parent, officer } = made;
  const by = tess.personId;
  await db.owner`insert into appeal_review (council_id, appeal_review_id, appeal_id, "when", answers, path, reason, by)
    values (${councilId}, ${v7()}, ${appealId}, 'officer', ${db.owner.json({ wouldSettle: CANARY })}, 'unopposed', ${CANARY}, ${by})`;
  await db.owner`insert into appeal_cause (council_id, appeal_id, cause, note, by) values (${councilId}, ${appealId}, 'late_advice', ${CANARY}, ${by})`;
  await db.owner`insert into bearing_said (council_id, bearing_said_id, appeal_id, slug, says, reason, by) values (${councilId}, ${v7()}, ${appealId}, 'a-v-b', 'bears', ${CANARY}, ${by})`;
  for (const who of [parent, supporter, officer])
    for (const path of [onCase(), mine(), `/cases/${made.caseFileId}`]) {
      const page = await browse.see(who, path);
      expect(page.status, path).toBe(200);
      expect(page.html, path).not.toContain(CANARY);
    }
  for (const who of [parent, supporter, otherParent, officer])
    for (const path of [dates(), `/tribunal/${appealId}`]) {
      const page = await browse.see(who, path);
      expect([path, page.status]).toEqual([path, 404]);
      expect(page.html).not.toContain(CANARY);
    }
  expect((await browse.see(tess, dates())).html).not.toContain(CANARY);
});

test('TRD1 TRD7: a date from the tribunal is written down without JavaScript, refused with what was typed kept, and read by the family', async () => {
  const on = addDays(todaysDate, 20);
  const early = await give({ kind: 'further_evidence', on: addDays(todaysDate, -61) });
  expect(early.status).toBe(400);
  expect(early.html).toContain('There is a problem');
  expect(words(early.html)).toContain('before the council’s decision was sent');
  expect(early.html).toContain('value="Directions of 4 March, paragraph 3"');
  expect((await give({ kind: 'further_evidence', on: addDays(todaysDate, 2000) })).status).toBe(400);
  expect(await give({ kind: 'further_evidence', on })).toMatchObject({ status: 303, location: dates() });
  const page = await see(made.parent, mine());
  expect(page).toContain('Set by the tribunal');
  expect(page).toContain('Directions of 4 March, paragraph 3');
});

test('TRD1: of two officers with the same page the second is told, and the family’s side can write nothing here', async () => {
  const shown = await version();
  const on = addDays(todaysDate, 30);
  expect((await give({ kind: 'hearing', on, version: shown })).status).toBe(303);
  const late = await give({ kind: 'hearing', on: addDays(todaysDate, 40), version: shown });
  expect(late.status).toBe(400);
  expect(late.html).toContain('Somebody changed this appeal while you looked');
  for (const who of [made.parent, made.officer, otherParent])
    expect(
      (await browse.post(who, `${dates()}?/given`, { ...letter, kind: 'hearing', on, version: shown })).status,
    ).toBe(404);
  const [row] = await db.owner<
    { on: string }[]
  >`select hearing_on::text as on from appeal where appeal_id = ${appealId}`;
  expect(row!.on).toBe(on);
});

test('TRD8 TRD9: what was done moves the appeal on, and a request for changes shows the five days both ways', async () => {
  const done = { doneKind: 'response', doneOn: todaysDate, version: await version() };
  expect((await browse.post(tess, `${dates()}?/done`, done)).status).toBe(303);
  expect(await see(made.parent, mine())).toContain('The council has told the tribunal what it thinks.');
  const told = await see(otherParent, `/cases/${made.caseFileId}`);
  expect(told + (await see(otherParent, `/cases/${made.caseFileId}/history`))).not.toMatch(
    /of the appeal|your appeal|about an appeal/i,
  );
  const form = { formNumber: 'SEND7', from: 'council', formOn: todaysDate, asks: 'A week more for the report' };
  const refused = await browse.post(tess, `${dates()}?/form`, { ...form, version: await version() });
  expect(words(refused.html)).toContain('A request for changes goes to them first.');
  const sent = await browse.post(tess, `${dates()}?/form`, { ...form, copiedOn: todaysDate, version: await version() });
  expect(sent.status).toBe(303);
  expect(await see(tess, dates())).toContain('if every day counts, and');
});

test('TRD10: whether it came in time is said on the team’s page, and stops nothing', async () => {
  expect(await see(tess, dates())).toContain('The last day to appeal was');
});

test('TRD11: once it has ended, the order and what must be done by when stand on the family’s page, with what is done', async () => {
  const { councilId } = made;
  const [orderId, by] = [v7(), tess.personId];
  const on = addDays(todaysDate, -1);
  await db.owner`update appeal set stage = 'closed', outcome = 'consent_order', ended_on = ${on} where appeal_id = ${appealId}`;
  await db.owner`insert into appeal_order (council_id, appeal_order_id, appeal_id, of, "on", words, added_by)
    values (${councilId}, ${orderId}, ${appealId}, 'consent', ${on}, 'Speech therapy twice a week', ${by})`;
  for (const [step, dueOn] of [addDays(on, 35), null].entries())
    await db.owner`insert into appeal_duty (council_id, appeal_duty_id, appeal_id, appeal_order_id, kind, step, what, due_on, source)
      values (${councilId}, ${v7()}, ${appealId}, ${orderId}, 'amend', ${step + 1}, 'Send the changed plan', ${dueOn}, 'Regulation 44(2)(e)')`;
  const page = await see(made.parent, mine());
  expect(page).toContain('Both sides agreed, and the tribunal wrote it down as an order.');
  expect(page).toContain(inWords(addDays(on, 35)));
  expect(page).toContain('It is due in 34 days');
  expect(page).toContain('The day is not known');
  expect(page).toContain('Speech therapy twice a week');
  const closed = await give({ kind: 'hearing', on: addDays(todaysDate, 30) });
  expect(closed.html).toContain('This appeal has ended.');
});
