import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { addDays } from '../../src/domain/calendar/date.ts';
import { todaysDate } from '../support/boards.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { newMediator, takeUp } from '../support/getting-ready.ts';
import { makeMediation, type TestMediation } from '../support/mediations.ts';
import { freshDataFolder } from '../support/papers.ts';
import { PlainBrowser } from '../support/plain-browser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';

let db: TestDatabase;
let server: RunningServer;
beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl, dataDir: freshDataFolder() });
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

/** Browsers without JavaScript for those in one mediation, and the addresses of its pages. */
async function room(child?: string) {
  const made = await makeMediation(db, child);
  const at = async (who: Person) => new PlainBrowser(server, await cookieFor(db, who));
  const home = `/cases/${made.caseFileId}/mediation/${made.mediationId}`;
  return { made, at, home, who: `${home}/who`, words: `${home}/words` };
}
const form = (browser: PlainBrowser, act: string) => browser.formsFor(act)[0];
/** A form with several buttons, each with an act of its own, has no act itself. */
const buttonsIn = (browser: PlainBrowser, field: string, value: string) =>
  browser.seen.forms.find(({ action, fields }) => action === '' && fields[field] === value);

async function appointed(made: TestMediation, officer: PlainBrowser, who: string) {
  await officer.open(who);
  await officer.send(form(officer, 'replace'), { reason: 'Ill' });
  const given = newMediator();
  const { fullName, provider, providerRef } = given;
  const typed = { fullName, provider, providerRef, email: given.email!, mobile: given.mobile! };
  return { given, typed };
}

describe('the mediator, without JavaScript', () => {
  test('RDY1 RDY2 RDY11: is refused when the council’s, invited, says they are independent, and comes home to it', async () => {
    const { made, at, home, who } = await room();
    await db.owner`update person set email = 'priya@meadowshire.example' where person_id = ${made.officer.personId}`;
    const officer = await at(made.officer);
    const { given, typed } = await appointed(made, officer, who);
    expect(officer.seen.text).toContain('Sam Okoro led this until');
    const refused = await officer.send(form(officer, 'appoint'), { ...typed, email: 'bo@meadowshire.example' });
    expect(refused.status).toBe(400);
    expect(refused.text).toMatch(/There is a problem A mediator must not work for the council/);
    expect(form(officer, 'appoint')!.fields).toMatchObject({
      fullName: given.fullName,
      email: 'bo@meadowshire.example',
    });
    expect((await officer.send(form(officer, 'appoint'), typed)).text).toMatch(
      /The invitation: waiting for them. Their word is \w+/,
    );
    const [, code] = /Read this code out: (\d{6})/.exec((await officer.send(form(officer, 'readOut'))).text)!;

    const bo = await at(await takeUp(db, given, code));
    const first = await bo.open('/home');
    expect(first.status).toBe(303);
    expect((await bo.open(home)).text).toContain('A mediator must be independent');
    expect(bo.seen.text).not.toMatch(/What is done, and what is left|Checking the papers|there will be no plan/);
    expect((await bo.open(who)).status).toBe(303);
    expect((await bo.open(`/cases/${made.caseFileId}/papers`)).status).toBe(403);
    await bo.open(home);
    expect((await bo.send(form(bo, 'independent'))).text).toContain('Tick the box if it is true');
    expect((await bo.send(form(bo, 'independent'), { independent: 'yes' })).text).toContain(
      `Done: ${given.fullName} leads it`,
    );
    const dana = await at(made.parent);
    expect((await dana.open(home)).text).toMatch(
      new RegExp(`${given.fullName} , Level Ground Mediation. The mediator said on`),
    );
  });

  test('RDY1: early resolution says that its officer works for the council, and offers no mediator', async () => {
    const { made, at, home, who } = await room('Ines');
    await db.owner`update mediation_party set left_at = now() where party_id = ${made.parties.mediator}`;
    await db.owner`update mediation set kind = 'early_resolution', private_rooms = false where mediation_id = ${made.mediationId}`;
    const dana = await at(made.parent);
    expect((await dana.open(home)).text).toContain(
      'The council’s dispute resolution officer leads it, who works for the council.',
    );
    expect(dana.seen.text).not.toContain('What mediation is');
    const officer = await at(made.officer);
    await officer.open(who);
    expect(form(officer, 'appoint')).toBeUndefined();
    expect(officer.seen.text).toContain('No dispute resolution officer has a place on this case yet');
  });
});

