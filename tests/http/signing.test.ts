import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { inGroups } from '../../src/domain/evidence/canonical.ts';
import { sentences } from '../../src/domain/mediation/agreement/signing.ts';
import { addAgreedClause, giveAuthority } from '../support/agreements.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { makeMediation, type TestMediation } from '../support/mediations.ts';
import { freshDataFolder } from '../support/papers.ts';
import { giveStanding, makePerson } from '../support/people.ts';
import { plainBrowser } from '../support/plain-pages.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';
import { hiddenField } from '../support/visitor.ts';

let db: TestDatabase;
let server: RunningServer;
let browse: ReturnType<typeof plainBrowser>;

beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl, dataDir: freshDataFolder() });
  browse = plainBrowser(db, server);
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const words = (html: string) => html.replace(/<!--.*?-->/gs, '').replace(/\s+/g, ' ');
/** A page without what is another on every answer: nonces, the ids of forms, and which sign-in it was served to. */
const settled = (html: string) =>
  html.replace(/nonce="[^"]*"|__sveltekit_[a-z0-9]+|seed:"[^"]*"|name="seed" value="[^"]*"|servedTo:"[^"]*"/g, '');

/** A mediation with one agreed clause that the manager can say yes to, and where its pages are. */
async function readyToDraw(child: string) {
  const made = await makeMediation(db, child);
  await addAgreedClause(db, made);
  await giveAuthority(db, made, { change: { may: 'yes', limits: '' } });
  return { ...made, home: `/cases/${made.caseFileId}/mediation/${made.mediationId}` };
}
type Ready = TestMediation & { home: string };

const draw = (made: Ready) => browse.post(made.mediator, `${made.home}/sign?/draw`, {});
async function shownTo(person: Person, made: Ready) {
  const { html } = await browse.see(person, `${made.home}/sign`);
  return { agreementId: hiddenField(html, 'agreementId'), sha256: hiddenField(html, 'sha256') };
}
async function signs(person: Person, made: Ready, name: string) {
  return browse.post(person, `${made.home}/sign/check`, { ...(await shownTo(person, made)), name, atOnce: 'yes' });
}
async function file(person: Person, path: string) {
  const response = await fetch(server.origin + path, { headers: { cookie: await cookieFor(db, person) } });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    bytes: Buffer.from(await response.arrayBuffer()),
  };
}

describe('without JavaScript', () => {
  test('SIG3 SIG4: it is read whole, checked, and signed under one’s own name; nothing typed is lost', async () => {
    const made = await readyToDraw('Maya');
    expect(words((await browse.see(made.mediator, `${made.home}/sign`)).html)).toContain('Clause 1: Speech therapy');
    expect((await draw(made)).status).toBe(303);
    const read = words((await browse.see(made.parent, `${made.home}/sign`)).html);
    for (const said of [
      '1. Speech therapy',
      'Forty minutes',
      'regulation 42',
      'What is private and what is not',
      'Fingerprint',
    ])
      expect(read).toContain(said);
    const shown = await shownTo(made.parent, made);
    const unsaid = await browse.post(made.parent, `${made.home}/sign?/choose`, shown);
    expect([unsaid.status, words(unsaid.html)]).toEqual([400, expect.stringContaining('Choose whether you sign now')]);
    const now = await browse.post(made.parent, `${made.home}/sign?/choose`, { ...shown, choice: 'now' });
    expect(now).toMatchObject({ status: 303, location: `${made.home}/sign/check` });
    const check = `${made.home}/sign/check`;
    expect(words((await browse.see(made.parent, check)).html)).toContain('I do not want to wait');
    const nameless = await browse.post(made.parent, check, { ...shown, name: ' ', atOnce: 'yes' });
    expect([nameless.status, nameless.html]).toEqual([400, expect.stringContaining(sentences.nameEmpty)]);
    const hurried = await browse.post(made.parent, check, { ...shown, name: 'Dana Rowe' });
    expect([hurried.status, hurried.html]).toEqual([400, expect.stringContaining('value="Dana Rowe"')]);
    expect(hurried.html).toContain('href="#atOnce"');
    const signed = await browse.post(made.parent, check, { ...shown, name: 'Dana Rowe', atOnce: 'yes' });
    expect(signed).toMatchObject({ status: 303, location: `${made.home}/sign` });
    expect(words((await browse.see(made.parent, `${made.home}/sign`)).html)).toContain('You have signed.');
    expect(words((await browse.see(made.parent, check)).html)).toContain('Nothing here waits for you to sign it.');
  });

  test('SIG6: a no is taken kindly, and the others read that it was not signed, and no name', async () => {
    const made = await readyToDraw('Noor');
    await draw(made);
    const shown = await shownTo(made.manager, made);
    expect((await browse.post(made.manager, `${made.home}/sign?/choose`, { ...shown, choice: 'not' })).status).toBe(
      303,
    );
    const own = words((await browse.see(made.manager, `${made.home}/sign`)).html);
    const theirs = words((await browse.see(made.parent, `${made.home}/sign`)).html);
    expect(own).toContain('You need give no reason');
    expect(theirs).toContain('The agreement was not signed.');
    expect(theirs).not.toContain('You need give no reason');
    expect(theirs.slice(theirs.indexOf('Signing the agreement'))).not.toContain('Ruth Adeyemi');
    const late = await browse.post(made.parent, `${made.home}/sign/check`, { ...shown, name: 'Dana', atOnce: 'yes' });
    expect([late.status, words(late.html)]).toEqual([400, expect.stringContaining(sentences.setAside)]);
  });

  test('SIG5: tomorrow says when the reminder comes', async () => {
    const made = await readyToDraw('Olu');
    await draw(made);
    const shown = await shownTo(made.parent, made);
    await browse.post(made.parent, `${made.home}/sign?/choose`, { ...shown, choice: 'tomorrow' });
    expect(words((await browse.see(made.parent, `${made.home}/sign`)).html)).toContain('You took it away to think.');
  });

  test('B17 A05 SIG3: a forged id is not there; a person who does not sign is told; a closed one is not signed', async () => {
    const made = await readyToDraw('Pat');
    await draw(made);
    const shown = await shownTo(made.parent, made);
    const sign = (person: Person, given: Record<string, string>) =>
      browse.post(person, `${made.home}/sign/check`, { ...shown, name: 'X', atOnce: 'yes', ...given });
    expect((await sign(made.parent, { agreementId: made.disputeId })).status).toBe(404);
    const officer = await sign(made.officer, {});
    expect([officer.status, words(officer.html)]).toEqual([400, expect.stringContaining(sentences.notYours)]);
    const outsider = await makePerson(db, made.councilId, 'practitioner', 'Dr Lee');
    await giveStanding(db, made.councilId, made.caseFileId, outsider.personId, 'practitioner');
    expect((await sign(outsider, {})).status).toBe(404);
    await db.owner`update mediation set closed_at = now(), state = 'closed' where mediation_id = ${made.mediationId}`;
    const closed = await sign(made.parent, {});
    expect([closed.status, words(closed.html)]).toEqual([400, expect.stringContaining('This mediation is closed')]);
  });
});

