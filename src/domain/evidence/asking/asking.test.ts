import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { askSomebody, linkSentTo } from '../../../../tests/support/asked.ts';
import { arrive, freshDataFolder, makeCase, scopeFor, uniquePdf } from '../../../../tests/support/papers.ts';
import { cancelAsking, chasePaper, wishForChase } from './asking-again.server.ts';
import { aboutAsked, askedOf, notForMe } from './asking-guest.server.ts';
import { receiveByLink, sendingBy } from './asking-receive.server.ts';
import { askingsOf } from './asking.server.ts';
import { initialsOf, stateOfAsking, withoutNames } from './asking.ts';
import { isRefused } from '../begin.server.ts';
import { expectPapers } from '../list/expected.server.ts';
import { originInWords } from '../list/provenance.ts';
import { rowsOf } from '../list/rows.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

let count = 0;
async function asked() {
  const made = await makeCase(db);
  const officer = await scopeFor(made.officer, made.caseFileId, 'paper:ask');
  const family = await scopeFor(made.parent, made.caseFileId, 'paper:answer');
  await underScope(officer, (tx) =>
    expectPapers(tx, officer, { requestReceivedOn: '2026-09-01', childBornOn: '2017-05-02' }),
  );
  const rows = () => underScope(officer, (tx) => rowsOf(tx, officer));
  const health = (await rows()).find(({ kind }) => kind === 'medical')!.checkRowId;
  const email = `lee${(count += 1)}@clinic.example`;
  const link = await askSomebody(db, made.officer, made.caseFileId, { email, checkRowId: health });
  const askings = () => underScope(officer, (tx) => askingsOf(tx, officer));
  const row = async () => (await rows()).find(({ checkRowId }) => checkRowId === health)!;
  const send = async (by: string, bytes: Buffer = uniquePdf(), name = 'report.pdf') => {
    const guest = (await askedOf(by))!;
    const scope = (await sendingBy(guest))!;
    const file = { name, arrived: await arrive(made.councilId, bytes) };
    return receiveByLink(guest, scope, file, { name: 'Dr Alex Lee', job: 'Paediatrician', writtenOn: '2026-10-01' });
  };
  const newest = () => linkSentTo(db, email);
  return { ...made, officer, family, health, email, link, askings, row, send, newest };
}

