import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays } from '../../src/domain/calendar/date.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { makeMediation, type TestMediation } from '../support/mediations.ts';
import { giveStanding, makePerson } from '../support/people.ts';
import { PlainBrowser } from '../support/plain-browser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';

let db: TestDatabase;
let server: RunningServer;
let made: TestMediation;
let clauses: string;
let dana: PlainBrowser;
let ruth: PlainBrowser;
let sam: PlainBrowser;

beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl });
});
afterAll(async () => {
  await server.stop();
  await db.close();
});
const browserOf = async (person: TestMediation['parent']) => new PlainBrowser(server, await cookieFor(db, person));
beforeEach(async () => {
  made = await makeMediation(db);
  clauses = `/cases/${made.caseFileId}/mediation/${made.mediationId}/clauses`;
  [dana, ruth, sam] = [await browserOf(made.parent), await browserOf(made.manager), await browserOf(made.mediator)];
});

const whole = {
  ...{ words: 'Speech therapy for thirty minutes each week.', title: 'Speech therapy', body: 'Surrey County Council' },
  ...{ officer: 'Priya Shah', legalClass: 'not_appealable', howKnown: 'The school writes it down.' },
};

/** Sam adds a clause and opens its page. Returns the address. */
async function aClause(title = 'Speech therapy'): Promise<string> {
  await sam.open(clauses);
  await sam.send(sam.formsFor('add')[0], { title });
  const [row] =
    await db.owner`select clause_id from clause where mediation_id = ${made.mediationId} and title = ${title}`;
  const at = `${clauses}/${row!['clause_id']}`;
  await sam.open(at);
  return at;
}
async function putForward(): Promise<string> {
  const at = await aClause();
  await sam.send(sam.formsFor('save')[0], whole, 'putForward');
  return at;
}

