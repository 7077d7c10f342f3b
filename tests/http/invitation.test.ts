import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Caller } from '../support/caller.ts';
import { checkedInForm } from '../support/inviting.ts';
import { openDoor, type Door } from '../support/door.ts';
import { uniquePdf } from '../support/papers.ts';
import { giveStanding, makeCaseFile, makePerson } from '../support/people.ts';
import { cookieFor } from '../support/sign-in.ts';

let door: Door;
let officer: Caller;
let people: string;
let caseFileId: string;
beforeAll(async () => {
  door = await openDoor();
  const { person } = await door.newStaff();
  caseFileId = await makeCaseFile(door.db, door.councilId, door.teamId);
  await giveStanding(door.db, door.councilId, caseFileId, person.personId, 'case_officer');
  officer = new Caller(door.server, await cookieFor(door.db, person));
  people = `/cases/${caseFileId}/people`;
});
afterAll(() => door.close());

const XSS = `"><img src=x onerror="window.__xss=1"><script>window.__xss=1</script>`;
let count = 0;
const asked = (change: Record<string, string> = {}) => {
  count += 1;
  return {
    fullName: `Dana Rowe ${count}`,
    role: 'parent',
    email: `dana${count}@example.org`,
    mobile: `07700 9${String(count).padStart(5, '0')}`,
    ask: 'Please check the list of papers.',
    askBy: '2026-12-01',
    ...checkedInForm,
    ...change,
  };
};
const latestTo = async (to: string, like: string) =>
  (
    await door.db.owner<
      { body: string }[]
    >`select body from outbox where "to" = ${to} and body like ${like} order by created_at desc, outbox_id desc limit 1`
  )[0]!.body;

/** Invites through the page and gives the link as it came. */
async function invited(change: Record<string, string> = {}) {
  const form = asked(change);
  const answer = await officer.post(`${people}?/invite`, form);
  const word = /Their word is <strong>(\w+)</.exec(answer.body)![1]!;
  const mail = await latestTo(form.email, '%/i/%');
  const link = /http\S+(\/i\/\S+)/.exec(mail)![1]!;
  return { form, word, mail, link, mobile: `+44${form.mobile.replaceAll(' ', '').slice(1)}` };
}
const codeTo = async (to: string) => /\d{6}/.exec(await latestTo(to, '%Common Ground code%'))![0];

