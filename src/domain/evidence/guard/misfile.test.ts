import { buffer } from 'node:stream/consumers';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import { readStream } from '#server/files.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { arrive, freshDataFolder, makeCase, pdfAbout, scopeFor, unique } from '../../../../tests/support/papers.ts';
import { giveStanding, makeCaseFile, makePerson } from '../../../../tests/support/people.ts';
import { isRefused } from '../begin.server.ts';
import { receivePaper } from '../intake/intake.server.ts';
import { askToMove, moveMisfiled } from './misfile.server.ts';
import { papersOf } from '../papers.server.ts';
import { readSoon } from '../intake/reading.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

/** A paper about Tom that came to Maya's case, with two officers of whom both lead both cases. */
async function misfiled() {
  const made = await makeCase(db);
  const toms = await makeCaseFile(db, made.councilId, made.teamId, 'Tom');
  const second = await makePerson(db, made.councilId, 'staff', 'Sam Okoro');
  for (const [person, file] of [
    [second, made.caseFileId],
    [second, toms],
    [made.officer, toms],
  ] as const)
    await giveStanding(db, made.councilId, file, person.personId, 'case_officer');
  const family = await scopeFor(made.parent, made.caseFileId, 'paper:add');
  const bytes = unique(await pdfAbout('Tom Rowe'));
  const taken = await receivePaper(
    family,
    { name: 'toms.pdf', arrived: await arrive(made.councilId, bytes) },
    { title: 'Report on Tom', author: 'Dr Lee', writtenOn: null, answers: { kind: 'family_own' } },
  );
  if (isRefused(taken)) throw new Error(taken.refused);
  const id = taken.evidenceItemId;
  const priya = await scopeFor(made.officer, made.caseFileId, 'paper:guard');
  const sam = await scopeFor(second, made.caseFileId, 'paper:guard');
  const samThere = await scopeFor(second, toms, 'paper:guard');
  const ask = (to = toms, reason = 'His name is on it') =>
    underScope(priya, (tx) => askToMove(tx, priya, id, { toCaseFileId: to, reason }));
  return { ...made, toms, family, id, bytes, priya, sam, samThere, ask };
}