describe('a practitioner’s link', () => {
  test('ASK1 ASK2: one paper, once, onto the row it was asked for', async () => {
    const { link, send, row, askings } = await asked();
    expect((await askedOf(link))!.state).toBe('open');
    expect((await row()).dueOn, 'ASK1').toBe('2099-01-05');
    expect(await send(link)).toBe('received');
    const { paper } = await row();
    expect(paper).toMatchObject({
      ...{ author: 'Dr Alex Lee, Paediatrician', cameBy: 'guest_link', askedBy: 'Priya Shah', state: 'ready' },
      ...{ addedSide: 'neutral', writtenOn: '2026-10-01', title: 'Health report' },
    });
    expect((await askedOf(link))!.state).toBe('answered');
    expect(await sendingBy((await askedOf(link))!)).toBeNull();
    expect((await askings())[0]).toMatchObject({ state: 'answered', evidenceItemId: paper!.evidenceItemId });
  });

  test('ASK2 G10: of two papers sent at once one is taken', async () => {
    const { link, send, row } = await asked();
    const both = await Promise.all([send(link), send(link)]);
    expect(both.sort()).toEqual(['closed', 'received']);
    expect((await row()).paper?.version).toBe(1);
  });

  test('ASK2: a file that does not open gives the link back, and says why', async () => {
    const { link, send, row } = await asked();
    expect(await send(link, Buffer.from('%PDF-1.4 broken'))).toHaveProperty('refused');
    expect((await askedOf(link))!.state).toBe('open');
    expect(await send(link, Buffer.from('<html>'), 'a.html')).toHaveProperty('refused');
    expect(await send(link)).toBe('received');
    expect((await row()).hasPaper).toBe(true);
  });

  test('ASK2: whoever sends by a link is not told what else is here', async () => {
    const { link, send, councilId, caseFileId } = await asked();
    const bytes = uniquePdf();
    const other = await askSomebody(
      db,
      { councilId, personId: await officerOf(caseFileId), kind: 'staff', complete: true },
      caseFileId,
      { email: 'kim@clinic.example', askedOf: 'Kim' },
    );
    expect(await send(other, bytes)).toBe('received');
    expect(await send(link, bytes)).toEqual({ field: 'file', refused: 'We have this very file already.' });
  });

  test('G02: a link of more than 60 days, by the clock of the database, takes nothing', async () => {
    const { link, email } = await asked();
    await db.owner`update advice_request set link_ends_at = now() where email = ${email}`;
    const guest = (await askedOf(link))!;
    expect(guest.state).toBe('expired');
    expect(await sendingBy(guest)).toBeNull();
  });

  test('G06 A14: a link that never was, another council’s, and one that was changed are all unknown', async () => {
    const { link } = await asked();
    const [key, token] = [link.slice(0, link.lastIndexOf('-')), link.slice(link.lastIndexOf('-') + 1)];
    for (const wrong of [`elsewhere-${token}`, `${key}-${'a'.repeat(52)}`, token, '', `${link}a`])
      expect(await askedOf(wrong)).toBeNull();
    expect(await askedOf(link.toUpperCase())).not.toBeNull();
    const rows = await db.owner`select 1 from advice_request where link_hash like ${`%${token}%`}`;
    expect(rows.length).toBe(0);
  });

  test('G05 ASK3: it says who asks, what and by when, and of the child initials and a reference', async () => {
    const { link, councilId, caseFileId } = await asked();
    const about = await aboutAsked((await askedOf(link))!);
    const [file] = await db.owner<{ reference: string; last: string }[]>`
      select reference, child_last_name as last from case_file where council_id = ${councilId} and case_file_id = ${caseFileId}`;
    expect(about).toMatchObject({ officer: 'Priya Shah', paper: 'Health report', reference: file!.reference });
    expect(about.initials).toBe(`M.${file!.last[0]}.`);
    expect(JSON.stringify(about)).not.toContain('Maya');
    const mails = await db.owner<
      { body: string }[]
    >`select body || subject as body from outbox where council_id = ${councilId}`;
    expect(mails.map(({ body }) => body).join()).not.toContain('Maya');
  });

  test('G05: “this is not for me” closes it, and says so to the officers', async () => {
    const { link, councilId, officer } = await asked();
    await db.owner`update person set email = 'priya@meadow.example' where person_id = ${officer.personId}`;
    await notForMe((await askedOf(link))!);
    expect((await askedOf(link))!.state).toBe('cancelled');
    const told = await db.owner`select 1 from outbox where council_id = ${councilId} and "to" = 'priya@meadow.example'`;
    expect(told.length).toBe(1);
  });
});

const officerOf = async (caseFileId: string): Promise<string> => {
  const [row] = await db.owner<{ id: string }[]>`
    select person_id as id from standing where case_file_id = ${caseFileId} and role = 'case_officer'`;
  return row!.id;
};