describe('a first-time parent, without JavaScript', () => {
  test('PEO1: sees who asks, the word, the one thing and the day; goes on with a code; is asked what to be called; is thanked', async () => {
    const { form, word, mail, link, mobile } = await invited();
    expect(mail).toContain(word);
    const phone = new Caller(door.server);
    const landing = await phone.get(link);
    for (const words of ['Priya Shah', word, form.ask, '1 December 2026', 'Call me instead', 'Not for me'])
      expect(landing.body).toContain(words);
    expect(landing.body).not.toMatch(/Maya|<script/);
    expect((await phone.post(`${link}?/continue`)).location).toBe(`${link}/code`);
    expect((await phone.get(`${link}/code`)).body).toContain(`the number ending ${mobile.slice(-3)}`);
    const accepted = await phone.post(`${link}/code?/code`, { code: await codeTo(mobile), ownDevice: 'yes' });
    expect(accepted.headers.getSetCookie()[0]).toMatch(/Max-Age=2592000/);
    expect((await phone.get(`${link}/code`)).body).toContain('What should we call you?');
    expect((await phone.get(`/cases/${caseFileId}`)).status).toBe(200);
    await phone.post(`${link}/code?/name`, { calledName: 'Dana' });
    const thanks = await phone.get(`${link}/code`);
    expect(thanks.body).toContain('Thank you, Dana');
    expect(thanks.body).not.toContain('<script');
    expect((await officer.get(people)).body).toContain('They came in');
  });

  test('PEO2 G05: looking spends nothing, however often and by whatever method looks', async () => {
    const { link } = await invited();
    const scanner = new Caller(door.server);
    const before = await door.db.owner`select row_to_json(i) from invitation i order by invitation_id`;
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'GET']) await scanner.send(link, { method });
    for (const tail of ['/code', '/photo', '/__data.json', '?/continue']) await scanner.get(link + tail);
    expect(await door.db.owner`select row_to_json(i) from invitation i order by invitation_id`).toEqual(before);
    expect((await scanner.get(link)).body).toContain('Continue');
  });

  test('PEO1: gives by the link alone and gets a receipt, and reads nothing', async () => {
    const { form, link } = await invited();
    const phone = new Caller(door.server);
    const sent = await phone.post(`${link}?/missing`, { missing: `The letter from school ${XSS}` });
    const receipt = await phone.get(sent.location!);
    expect(receipt.body).toMatch(/will see this by \w+ \d+ \w+ 2026/);
    await phone.post(`${link}?/callMe`);
    const waiting = await officer.get(people);
    expect(waiting.body).toContain('The letter from school');
    expect(waiting.body).toContain(`${form.fullName}</strong> asks to be called`);
    expect((await phone.get(`/cases/${caseFileId}`)).status).toBe(303);
    expect((await phone.post(`${link}?/missing`, { missing: ' ' })).body).toContain('Tell us what is missing');
  });

  test('PEO1: adds one photo, which becomes a paper of the family’s side; something else is refused in plain words', async () => {
    const { form, link } = await invited();
    const phone = new Caller(door.server);
    const send = (bytes: Buffer, name: string) => {
      const body = new FormData();
      body.set('photo', new Blob([Uint8Array.from(bytes)]), name);
      return phone.send(`${link}/photo`, { method: 'POST', body, headers: { origin: door.server.origin } });
    };
    const taken = await send(uniquePdf(), 'letter.pdf');
    expect(taken.location).toMatch(/\?sent=[0-9A-F]{8}$/);
    const rows = await door.db.owner<
      { side: string; title: string }[]
    >`select added_side as side, title from evidence_item where case_file_id = ${caseFileId}`;
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ side: 'family', title: expect.stringContaining(form.fullName) });
    const refused = await send(Buffer.from('<html><script>'), 'letter.pdf');
    expect((await phone.get(refused.location!)).body).toContain('We could not take that file');
    const standings = await door.db
      .owner`select 1 from standing s join person p using (council_id, person_id) where p.full_name = ${form.fullName}`;
    expect(standings.length).toBe(0);
  });
});

describe('when it goes otherwise, each has its own plain page', () => {
  test('G05: not for me', async () => {
    const { link } = await invited();
    const stranger = new Caller(door.server);
    await stranger.post(`${link}?/notForMe`);
    expect((await stranger.get(link)).body).toContain('Thank you for telling us');
    expect((await officer.get(people)).body).toContain('It reached the wrong person');
  });

  test('G02: too old, and a new one goes to the address we hold, which is not shown', async () => {
    const { form, link } = await invited();
    await door.db.owner`update invitation set expires_at = now() where email = ${form.email}`;
    const phone = new Caller(door.server);
    const old = await phone.get(link);
    expect(old.body).toContain('This link is too old');
    expect(old.body).not.toContain(form.email);
    expect((await phone.post(`${link}?/newLink`)).location).toBe('/i/sent');
    expect((await phone.get(link)).status).toBe(404);
    expect((await phone.get(/http\S+(\/i\/\S+)/.exec(await latestTo(form.email, '%/i/%'))![1]!)).body).toContain(
      'Continue',
    );
  });

  test('G03: cancelled while the page was open', async () => {
    const { form, link } = await invited();
    const [row] = await door.db.owner<
      { id: string }[]
    >`select invitation_id as id from invitation where email = ${form.email}`;
    await officer.post(`${people}?/cancel`, { invitationId: row!.id });
    const phone = new Caller(door.server);
    expect((await phone.post(`${link}?/continue`)).location).toBe(link);
    expect((await phone.get(link)).body).toContain('This link has been cancelled');
  });

  test('G04: opened by somebody else who is signed in: nothing opens, and the officer is told', async () => {
    const { form, link } = await invited();
    const other = await makePerson(door.db, door.councilId, 'family', 'Somebody Else');
    const theirs = new Caller(door.server, await cookieFor(door.db, other));
    expect((await theirs.get(link)).body).toContain('Somebody else is signed in here');
    expect((await theirs.post(`${link}?/continue`)).location).toBe(link);
    expect((await theirs.post(`${link}/code?/code`, { code: '000000' })).location).toBe(link);
    const told = await door.db
      .owner`select 1 from history where action = 'invitation.opened_by_another' and actor_id = ${other.personId}`;
    expect(told.length).toBe(1);
    expect((await new Caller(door.server).get(link)).body).toContain('Continue');
    expect(form.role).toBe('parent');
  });

  test('used: somebody else learns only that it was', async () => {
    const { link, mobile } = await invited();
    const phone = new Caller(door.server);
    await phone.post(`${link}?/continue`);
    await phone.post(`${link}/code?/code`, { code: await codeTo(mobile) });
    const late = new Caller(door.server);
    expect((await late.get(link)).body).toContain('This link has been used');
    expect((await late.get(`${link}/code`)).location).toBe(link);
    expect((await late.post(`${link}/code?/name`, { calledName: 'Mallory' })).location).toBe(link);
    expect((await phone.get(link)).location).toBe(`/cases/${caseFileId}`);
  });
});