describe('moving a misfiled paper', () => {
  test('J05 GUARD12: one officer asks, another with a place on both cases does it, and both histories name both', async () => {
    const { toms, caseFileId, family, id, bytes, priya, sam, samThere, ask, councilId } = await misfiled();
    const asked = await ask();
    if (!asked || isRefused(asked)) throw new Error('Not asked');
    const priyaThere = { ...samThere, personId: priya.personId };
    expect(await underScope(priya, (tx) => moveMisfiled(tx, priya, priyaThere, asked.misfileId))).toMatchObject({
      refused: expect.stringContaining('Another officer'),
    });
    const moved = await underScope(sam, (tx) => moveMisfiled(tx, sam, samThere, asked.misfileId));
    if (!moved || isRefused(moved)) throw new Error('Not moved');
    expect(await underScope(sam, (tx) => moveMisfiled(tx, sam, samThere, asked.misfileId))).toBeNull();

    const [stone] = await underScope(family, (tx) => papersOf(tx, family));
    expect(stone).toMatchObject({ evidenceItemId: id, state: 'recalled', title: 'A paper that does not belong here' });
    expect(stone!.stateSentence).toMatch(/^Taken away on .* It was put on this case by mistake\.$/);
    const [there] = await underScope(samThere, (tx) => papersOf(tx, samThere));
    expect(there).toMatchObject({ evidenceItemId: moved.evidenceItemId, title: 'Report on Tom', addedSide: 'council' });
    await readSoon(samThere, there!);
    expect((await underScope(samThere, (tx) => papersOf(tx, samThere)))[0]).toMatchObject({ state: 'ready', pages: 9 });
    expect((await buffer(readStream(councilId, moved.evidenceItemId))).equals(bytes)).toBe(true);

    const told = await db.owner`
      select h.chain_id, h.action, h.target, d.detail from history h join history_detail d using (council_id, chain_id, sequence)
       where h.council_id = ${councilId} and h.action in ('paper.moved_away', 'paper.moved_here') order by h.action`;
    expect(told).toMatchObject([
      { chain_id: caseFileId, target: id, detail: { toCaseFileId: toms, as: moved.evidenceItemId } },
      { chain_id: toms, target: moved.evidenceItemId, detail: { fromCaseFileId: caseFileId, was: id } },
    ]);
  });

  test('J05 GUARD12: not to a case one has no place on, not without a reason, not a paper people still read', async () => {
    const { ask, councilId, teamId, id } = await misfiled();
    const foreign = await makeCaseFile(db, councilId, teamId, 'Noor');
    expect(await ask(foreign)).toMatchObject({ field: 'toCaseFileId' });
    expect(await ask(undefined, '')).toMatchObject({ field: 'reason' });
    await db.owner`update evidence_item set state = 'ready', held_because = null where evidence_item_id = ${id}`;
    expect(await ask()).toBeNull();
  });

  test('A04 RED9: a paper in which something is hidden is not moved, asked before or after it was hidden', async () => {
    const { ask, sam, samThere, toms, id } = await misfiled();
    const asked = await ask();
    if (!asked || isRefused(asked)) throw new Error('Not asked');
    await db.owner`update evidence_item set redacted_sha256 = 'aa' where evidence_item_id = ${id}`;
    const refused = { refused: expect.stringContaining('Something in this paper is hidden') };
    expect(await ask()).toMatchObject({ field: 'toCaseFileId', ...refused });
    expect(await underScope(sam, (tx) => moveMisfiled(tx, sam, samThere, asked.misfileId))).toMatchObject(refused);
    expect(await db.owner`select 1 from evidence_item where case_file_id = ${toms}`).toHaveLength(0);
  });

  test('J05 GUARD12: the second officer’s place on both cases is asked again when they press', async () => {
    const { ask, sam, samThere, toms, id } = await misfiled();
    const asked = await ask();
    if (!asked || isRefused(asked)) throw new Error('Not asked');
    await db.owner`update standing set ended_at = now(), epoch = epoch + 1 where person_id = ${sam.personId} and case_file_id = ${toms}`;
    await expect(underScope(sam, (tx) => moveMisfiled(tx, sam, samThere, asked.misfileId))).rejects.toThrow(
      'has ended',
    );
    expect(await db.owner`select state from evidence_item where evidence_item_id = ${id}`).toEqual([{ state: 'held' }]);
    expect(await db.owner`select 1 from evidence_item where case_file_id = ${toms}`).toHaveLength(0);
  });
});

test('I16 GUARD13: a paper of one case cannot be attached to another by its id, whatever writes the row', async () => {
  const { toms, id, sam, samThere, councilId, caseFileId } = await misfiled();
  const copied = sql`insert into evidence_item (council_id, case_file_id, evidence_item_id, title, file_name, media_type, bytes, sha256, pages, state, added_by, added_side)
    values (${councilId}, ${toms}, ${id}, 'x', 'x.pdf', 'application/pdf', 1, 'aa', 1, 'reading', ${sam.personId}, 'council')`;
  const onItsList = sql`insert into check_row (council_id, case_file_id, check_row_id, kind, title, evidence_item_id, added_side, position)
    values (${councilId}, ${toms}, ${v7()}, 'other', 'x', ${id}, 'council', 99)`;
  const itsPage = sql`insert into evidence_page (council_id, case_file_id, evidence_item_id, page, words, width_pt, height_pt) values (${councilId}, ${toms}, ${id}, 1, 'x', 1, 1)`;
  const carriedOver = sql`update evidence_item set case_file_id = ${toms} where evidence_item_id = ${id}`;
  for (const [statement, scope, because] of [
    [copied, samThere, 'evidence_item_one_case'],
    [onItsList, samThere, 'foreign key'],
    [itsPage, samThere, 'foreign key'],
    [carriedOver, sam, 'row-level security'],
  ] as const) {
    const fault = await underScope(scope, (tx) => tx.execute(statement)).catch((error: Error) => error);
    expect(String((fault as Error).cause)).toContain(because);
  }
  expect([...(await underScope(samThere, (tx) => tx.execute(carriedOver)))]).toEqual([]);
  const [where] = await db.owner`select case_file_id from evidence_item where evidence_item_id = ${id}`;
  expect(where!.case_file_id).toBe(caseFileId);
});