describe('clauses without JavaScript', () => {
  test('CL6 CL7 CL9: written, refused field by field, put forward, and agreed by both sides', async () => {
    const at = await aClause();
    await sam.send(sam.formsFor('save')[0], { words: whole.words, officer: 'Priya Shah' }, 'putForward');
    expect(sam.seen.status).toBe(400);
    for (const sentence of ['Say who does it', 'Choose how its date is set', 'Say how everyone will know'])
      expect(sam.seen.text).toContain(sentence);
    expect(sam.formsFor('save')[0]!.fields).toMatchObject({ officer: 'Priya Shah', words: whole.words });
    await sam.send(sam.formsFor('save')[0], whole, 'putForward');
    expect(sam.seen.status).toBe(200);
    expect(sam.seen.text).toMatch(
      /Do what the clause says ?, 2 weeks from the day everyone has signed\. If everyone signed today, that is \w+day \d/,
    );
    expect(sam.seen.text).toContain('regulation 42(3)');
    expect(sam.formsFor('agree')).toEqual([]);
    for (const who of [dana, ruth]) {
      await who.open(at);
      expect(who.seen.text).toContain(whole.words);
      await who.send(who.formsFor('agree')[0]);
      expect(who.seen.status).toBe(200);
    }
    expect(ruth.seen.text).toContain('Dana Rowe said yes for the family on');
    expect(ruth.formsFor('openAgain')).toHaveLength(1);
    expect(ruth.formsFor('save')).toEqual([]);
    await dana.open(clauses);
    expect(dana.seen.text).toMatch(/Clause 1\. Speech therapy Agreed/);
  });

  test('E13 B17 CL8: a yes to an older clause says so and agrees nothing; the same form twice does no harm', async () => {
    const at = await putForward();
    await dana.open(at);
    const old = dana.formsFor('agree')[0];
    await sam.open(at);
    await sam.send(sam.formsFor('save')[0], { ...whole, officer: 'Ruth Adeyemi' }, 'putForward');
    await dana.send(old);
    expect(dana.seen.status).toBe(400);
    expect(dana.seen.text).toContain('This clause changed while you read it. Nothing was agreed.');
    const fresh = dana.formsFor('agree')[0];
    await dana.send(fresh);
    await dana.send(fresh);
    expect(dana.seen.status).toBe(200);
    expect(dana.formsFor('takeBack')).toHaveLength(1);
  });

  test('CL7: what was typed on a page that is too old comes back with the reason', async () => {
    const at = await aClause();
    await dana.open(at);
    const old = dana.formsFor('save')[0];
    await sam.send(sam.formsFor('save')[0], { ...whole, words: '' });
    await dana.send(old, { officer: 'Dr Lee', words: '' });
    expect(dana.seen.status).toBe(400);
    expect(dana.seen.text).toContain('Somebody changed this clause while you had it open.');
    expect(dana.formsFor('save')[0]!.fields['officer']).toBe('Dr Lee');
  });

  test('CL10: I’ll need to check stops it for both, in words, until it goes on', async () => {
    const at = await putForward();
    await ruth.open(at);
    await ruth.send(ruth.formsFor('check')[0], { who: 'The director', on: '' });
    expect(ruth.seen.status).toBe(400);
    expect(ruth.seen.text).toContain('Say by when, with a day, month and year');
    const soon = addDays(
      today(() => new Date()),
      2,
    );
    await ruth.send(ruth.formsFor('check')[0], { who: 'The director', on: soon, at: '12:30' });
    await dana.open(at);
    expect(dana.seen.text).toMatch(
      /The council needs to check this with The director\. They will say by .* at 12\.30pm/,
    );
    expect([...dana.formsFor('agree'), ...dana.formsFor('checked'), ...dana.formsFor('save')]).toEqual([]);
    await ruth.open(at);
    await ruth.send(ruth.formsFor('checked')[0], { answer: 'She says yes.' });
    expect(ruth.seen.text).toContain('it has been checked. She says yes.');
    expect(ruth.formsFor('agree')).toHaveLength(1);
  });

  test('CL12: what is not agreed, each side in its own words', async () => {
    await sam.open(clauses);
    await sam.send(sam.formsFor('addLeftOver')[0], { leftOver: 'How often speech therapy is' });
    expect(sam.formsFor('ownWords')).toEqual([]);
    await dana.open(clauses);
    await dana.send(dana.formsFor('ownWords')[0], { own: 'Weekly, as the report says.' });
    await ruth.open(clauses);
    await ruth.send(ruth.formsFor('ownWords')[0], { own: 'Every other week.' });
    await ruth.send(ruth.formsFor('settles')[0], {
      wouldSettle: 'A new report',
      settleWho: 'Dr Lee',
      settleBy: 'soon',
    });
    expect(ruth.seen.status).toBe(400);
    expect(ruth.seen.text).toContain('Write the date with a day, month and year');
    expect(ruth.seen.text).toMatch(/Family Weekly, as the report says\..*Council, your words/);
    expect(ruth.formsFor('removeLeftOver')).toEqual([]);
  });

  test('CL13: nothing can be pressed while an agreement waits to be signed', async () => {
    const at = await putForward();
    await dana.open(at);
    const agree = dana.formsFor('agree')[0];
    await db.owner`insert into agreement (council_id, case_file_id, agreement_id, mediation_id, number, text, sha256, history_head, drawn_up_by)
      values (${made.councilId}, ${made.caseFileId}, gen_random_uuid(), ${made.mediationId}, 1, '{"signers": []}', 'x', 'x', ${made.mediator.personId})`;
    await dana.send(agree);
    expect(dana.seen.status).toBe(400);
    expect(dana.seen.text).toContain('drawn up');
    expect([...dana.formsFor('agree'), ...dana.formsFor('save')]).toEqual([]);
  });

  test('A12 C21 CL14: to everybody outside it, and by the id of another mediation, there is no such page or form', async () => {
    const at = await putForward();
    const other = await makeMediation(db, 'Ines');
    const outside = await makePerson(db, made.councilId, 'staff', 'Tom Vale');
    await giveStanding(db, made.councilId, made.caseFileId, outside.personId, 'case_officer');
    const tom = await browserOf(outside);
    for (const path of [clauses, at]) {
      await tom.open(path);
      expect(tom.seen.status).toBe(404);
      expect(tom.seen.text).not.toContain('Speech');
    }
    const clauseId = at.slice(clauses.length + 1);
    const otherClauses = `/cases/${other.caseFileId}/mediation/${other.mediationId}/clauses`;
    const others = await browserOf(other.parent);
    const nowhere: [PlainBrowser, string][] = [
      [others, `${otherClauses}/${clauseId}`],
      [others, `/cases/${other.caseFileId}/mediation/${made.mediationId}/clauses/${clauseId}`],
      [dana, `${clauses}/${other.mediationId}`],
      [dana, `${clauses}/nothing`],
    ];
    for (const [browser, path] of nowhere) expect((await browser.open(path)).status).toBe(404);
    await dana.open(at);
    await tom.open(at);
    await tom.send(dana.formsFor('drop')[0], { because: 'Mine' });
    expect(tom.seen.status).toBe(404);
    const [row] = await db.owner`select state from clause where clause_id = ${clauseId}`;
    expect(row!['state']).toBe('draft');
  });
});