describe('what an officer types', () => {
  test('G08: the role, the case and the age come from the row, whatever the form says', async () => {
    const { form, link, mobile } = await invited({ role: 'supporter' });
    const phone = new Caller(door.server);
    const tampered = { role: 'senior_manager', caseFileId: 'x', expiresAt: '2099-01-01', personId: 'x' };
    await phone.post(`${link}?/continue`, tampered);
    await phone.post(`${link}/code?/code`, { code: await codeTo(mobile), ...tampered });
    const roles = await door.db.owner<
      { role: string }[]
    >`select role from standing s join person p using (council_id, person_id) where p.full_name = ${form.fullName}`;
    expect([...roles]).toEqual([{ role: 'supporter' }]);
  });

  test('A27: staff cannot be made by an invitation', async () => {
    for (const role of ['case_officer', 'senior_manager', 'auditor', 'mediator', ''])
      expect((await officer.post(`${people}?/invite`, asked({ role }))).body).toContain(
        'Choose what they are to the child',
      );
  });

  test.each([
    [{ email: 'a@ok.example,b@evil.example' }, 'Enter one e-mail address'],
    [{ email: 'a@ok.example\r\nbcc: x@evil.example' }, 'Enter one e-mail address'],
    [{ mobile: '0300 123' }, 'Enter a mobile number'],
    [{ email: '', mobile: '' }, 'Enter an e-mail address, a mobile number, or both'],
    [{ ask: 'Please check Maya’s papers' }, 'Leave out the child’s name'],
    [{ askBy: '2026-02-31' }, 'Enter a date'],
  ])('G12 PEO4: %j comes back with a sentence and what was typed', async (change, sentence) => {
    const form = asked(change);
    const answer = await officer.post(`${people}?/invite`, form);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(sentence);
    expect(answer.body).toContain(form.fullName);
    expect((await door.db.owner`select 1 from invitation where full_name = ${form.fullName}`).length).toBe(0);
  });

  test('H02: words in every field are shown as words, on both sides', async () => {
    const { link, form, mobile } = await invited({ fullName: `Dana ${XSS}`, ask: `Check ${XSS}` });
    const phone = new Caller(door.server);
    await phone.post(`${link}?/missing`, { missing: XSS });
    const pages = [(await phone.get(link)).body];
    await phone.post(`${link}?/continue`);
    await phone.post(`${link}/code?/code`, { code: await codeTo(mobile) });
    await phone.post(`${link}/code?/name`, { calledName: XSS.slice(0, 50) });
    pages.push(
      (await phone.get(`${link}/code`)).body,
      (await phone.get('/account')).body,
      (await officer.get(people)).body,
      (await officer.post(`${people}?/invite`, { ...form, email: XSS })).body,
    );
    for (const page of pages) {
      expect(page).toContain('onerror');
      expect(page).not.toMatch(/<img src=x|<script>window/);
    }
  });
});
