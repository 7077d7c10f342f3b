import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import { checkAdult } from '#domain/cases/adults.server.ts';
import type { AdultGiven } from '#domain/cases/adults.ts';
import type { Person } from '#domain/access/standing.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { arrive, freshDataFolder, makeCase, pdfAbout, scopeFor, unique } from '../../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { isRefused } from '../begin.server.ts';
import { heldPapers, releasePaper } from './held.server.ts';
import { holdsOwnAddress } from './hidden-from.server.ts';
import { holdWhatTellsNow } from './hold-again.server.ts';
import { receivePaper } from '../intake/intake.server.ts';
import { openPaperAt } from '../open-paper.server.ts';
import { papersOf } from '../papers.server.ts';
import { releaseMarks } from '../redaction/redaction-release.server.ts';
import { markPlaces, pagesToMark } from '../redaction/redaction.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

const ADDRESS = '9 Canary Lane, Harbour, RA7 3QZ';
const given: AdultGiven = {
  ...{ fullName: 'Dana Rowe', relation: 'her mother', responsibility: 'held', checkedHow: 'Birth certificate' },
  ...{ checkedOn: '2026-09-01', holdsUntil: null, restriction: 'none', restrictionWords: '' },
  ...{ address: ADDRESS, addressHidden: true, schoolHidden: false },
};

/** Maya's case with both her parents on it, Dana's address hidden, and whatever each adds. */
async function twoParents() {
  const made = await makeCase(db);
  const rob = await makePerson(db, made.councilId, 'family', 'Rob Rowe');
  await giveStanding(db, made.councilId, made.caseFileId, rob.personId, 'parent');
  const dana = await scopeFor(made.parent, made.caseFileId, 'paper:add');
  const robs = await scopeFor(rob, made.caseFileId, 'paper:add');
  const officer = await scopeFor(made.officer, made.caseFileId, 'paper:guard');
  const rows = await db.owner`select adult_id, person_id from adult where case_file_id = ${made.caseFileId}`;
  const idOf = (who: Person) => rows.find((row) => row.person_id === who.personId)!.adult_id as string;
  const check = (who: Person, change: Partial<AdultGiven>) =>
    underScope(officer, (tx) =>
      holdWhatTellsNow(tx, officer, () => checkAdult(tx, officer, idOf(who), { ...given, ...change }, '2026-11-23')),
    );
  const add = async (by: typeof dana, words: string) => {
    const file = { name: 'a.pdf', arrived: await arrive(made.councilId, unique(await pdfAbout(`Maya Rowe ${words}`))) };
    const answers = { kind: 'family_own' as const };
    const taken = await receivePaper(by, file, { title: 'Letter', author: '', writtenOn: null, answers });
    if (isRefused(taken)) throw new Error(taken.refused);
    return taken.evidenceItemId;
  };
  const paper = async (scope: typeof dana, id: string) =>
    (await underScope(scope, (tx) => papersOf(tx, scope))).find((one) => one.evidenceItemId === id)!;
  const told = async (scope: typeof dana, id: string) => {
    const seen = await paper(scope, id);
    return underScope(scope, (tx) => holdsOwnAddress(tx, scope, seen));
  };
  const release = (id: string, why: string) => underScope(officer, (tx) => releasePaper(tx, officer, id, why));
  const held = () => underScope(officer, (tx) => heldPapers(tx, officer));
  return { ...made, rob, dana, robs, officer, check, add, paper, told, release, held };
}

describe('a paper that tells what is hidden within the family', () => {
  test('J04 GUARD14: it waits, whoever added it; only its own person is told why, and the officer where', async () => {
    const { parent, dana, robs, check, add, paper, told, held } = await twoParents();
    await check(parent, {});
    const own = await add(dana, 'ra7 3qz');
    const guessed = await add(robs, '9 Canary Lane');
    for (const id of [own, guessed]) {
      expect(await paper(robs, id)).toMatchObject({ state: 'held', title: 'A paper an officer is checking' });
      expect(await openPaperAt(robs, id, 1)).toMatchObject({ mayRead: false, paragraphs: [] });
    }
    expect([await told(dana, own), await told(robs, own), await told(robs, guessed)]).toEqual([true, false, false]);
    expect((await held()).map(({ because, tells }) => [because, tells])).toEqual([
      ['hidden_place', [{ page: 1, what: 'address' }]],
      ['hidden_place', [{ page: 1, what: 'address' }]],
    ]);
  });

  test('J04 GUARD14: it is released with a reason, or with one press once the lines are hidden, and then the place is gone', async () => {
    const { parent, dana, robs, officer, check, add, paper, release } = await twoParents();
    await check(parent, {});
    const id = await add(dana, '9 Canary Lane');
    expect(await release(id, '')).toMatchObject({ refused: expect.stringContaining('Hide the lines first') });
    const redacting = await underScope(officer, async (tx) => {
      const [page] = await pagesToMark(tx, officer, id, 1);
      const lines = page!.lines.flatMap(({ text }, index) => (text.includes('Canary') ? [index] : []));
      return markPlaces(tx, officer, id, {
        ...{ page: 1, reason: 'address', lines, paragraphs: [], wholePage: false, box: null },
      });
    });
    expect([redacting, await releaseMarks(officer, id)]).toEqual(['marked', 'released']);
    expect((await paper(robs, id)).state).toBe('held');
    expect(await release(id, '')).toBe('released');
    const open = await openPaperAt(robs, id, 1);
    expect(open).toMatchObject({ mayRead: true });
    expect(JSON.stringify(open)).not.toContain('Canary');
    const other = await add(dana, 'RA7 3QZ');
    expect(await release(other, 'It is the school’s postcode too')).toBe('released');
  });

  test('GUARD14: the school holds a paper only while somebody may not know it', async () => {
    const { parent, rob, dana, councilId, caseFileId, check, add, paper } = await twoParents();
    await db.owner`update case_file set school = 'Canary Hill Primary' where council_id = ${councilId} and case_file_id = ${caseFileId}`;
    const before = await add(dana, 'Canary Hill Primary');
    expect((await paper(dana, before)).state).toBe('ready');
    await check(rob, { fullName: 'Rob Rowe', address: '', schoolHidden: true });
    expect((await paper(dana, before)).state).toBe('held');
    expect((await paper(dana, await add(dana, 'Canary Hill Primary'))).state).toBe('held');
    await check(parent, { address: '' });
    expect((await paper(dana, await add(dana, 'nothing of it'))).state).toBe('ready');
  });

  test('GUARD14: hiding an address later holds what tells it; what was let through with a reason stays so', async () => {
    const { parent, rob, dana, check, add, paper, release, officer } = await twoParents();
    await check(parent, { addressHidden: false });
    const id = await add(dana, '9 Canary Lane');
    expect((await paper(dana, id)).state).toBe('ready');
    await check(parent, {});
    expect((await paper(officer, id)).heldBecause).toBe('hidden_place');
    expect(await release(id, 'Rob has always known it')).toBe('released');
    await check(rob, { fullName: 'Rob Rowe', address: '' });
    expect((await paper(dana, id)).state).toBe('ready');
  });

  test('GUARD14: with nobody to hide it from, an address holds nothing', async () => {
    const { parent, dana, councilId, caseFileId, check, add, paper } = await twoParents();
    await db.owner`update adult set ended_at = now() where council_id = ${councilId} and case_file_id = ${caseFileId} and full_name = 'Rob Rowe'`;
    await check(parent, {});
    expect((await paper(dana, await add(dana, 'RA7 3QZ'))).state).toBe('ready');
  });
});
