import { existsSync, utimesSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { underScope } from '#domain/access/scoped.server.ts';
import { dropFile, keepFile, putDerived } from '#server/files.ts';
import { verify } from '#server/verify.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { arrive, freshDataFolder, keptAt, makeCase, scopeFor, uniquePdf } from '../../../../tests/support/papers.ts';
import { isRefused } from '../begin.server.ts';
import { receivePaper } from './intake.server.ts';
import { paperLimits } from '../limits.ts';
import { paperOf } from '../papers.server.ts';
import { whyNoRoom } from './quota.server.ts';
import { read } from './reading.server.ts';
import { sweepLeftovers } from './sweep.server.ts';

let db: TestDatabase;
let folder: string;
beforeAll(async () => {
  folder = freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

async function openCase() {
  const made = await makeCase(db);
  const family = await scopeFor(made.parent, made.caseFileId, 'paper:add');
  const give = async () => {
    const about = { title: 'A report', author: '', writtenOn: null, answers: { kind: 'family_own' } } as const;
    const taken = await receivePaper(
      family,
      { name: 'a.pdf', arrived: await arrive(made.councilId, uniquePdf()) },
      about,
    );
    return taken;
  };
  return { ...made, family, give };
}
const setBytes = (id: string, bytes: number) =>
  db.owner`update evidence_item set bytes = ${bytes} where evidence_item_id = ${id}`;

describe('room for papers', () => {
  test('EV19 I07: a case file is full at its limit, said in words, and nothing is kept', async () => {
    const { give, family, councilId } = await openCase();
    const first = await give();
    if (isRefused(first)) throw new Error(first.refused);
    await setBytes(first.evidenceItemId, paperLimits.caseMaxBytes - 100);
    await db.owner`update evidence_item set added_at = now() - interval '2 days' where evidence_item_id = ${first.evidenceItemId}`;
    expect(await underScope(family, (tx) => whyNoRoom(tx, family, 100))).toBeNull();
    expect(await give()).toMatchObject({ field: 'file', refused: expect.stringContaining('no room for more papers') });
    expect(await db.owner`select 1 from evidence_item where council_id = ${councilId}`).toHaveLength(1);
  });

  test('EV19 I07: one person fills no more than their share of a day, on all their case files together', async () => {
    const [one, other] = [await openCase(), await openCase()];
    const taken = await one.give();
    if (isRefused(taken)) throw new Error(taken.refused);
    await setBytes(taken.evidenceItemId, paperLimits.personPerDayMaxBytes - 100);
    expect(await one.give()).toMatchObject({ refused: expect.stringContaining('Add the rest tomorrow') });
    expect(isRefused(await other.give())).toBe(false);
    await db.owner`update evidence_item set added_at = now() - interval '25 hours' where evidence_item_id = ${taken.evidenceItemId}`;
    expect(isRefused(await one.give())).toBe(false);
  });

  test('EV19 I07: files on their way in can never take more than the reserve', () => {
    const reserveBytes = 2 * 1024 ** 3;
    expect(paperLimits.uploadsAtOnce * paperLimits.fileMaxBytes).toBeLessThan(reserveBytes);
  });
});

describe('X38: a crash between the file and its row', () => {
  const dayOld = (path: string) => {
    const at = Date.now() / 1000 - 25 * 3_600;
    utimesSync(path, at, at);
  };
  const faults = async () =>
    (await verify(db.ownerUrl, folder)).faults
      .filter(({ kind }) => kind === 'file')
      .map(({ where, says }) => `${where} ${says}`);

  test('X38: a file whose row never came is listed, swept after a day, and what belongs stays', async () => {
    const { give, councilId } = await openCase();
    const taken = await give();
    if (isRefused(taken)) throw new Error(taken.refused);
    const orphan = v7();
    await keepFile(await arrive(councilId, Buffer.from('no row')), councilId, orphan);
    await putDerived(councilId, orphan, 'page-1.webp', Buffer.from('1'));
    expect(await sweepLeftovers.go(councilId)).toBe(0);
    for (const id of [orphan, taken.evidenceItemId]) dayOld(keptAt(councilId, id));
    dayOld(`${keptAt(councilId, orphan)}.made/page-1.webp`);
    expect(await faults()).toContain(`file ${orphan} belongs to no paper`);
    expect(await sweepLeftovers.go(councilId)).toBe(2);
    expect([orphan, taken.evidenceItemId].map((id) => existsSync(keptAt(councilId, id)))).toEqual([false, true]);
    expect((await faults()).join()).not.toContain(orphan);
  });

  test('X38 I08: a transaction that fails after the file took its place leaves no row, and the file goes', async () => {
    const { family, councilId } = await openCase();
    let kept = '';
    const about = { title: 'A report', author: '', writtenOn: null, answers: { kind: 'family_own' } } as const;
    const file = { name: 'a.pdf', arrived: await arrive(councilId, uniquePdf()) };
    await db.owner
      .unsafe(`create or replace function die() returns trigger language plpgsql as $$ begin raise exception 'The database went away.'; end $$;
      create constraint trigger dies after insert on evidence_item deferrable initially deferred for each row execute function die()`);
    try {
      const giving = receivePaper(family, file, about, undefined, async (_tx, id) => void (kept = id));
      await expect(giving).rejects.toThrow();
    } finally {
      await db.owner`drop trigger dies on evidence_item`;
    }
    expect(existsSync(keptAt(councilId, kept))).toBe(true);
    expect(await db.owner`select 1 from evidence_item where evidence_item_id = ${kept}`).toHaveLength(0);
    dayOld(keptAt(councilId, kept));
    expect(await sweepLeftovers.go(councilId)).toBe(1);
    expect(existsSync(keptAt(councilId, kept))).toBe(false);
  });

  test('X38: a row whose file is gone is said to be so, and never looks fine', async () => {
    const { give, councilId, caseFileId, family } = await openCase();
    const taken = await give();
    if (isRefused(taken)) throw new Error(taken.refused);
    const { evidenceItemId } = taken;
    await dropFile(councilId, evidenceItemId);
    expect((await faults()).join()).toContain(`paper ${evidenceItemId} has lost its file`);
    await db.owner`delete from evidence_page where evidence_item_id = ${evidenceItemId}`;
    await db.owner`update evidence_item set state = 'reading', pages = 0 where evidence_item_id = ${evidenceItemId}`;
    await read({ councilId, caseFileId }, { evidenceItemId, mediaType: 'application/pdf', fileName: 'a.pdf' });
    expect(await underScope(family, (tx) => paperOf(tx, family, evidenceItemId))).toMatchObject({
      state: 'refused',
      stateSentence: '“a.pdf” is not here any more, by a fault of ours. We are sorry. Add it again.',
    });
  });
});