describe('getting ready, without JavaScript', () => {
  test('RDY5 RDY8: the family reads before the day that nobody can say yes, and what changes it', async () => {
    const { made, at, home, who } = await room();
    const dana = await at(made.parent);
    expect((await dana.open(home)).text).toContain(
      'Not ready: nobody can say yes to changing the help in the plan (B or F), naming a school or spending money.',
    );
    expect(dana.seen.text).toContain('Cannot decide: nobody who comes can say yes');
    const ruth = await at(made.manager);
    await ruth.open(`${who}?person=${made.parties.manager}`);
    const wrong = await ruth.send(form(ruth, 'authority'), { 'may-change': 'yes', 'may-funding': 'limited' });
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('Say up to what limit: to spend money')]);
    const said = {
      'may-change': 'yes',
      'may-funding': 'limited',
      'limits-funding': '£5,000 a year',
      'may-placement': 'no',
    };
    expect((await ruth.send(form(ruth, 'authority'), said)).status).toBe(200);
    expect((await dana.open(home)).text).toContain('Not ready: nobody can say yes to naming a school.');
    expect(dana.seen.text).toContain('Ruth Adeyemi, up to a limit: £5,000 a year');
    expect(dana.seen.html).toContain(`${home}/room`);
  });

  test('RDY3: a time is offered, a wrong one keeps what was typed, it is answered, fixed, and goes into a calendar', async () => {
    const { made, at, home } = await room('Lena');
    await db.owner`update mediation set meets_on = null, state = 'arranging' where mediation_id = ${made.mediationId}`;
    const dana = await at(made.parent);
    await dana.open(home);
    expect((await dana.open(`${home}/calendar`)).status).toBe(404);
    await dana.open(home);
    const on = addDays(todaysDate(), 9);
    const wrong = await dana.send(form(dana, 'offerTime'), { on, startsAt: '10:00', endsAt: '9:00' });
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('It must end after it starts')]);
    expect(form(dana, 'offerTime')!.fields).toEqual({ on, startsAt: '10:00', endsAt: '9:00' });
    await dana.send(form(dana, 'offerTime'), { endsAt: '12:00' });
    const [{ meeting_time_id: id }] =
      (await db.owner`select meeting_time_id from meeting_time where mediation_id = ${made.mediationId}`) as unknown as [
        { meeting_time_id: string },
      ];
    const sam = await at(made.mediator);
    await sam.open(home);
    await sam.send(buttonsIn(sam, 'meetingTimeId', id), { can: 'yes' }, 'answerTime');
    expect(sam.seen.text).toContain('Can come: Dana Rowe, Sam Okoro');
    await sam.open(`${home}?fix=${id}`);
    expect(form(sam, 'fixDay')!.fields).toMatchObject({ on, startsAt: '10:00', endsAt: '12:00' });
    await sam.send(form(sam, 'fixDay'), { mode: 'phone', joinBy: '020 7946 0000' });
    expect((await dana.open(home)).text).toContain('By phone. 020 7946 0000');
    const file = await dana.open(`${home}/calendar`);
    expect([file.status, file.html]).toEqual([200, expect.stringContaining('SUMMARY:Meeting')]);
  });

  test('RDY6 RDY7 A28: each says yes for themselves; what one side needs is in no byte of the other’s pages', async () => {
    const { made, at, home, who } = await room('Omar');
    await db.owner`update mediation_party set agreed_to_mediate_at = null where mediation_id = ${made.mediationId}`;
    const dana = await at(made.parent);
    await dana.open(home);
    expect((await dana.send(form(dana, 'agree'))).text).toContain('Tick the box if you say yes to this');
    expect((await dana.send(form(dana, 'agree'), { agree: 'yes' })).text).toContain('You said yes on');
    await dana.open(`${who}?person=${made.parties.parent}`);
    await dana.send(form(dana, 'needs'), { needs: 'CANARY breaks' });
    expect(dana.seen.text).toContain('CANARY breaks');
    expect((await (await at(made.mediator)).open(who)).text).toContain('CANARY breaks');
    const priya = await at(made.officer);
    for (const path of [home, who, `${who}?person=${made.parties.parent}`, `${who}/__data.json`])
      expect((await priya.open(path)).html).not.toContain('CANARY');
  });

  test('RDY4 RDY10: somebody is put on the list and waits for a yes; each side reads its own call', async () => {
    const { made, at, home, who } = await room('Rafi');
    const dana = await at(made.parent);
    await dana.open(who);
    expect((await dana.send(form(dana, 'bring'), { name: 'Rafi' })).text).toContain('Choose what they come as');
    expect((await dana.send(form(dana, 'bring'), { comingAs: 'child' })).text).toContain(
      'Waits for a yes from the mediator',
    );
    const sam = await at(made.mediator);
    await sam.open(who);
    const [{ party_id: id }] =
      (await db.owner`select party_id from mediation_party where mediation_id = ${made.mediationId} and coming_as = 'child'`) as unknown as [
        { party_id: string },
      ];
    await sam.send(buttonsIn(sam, 'partyId', id), {}, 'allow');
    await sam.send(buttonsIn(sam, 'partyId', id), {}, 'aloud');
    expect(sam.seen.text).toMatch(/Rafi : the child or young person Has not said yet Has said yes to how it works/);
    await sam.open(home);
    const call = { side: 'family', callOn: addDays(todaysDate(), 2), callAt: '9.30', phone: '07700 900321' };
    expect((await sam.send(form(sam, 'call'), call)).text).toContain('on 07700 900321');
    expect((await dana.open(home)).text).toContain('on 07700 900321');
    expect((await (await at(made.officer)).open(home)).html).not.toContain('900321');
  });

  test('RDY9 E10: words are each side’s own until both agree, in no byte of the other’s page', async () => {
    const { made, at, words } = await room('Noor');
    const dana = await at(made.parent);
    const ruth = await at(made.manager);
    const write = async (browser: PlainBrowser, hopedFor: string) => {
      await browser.open(words);
      await browser.send(form(browser, 'write'), { hopedFor });
      return browser.send(form(browser, 'exchange'));
    };
    expect((await write(dana, 'FAMILY CANARY')).text).toContain('Your side has agreed');
    for (const path of [words, `${words}/__data.json`])
      expect((await ruth.open(path)).html).not.toContain('FAMILY CANARY');
    expect((await ruth.open(words)).text).toContain('The family has agreed to exchange. You can take your time.');
    expect((await write(ruth, 'COUNCIL CANARY')).text).toMatch(/Family .*FAMILY CANARY.* Council .*COUNCIL CANARY/);
    expect((await dana.open(words)).text).toContain('COUNCIL CANARY');
    expect(form(dana, 'write')).toBeUndefined();
  });

  test('E13 MED2: closed, its pages are read and have no form', async () => {
    const { made, at, home, who, words } = await room('Zara');
    await db.owner`update mediation set closed_at = now(), state = 'closed' where mediation_id = ${made.mediationId}`;
    const priya = await at(made.officer);
    for (const path of [home, who, words]) {
      const seen = await priya.open(path);
      expect([seen.status, seen.forms.filter(({ action }) => action.startsWith('?/'))]).toEqual([200, []]);
    }
  });
});