describe('chasing', () => {
  test('ASK4: a reminder brings a link of its own, and the one before it says so', async () => {
    const { officer, askings, link, newest, send } = await asked();
    const id = (await askings())[0]!.adviceRequestId;
    expect(await underScope(officer, (tx) => chasePaper(tx, officer, id))).toBe('chased');
    const second = await newest();
    expect(second).not.toBe(link);
    expect((await askedOf(link))!.state).toBe('replaced');
    expect(await sendingBy((await askedOf(link))!)).toBeNull();
    expect((await askings())[0]!.chasedOn).toHaveLength(1);
    expect(await underScope(officer, (tx) => chasePaper(tx, officer, id))).toHaveProperty('refused');
    expect(await send(second)).toBe('received');
    expect(await underScope(officer, (tx) => chasePaper(tx, officer, id))).toHaveProperty('refused');
  });

  test('ASK4 G03: what was cancelled takes nothing, and is not chased', async () => {
    const { officer, askings, link } = await asked();
    const id = (await askings())[0]!.adviceRequestId;
    expect(await underScope(officer, (tx) => cancelAsking(tx, officer, id))).toBe('cancelled');
    expect(await underScope(officer, (tx) => cancelAsking(tx, officer, id))).toBeNull();
    expect((await askedOf(link))!.state).toBe('cancelled');
    expect(await underScope(officer, (tx) => chasePaper(tx, officer, id))).toHaveProperty('refused');
  });

  test('A23: another case’s asking is not there to chase or to cancel', async () => {
    const mine = await asked();
    const theirs = await asked();
    const id = (await theirs.askings())[0]!.adviceRequestId;
    expect(await underScope(mine.officer, (tx) => chasePaper(tx, mine.officer, id))).toBeNull();
    expect(await underScope(mine.officer, (tx) => cancelAsking(tx, mine.officer, id))).toBeNull();
    expect(await underScope(mine.family, (tx) => wishForChase(tx, mine.family, theirs.health))).toBeNull();
    expect(await mine.askings()).toHaveLength(1);
  });

  test('ASK5: the family asks the council to chase, until it has', async () => {
    const { family, officer, health, row, askings } = await asked();
    expect(await underScope(family, (tx) => wishForChase(tx, family, health))).toBe('wished');
    expect(originInWords(await row(), await askings()).join(' ')).toContain(
      'The family asked the council to chase this',
    );
    expect(isRefused(await underScope(officer, (tx) => wishForChase(tx, officer, health)))).toBe(true);
    await underScope(officer, async (tx) => chasePaper(tx, officer, (await askings())[0]!.adviceRequestId));
    expect(originInWords(await row(), await askings()).join(' ')).not.toContain('The family asked');
  });
});

describe('asked again', () => {
  test('ASK7 ASK8: a newer version is sent through a new asking, and one that cannot be opened takes nothing away', async () => {
    const { link, send, row, officer: scope, caseFileId, councilId, health } = await asked();
    const officer = { councilId, personId: scope.personId, kind: 'staff', complete: true } as const;
    await send(link);
    const first = (await row()).paper!;
    const again = await askSomebody(db, officer, caseFileId, { email: 'again@clinic.example', checkRowId: health });
    expect(await send(again, Buffer.from('%PDF-1.4 broken'))).toHaveProperty('refused');
    expect((await row()).paper!.evidenceItemId).toBe(first.evidenceItemId);
    expect(await send(again)).toBe('received');
    const { paper } = await row();
    expect(paper).toMatchObject({ version: 2, cameBy: 'guest_link' });
  });
});

describe('what is pure', () => {
  test('ASK3: a title that names the child names initials instead', () => {
    expect(initialsOf('maya', 'Rowe')).toBe('M.R.');
    expect(withoutNames('Maya Rowe’s drawing', ['Maya', 'Rowe'])).toBe('M.R.’s drawing');
    expect(withoutNames('Mayanne’s letter to maya', ['Maya', 'Rowe'])).toBe('Mayanne’s letter to M.R.');
    expect(withoutNames('A (letter)', ['A+', '('])).toBe('A (letter)');
  });
  test('ASK2: what has come stays come, whatever the link', () => {
    const row = { answeredAt: null, cancelledAt: null, expired: false };
    const then = new Date(0);
    expect(stateOfAsking(row)).toBe('open');
    expect(stateOfAsking({ ...row, replaced: true, expired: true })).toBe('replaced');
    expect(stateOfAsking({ ...row, cancelledAt: then, replaced: true })).toBe('cancelled');
    expect(stateOfAsking({ ...row, answeredAt: then, cancelledAt: then, expired: true })).toBe('answered');
  });
});
