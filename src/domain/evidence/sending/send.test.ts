import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import { adultFor, adultsOf, checkAdult, endAdult } from '#domain/cases/adults.server.ts';
import type { AdultGiven } from '#domain/cases/adults.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { freezeAPack } from '../../../../tests/support/furnish.ts';
import { arrive, freshDataFolder, makeCase, scopeFor, unique, pdfAbout } from '../../../../tests/support/papers.ts';
import { isRefused } from '../begin.server.ts';
import { whatTells } from '../redaction/hidden.ts';
import { receivePaper } from '../intake/intake.server.ts';
import { recordSending, sendingsOf } from './send.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

const given: AdultGiven = {
  ...{ fullName: 'Rob Rowe', relation: 'her father', responsibility: 'held', checkedHow: 'Birth certificate' },
  ...{ checkedOn: '2026-09-01', holdsUntil: null, restriction: 'none', restrictionWords: '' },
  ...{ address: '', addressHidden: true, schoolHidden: false },
};

/** Maya's case with one paper whose first page also says `words`, its pack, and her father as an adult without an account. */
async function caseWith(over: Partial<AdultGiven> = {}, words = '') {
  const made = await makeCase(db);
  const officer = await scopeFor(made.officer, made.caseFileId, 'paper:send');
  const adding = await scopeFor(made.officer, made.caseFileId, 'paper:add');
  const bytes = unique(await pdfAbout(`Maya Rowe ${words}`));
  const paper = await receivePaper(
    adding,
    { name: 'a.pdf', arrived: await arrive(made.councilId, bytes) },
    { title: 'Report', author: '', writtenOn: null, answers: { kind: 'letter' } },
  );
  if (isRefused(paper)) throw new Error(paper.refused);
  const check = (id: string | null, change: Partial<AdultGiven>) =>
    underScope(officer, (tx) => checkAdult(tx, officer, id, { ...given, ...change }, '2026-11-23'));
  const rob = await check(null, over);
  if (!rob || 'wrong' in rob) throw new Error('Not kept');
  const { adultId } = rob;
  const send = (
    change: Partial<Record<'targetId' | 'adultId' | 'asked' | 'sha256', string> & { what: 'paper' | 'pack' }> = {},
  ) =>
    underScope(officer, (tx) =>
      recordSending(tx, officer, { what: 'paper', targetId: paper.evidenceItemId, adultId, sha256: '', ...change }),
    );
  return { ...made, priya: made.officer, officer, paper: paper.evidenceItemId, adultId, check, send };
}