describe('both sides', () => {
  test('A12 E10 SIG3: the pages of the others are the same to the byte before and after somebody signed', async () => {
    const made = await readyToDraw('Quinn');
    await draw(made);
    const { agreementId } = await shownTo(made.parent, made);
    const others = [made.manager, made.mediator, made.supporter, made.officer];
    const pages = () =>
      Promise.all(
        others.flatMap((one) =>
          ['', '/room', '/sign', '/clauses'].map(async (at) => settled((await browse.see(one, made.home + at)).html)),
        ),
      );
    await pages();
    const before = await pages();
    await signs(made.parent, made, 'Dana Rowe');
    const after = await pages();
    expect(after.flatMap((page, index) => (page === before[index] ? [] : [index]))).toEqual([]);
    for (const one of [made.parent, ...others])
      for (const at of ['', '/pdf', '/docx', '/text'])
        expect((await file(one, `${made.home}/agreement/${agreementId}${at}`)).status).toBe(404);
  });

  test('SIG7 SIG8: once all have signed both download the same bytes, and anybody can make the fingerprint again', async () => {
    const made = await readyToDraw('Rio');
    await draw(made);
    const { agreementId, sha256 } = await shownTo(made.parent, made);
    await signs(made.parent, made, 'Dana Rowe');
    await signs(made.manager, made, 'Ruth Adeyemi');
    const at = `${made.home}/agreement/${agreementId}`;
    for (const [path, type] of [
      ['pdf', 'application/pdf'],
      ['docx', 'wordprocessingml'],
      ['text', 'application/json'],
    ] as const) {
      const [family, council] = [await file(made.parent, `${at}/${path}`), await file(made.manager, `${at}/${path}`)];
      expect([family.status, family.type]).toEqual([200, expect.stringContaining(type)]);
      expect(family.bytes.equals(council.bytes)).toBe(true);
      if (path === 'text') expect(createHash('sha256').update(family.bytes).digest('hex')).toBe(sha256);
    }
    const page = words((await browse.see(made.parent, at)).html);
    expect(page).toContain(inGroups(sha256));
    expect(page).toContain('Signed “Dana Rowe” on');
    const again = await browse.post(made.parent, `${made.home}/sign/check`, {
      agreementId,
      sha256,
      name: 'D',
      atOnce: 'yes',
    });
    expect(again).toMatchObject({ status: 303, location: `${made.home}/sign` });
    expect(words((await browse.see(made.manager, `${made.home}/sign`)).html)).toContain('Everybody has signed.');
  });

  test('SIG10: an officer of the case who was not in the meeting reads the agreement, and nothing of the meeting', async () => {
    const made = await readyToDraw('Sol');
    await draw(made);
    const { agreementId } = await shownTo(made.parent, made);
    await signs(made.parent, made, 'Dana Rowe');
    await signs(made.manager, made, 'Ruth Adeyemi');
    const officer = await makePerson(db, made.councilId, 'staff', 'Tom Vale');
    await giveStanding(db, made.councilId, made.caseFileId, officer.personId, 'case_officer');
    expect((await browse.see(officer, `${made.home}/agreement/${agreementId}`)).status).toBe(200);
    expect((await browse.see(officer, `${made.home}/sign`)).status).toBe(404);
    const parent = await makePerson(db, made.councilId, 'family', 'Rob Rowe');
    await giveStanding(db, made.councilId, made.caseFileId, parent.personId, 'parent');
    expect((await browse.see(parent, `${made.home}/agreement/${agreementId}`)).status).toBe(404);
  });
});
