import { existsSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import {
  arrive,
  fixtureBytes,
  freshDataFolder,
  keptAt,
  makeCase,
  scopeFor,
  uniquePdf,
} from '../../../../tests/support/papers.ts';
import { EICAR, fakeClamd, honest } from '../../../../tests/support/scanner.ts';
import { isRefused } from '../begin.server.ts';
import { receivePaper } from './intake.server.ts';
import { openPaperAt } from '../open-paper.server.ts';
import { papersOf } from '../papers.server.ts';
import { scanPaper } from './quarantine.server.ts';
import { denyAll } from './scanner.ts';
import { takePapersUp } from './take-up.server.ts';

let db: TestDatabase;
let clamd: Awaited<ReturnType<typeof fakeClamd>>;
beforeAll(async () => {
  freshDataFolder();
  clamd = await fakeClamd();
  process.env.SCANNER = clamd.setting;
  db = await freshDatabase();
});
beforeEach(() => void (clamd.state.manner = honest));
afterAll(async () => {
  await clamd.stop();
  await db.close();
});

async function openCase() {
  const made = await makeCase(db);
  const family = await scopeFor(made.parent, made.caseFileId, 'paper:add');
  const give = async (name: string, bytes: Uint8Array): Promise<string> => {
    const file = { name, arrived: await arrive(made.councilId, bytes) };
    const about = { title: 'School report', author: '', writtenOn: null, answers: { kind: 'family_own' } } as const;
    const taken = await receivePaper(family, file, about);
    if (isRefused(taken)) throw new Error(taken.refused);
    await db.owner`update evidence_item set added_at = now() - interval '2 minutes' where evidence_item_id = ${taken.evidenceItemId}`;
    return taken.evidenceItemId;
  };
  const rowOf = async (id: string) =>
    (
      await db.owner`select state, scan, held_because, state_sentence, pages from evidence_item where evidence_item_id = ${id}`
    )[0];
  const said = () =>
    db.owner`select detail from history_detail join history using (council_id, chain_id, sequence) where chain_id = ${made.caseFileId} and action = 'paper.scanned'`;
  return { ...made, family, give, rowOf, said };
}

describe('quarantine', () => {
  test('EV17 I03: a clean paper is read; that it was looked at is written down once', async () => {
    const { give, rowOf, said } = await openCase();
    expect(await rowOf(await give('a.pdf', uniquePdf()))).toMatchObject({ scan: 'clean', held_because: null });
    expect(await said()).toEqual([{ detail: { scan: 'clean' } }]);
  });

  test('EV17 I03: an infected one is refused by name, its bytes are gone, and nothing ever shows it', async () => {
    const { give, rowOf, councilId, family } = await openCase();
    const id = await give('letter.pdf', Buffer.concat([uniquePdf(), EICAR]));
    expect(await rowOf(id)).toMatchObject({
      ...{ state: 'refused', scan: 'infected', pages: 0 },
      state_sentence: '“letter.pdf” has a virus in it, so we did not keep it. Ask whoever sent it for a new copy.',
    });
    expect(existsSync(keptAt(councilId, id))).toBe(false);
    expect(await openPaperAt(family, id, 1)).toMatchObject({ mayRead: false, paragraphs: [] });
  });

  test('EV17 X37: while the scanner is gone a paper waits, in honest words; the round takes it up when it is back', async () => {
    const { give, rowOf, councilId, family, said } = await openCase();
    clamd.state.manner = (socket) => socket.destroy();
    const id = await give('a.pdf', uniquePdf());
    expect(await rowOf(id)).toMatchObject({
      ...{ state: 'held', scan: 'pending', held_because: 'not_scanned', pages: 0 },
      state_sentence: expect.stringContaining('still checking this paper for viruses'),
    });
    expect(await openPaperAt(family, id, 1)).toMatchObject({ mayRead: false, paragraphs: [] });
    expect(await takePapersUp.go(councilId)).toBe(0);
    expect(await said()).toEqual([]);
    clamd.state.manner = honest;
    expect(await takePapersUp.go(councilId)).toBe(1);
    expect(await rowOf(id)).toMatchObject({ scan: 'clean', state: 'ready' });
    expect(await takePapersUp.go(councilId)).toBe(0);
    expect(await said()).toHaveLength(1);
  });

  test('EV17 GUARD1: a paper of nobody we know is held for an officer after the scanner, in the round too', async () => {
    const { give, rowOf, councilId } = await openCase();
    clamd.state.manner = (socket) => socket.destroy();
    const id = await give('nested.pdf', fixtureBytes('nested_outline.pdf'));
    clamd.state.manner = honest;
    expect(await takePapersUp.go(councilId)).toBe(1);
    expect(await rowOf(id)).toMatchObject({ scan: 'clean', state: 'held', held_because: 'no_match' });
  });

  test('EV17 X37: what the scanner cannot look into stays shut, and says what to do', async () => {
    const { give, rowOf, councilId } = await openCase();
    clamd.state.manner = (socket) => socket.end('INSTREAM size limit exceeded. ERROR\0');
    const id = await give('a.pdf', uniquePdf());
    const shut = { state: 'held', scan: 'unscannable', state_sentence: expect.stringContaining('cannot look inside') };
    expect(await rowOf(id)).toMatchObject(shut);
    clamd.state.manner = honest;
    expect(await takePapersUp.go(councilId)).toBe(0);
    expect(await rowOf(id)).toMatchObject(shut);
  });

  test('EV17: with no scanner set up nothing is clean, and nobody is told that it is being checked', async () => {
    const { give, rowOf, councilId, caseFileId } = await openCase();
    clamd.state.manner = (socket) => socket.destroy();
    const evidenceItemId = await give('a.pdf', uniquePdf());
    expect(await scanPaper({ councilId, caseFileId }, { evidenceItemId, fileName: 'a.pdf' }, denyAll)).toBe('pending');
    const { state, scan, state_sentence: sentence } = (await rowOf(evidenceItemId))!;
    expect([state, scan, sentence]).toEqual(['held', 'pending', expect.stringContaining('cannot check papers')]);
  });

  test('EV17: the database itself shows no paper that is not clean', async () => {
    const { give, family } = await openCase();
    clamd.state.manner = (socket) => socket.destroy();
    const id = await give('a.pdf', uniquePdf());
    await expect(
      db.owner`update evidence_item set state = 'ready', pages = 1 where evidence_item_id = ${id}`,
    ).rejects.toThrow('evidence_item_shown_only_clean');
    expect((await underScope(family, (tx) => papersOf(tx, family))).map(({ state }) => state)).toEqual(['held']);
  });

  test('EV10: a reading that a stop cut short is taken up by the round', async () => {
    const { give, rowOf, councilId } = await openCase();
    const id = await give('a.pdf', uniquePdf());
    const before = await rowOf(id);
    await db.owner`update evidence_item set state = 'reading', pages = 0, held_because = null where evidence_item_id = ${id}`;
    await db.owner`delete from evidence_page where evidence_item_id = ${id}`;
    const asked = clamd.state.asked;
    expect(await takePapersUp.go(councilId)).toBe(1);
    expect(await rowOf(id)).toEqual(before);
    expect(clamd.state.asked).toBe(asked);
  });
});