describe('sending something to an adult', () => {
  test('J04 GUARD9: it is kept with what was true of them, and can never be changed', async () => {
    const { send, officer, paper } = await caseWith();
    expect(await send()).toHaveProperty('sendingId');
    const [sent] = await underScope(officer, (tx) => sendingsOf(tx, officer, paper));
    expect(sent).toMatchObject({ by: 'Priya Shah', recipient: { name: 'Rob Rowe', relation: 'her father' } });
    await expect(db.owner`update sending set sha256 = '' where target_id = ${paper}`).rejects.toThrow('never change');
  });

  test.each([
    ['unverified', { responsibility: 'not_checked' }, 'Nobody has checked'],
    ['without responsibility', { responsibility: 'not_held' }, 'does not have'],
    ['expired', { holdsUntil: '2026-09-02' }, 'Check it again'],
    ['restricted', { restriction: 'send_nothing', restrictionWords: 'Court order.' }, 'Nothing may be sent'],
  ] as [string, Partial<AdultGiven>, string][])('J04: an adult who is %s gets nothing', async (_, over, because) => {
    const { send, councilId } = await caseWith(over);
    expect(await send()).toMatchObject({ refused: expect.stringContaining(because) });
    expect(await db.owner`select 1 from sending where council_id = ${councilId}`).toHaveLength(0);
  });

  test('J04: somebody taken off the list, another case’s adult, and no adult at all get nothing', async () => {
    const { send, officer, adultId } = await caseWith();
    const theirs = await caseWith();
    for (const other of [theirs.adultId, 'not-an-id', ''])
      expect(await send({ adultId: other })).toMatchObject({
        refused: expect.stringContaining('grown-ups of this case'),
      });
    expect(await underScope(officer, (tx) => endAdult(tx, officer, theirs.adultId))).toBeNull();
    expect(await underScope(officer, (tx) => endAdult(tx, officer, adultId))).toBe('ended');
    expect(await send()).toMatchObject({ refused: expect.stringContaining('no longer') });
  });

  test('J04 A23: another case’s paper, one that cannot be read and nothing at all cannot be sent', async () => {
    const { send, paper } = await caseWith();
    const theirs = await caseWith();
    for (const targetId of [theirs.paper, 'x']) expect(await send({ targetId })).toMatchObject({ field: 'target' });
    await db.owner`update evidence_item set state = 'held', held_because = 'no_match' where evidence_item_id = ${paper}`;
    expect(await send()).toMatchObject({ refused: expect.stringContaining('cannot be read') });
  });

  test('GUARD9: where a restriction says to ask, nothing goes before somebody wrote down who said yes', async () => {
    const { send, officer, paper } = await caseWith({ restriction: 'ask_first', restrictionWords: 'Ask Sam.' });
    expect(await send()).toMatchObject({ field: 'asked', refused: expect.stringContaining('Ask Sam.') });
    expect(await send({ asked: 'Sam said yes on the phone' })).toHaveProperty('sendingId');
    const [sent] = await underScope(officer, (tx) => sendingsOf(tx, officer, paper));
    expect(sent!.recipient).toMatchObject({ asked: 'Sam said yes on the phone' });
  });

  test('J04 GUARD10: a page that tells where another adult lives, or the school, is hidden first; in a paper and in a pack', async () => {
    const { send, check, caseFileId, councilId, ...people } = await caseWith(
      { schoolHidden: true },
      '12 Elm Row, RA7 3QZ, Larkfield Primary School',
    );
    await db.owner`update case_file set school = 'Larkfield Primary School' where council_id = ${councilId} and case_file_id = ${caseFileId}`;
    expect(await send()).toMatchObject({ refused: 'Page 1 names the school: hide it first' });
    const pack = await freezeAPack(people.priya, caseFileId);
    expect(await send({ what: 'pack', targetId: pack })).toMatchObject({
      refused: 'Page F3 names the school: hide it first',
    });
    await db.owner`update case_file set school = '' where council_id = ${councilId} and case_file_id = ${caseFileId}`;
    expect(await send()).toHaveProperty('sendingId');
    await check(null, { fullName: 'Dana Rowe', address: '12 Elm Row, Rainham, RA7 3QZ' });
    expect(await send()).toMatchObject({ refused: 'Page 1 holds an address that is hidden: hide it first' });
  });

  test('GUARD8: a family member is known by what was checked of them; somebody else is not', async () => {
    const { officer, parent } = await caseWith();
    expect(await underScope(officer, (tx) => adultFor(tx, officer, parent.personId))).toMatchObject({
      fullName: 'Dana Rowe',
    });
    expect(await underScope(officer, (tx) => adultFor(tx, officer, officer.personId))).toBeNull();
    expect(await underScope(officer, (tx) => adultsOf(tx, officer))).toHaveLength(2);
  });
});

test('GUARD10: an address is known by its postcode or its first line, however they are written', () => {
  const hidden = { school: '', addresses: ['Flat 3, 12 Elm Row\nRainham\nRA7 3QZ'] };
  const tells = (words: string) => whatTells([{ words: '' }, { words }], hidden);
  for (const words of ['ra73qz', 'RA7  3QZ.', 'FLAT 3 — came by bus'])
    expect(tells(words)).toEqual([{ page: 2, what: 'address' }]);
  for (const words of ['Elm Row is a street', 'Rainham', 'flat 33']) expect(tells(words)).toEqual([]);
  expect(whatTells([{ words: 'Oak' }], { school: '', addresses: [''] })).toEqual([]);
});
