import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AccessEnded } from '#domain/access/scoped.server.ts';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { makeSpace, once, type MadeSpace } from '../../../tests/support/space.ts';
import { keepWordsInMemory } from '../../../tests/support/words.ts';
import { addPoint, agree, comeBackTo, notAgreed, propose, reopen, withdraw } from './point-commands.server.ts';
import { theCheck } from './place.server.ts';
import { saveWords, sha256Of } from './words.server.ts';

const words = keepWordsInMemory();
let db: TestDatabase;
let room: MadeSpace;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());
beforeEach(async () => void (room = await makeSpace(db)));

const refusal = (code: string) => expect.objectContaining({ code });
const rowOf = async (pointId: string) =>
  (await db.owner`select state, version, agreed_proposal_id from point where point_id = ${pointId}`)[0]!;
const proposalsOf = (pointId: string) =>
  db.owner<{ proposal_id: string; side: string; words: string; sha256: string; withdrawn_at: Date | null }[]>`
    select * from proposal where point_id = ${pointId} order by proposal_id`;
const actionsOn = async (pointId: string) =>
  (await db.owner`select action from history where target = ${pointId} order by sequence`).map((row) => row['action']);

/** A point on which the council put words forward: version 2. */
async function proposed(text = 'Speech therapy every week') {
  const { pointId } = await addPoint(await room.dana.may('point:add'), { ...once(), title: 'Speech therapy' });
  words.type(room.documents.council, pointId, text);
  await propose(await room.priya.may('point:decide'), { ...once(), pointId, version: 1 });
  const [{ proposal_id: proposalId, sha256 }] = (await proposalsOf(pointId)) as never as [
    { proposal_id: string; sha256: string },
  ];
  return { pointId, proposalId, sha256 };
}

describe('adding and putting forward', () => {
  test('points are numbered in order, also when two are added at once', async () => {
    const scope = await room.dana.may('point:add');
    const officer = await room.priya.may('point:add');
    const added = await Promise.all([
      addPoint(scope, { ...once(), title: 'One' }),
      addPoint(officer, { ...once(), title: 'Other' }),
    ]);
    expect(added.map(({ number }) => number).sort()).toEqual([1, 2]);
    expect(words.read(room.documents.family, added[0]!.pointId)).toBe('');
    await expect(addPoint(scope, { ...once(), title: '  ' })).rejects.toEqual(refusal('title-needed'));
  });
  test('A5: what is put forward is the text the server holds at that moment, and its hash', async () => {
    const { pointId, sha256 } = await proposed('  Speech therapy every week\n');
    words.type(room.documents.council, pointId, 'Something else');
    const [row] = await proposalsOf(pointId);
    expect(row).toMatchObject({
      side: 'council',
      words: 'Speech therapy every week',
      sha256: sha256Of('Speech therapy every week'),
    });
    expect(row!.sha256).toBe(sha256);
    expect(await rowOf(pointId)).toMatchObject({ state: 'proposed', version: 2 });
    expect(await actionsOn(pointId)).toEqual(['point.added', 'point.proposed']);
  });
  test('nothing written is nothing to put forward', async () => {
    const { pointId } = await addPoint(await room.dana.may('point:add'), { ...once(), title: 'Transport' });
    await expect(propose(await room.dana.may('point:decide'), { ...once(), pointId, version: 1 })).rejects.toEqual(
      refusal('nothing-written'),
    );
    expect(await rowOf(pointId)).toMatchObject({ state: 'draft', version: 1 });
  });
  test('who may decide: neither a supporter nor a practitioner', async () => {
    await expect(room.jo.may('point:decide')).rejects.toThrow('forbidden');
    await expect(room.lee.may('point:decide')).rejects.toThrow('forbidden');
    await expect(room.lee.may('point:add')).rejects.toThrow('forbidden');
  });
});

describe('agreeing', () => {
  test('SP2: a side cannot agree to its own words, even by another of its people', async () => {
    const { pointId, proposalId, sha256 } = await proposed();
    const form = { pointId, version: 2, proposalId, sha256 };
    await expect(agree(await room.sam.may('point:decide'), { ...once(), ...form })).rejects.toEqual(
      refusal('own-proposal'),
    );
    await agree(await room.dana.may('point:decide'), { ...once(), ...form });
    expect(await rowOf(pointId)).toMatchObject({ state: 'agreed', agreed_proposal_id: proposalId, version: 3 });
  });
  test('SP3: words that were replaced or taken back meanwhile are not agreed', async () => {
    const { pointId, proposalId, sha256 } = await proposed();
    const council = await room.priya.may('point:decide');
    const family = await room.dana.may('point:decide');
    words.type(room.documents.council, pointId, 'Speech therapy every month');
    await propose(council, { ...once(), pointId, version: 2 });
    await expect(agree(family, { ...once(), pointId, version: 2, proposalId, sha256 })).rejects.toEqual(
      refusal('replaced'),
    );
    const [, newer] = await proposalsOf(pointId);
    await expect(
      agree(family, { ...once(), pointId, version: 3, proposalId: newer!.proposal_id, sha256 }),
    ).rejects.toEqual(refusal('different-words'));
    await withdraw(council, { ...once(), pointId, version: 3, proposalId: newer!.proposal_id });
    const late = { pointId, version: 3, proposalId: newer!.proposal_id, sha256: newer!.sha256 };
    await expect(agree(family, { ...once(), ...late })).rejects.toEqual(refusal('withdrawn'));
    expect(await rowOf(pointId)).toMatchObject({ state: 'draft', agreed_proposal_id: null });
  });
  test('C11: agreed words stay byte for byte, whatever is tried after', async () => {
    const { pointId, proposalId, sha256 } = await proposed('Every week – 45 minutes ✓');
    await agree(await room.dana.may('point:decide'), { ...once(), pointId, version: 2, proposalId, sha256 });
    const before = (await proposalsOf(pointId))[0]!;
    expect(words.isLocked(room.documents.council, pointId) && words.isLocked(room.documents.family, pointId)).toBe(
      true,
    );
    const council = await room.priya.may('point:decide');
    const typed = {
      name: pointId,
      words: 'Never',
      place: theCheck,
      shownSha256: sha256Of('Every week – 45 minutes ✓'),
    };
    await expect(saveWords(await room.priya.may('space:write'), typed)).rejects.toEqual(refusal('locked-words'));
    await expect(withdraw(council, { ...once(), pointId, version: 3, proposalId })).rejects.toEqual(
      refusal('not-from-here'),
    );
    await expect(propose(council, { ...once(), pointId, version: 3 })).rejects.toEqual(refusal('not-from-here'));
    await expect(notAgreed(council, { ...once(), pointId, version: 3 })).rejects.toEqual(refusal('not-from-here'));
    await expect(db.owner`update proposal set words = 'Never' where proposal_id = ${proposalId}`).rejects.toThrow(
      'never change',
    );
    await expect(db.owner`delete from proposal where proposal_id = ${proposalId}`).rejects.toThrow('never change');
    expect((await proposalsOf(pointId))[0]).toEqual(before);
    expect(sha256Of(before.words)).toBe(sha256);
  });
  test('SP5: opening again needs a reason, tells everyone, and lets nobody agree by an old page', async () => {
    const { pointId, proposalId, sha256 } = await proposed();
    const family = await room.dana.may('point:decide');
    await agree(family, { ...once(), pointId, version: 2, proposalId, sha256 });
    await expect(reopen(family, { ...once(), pointId, version: 3, reason: ' ' })).rejects.toEqual(
      refusal('reason-needed'),
    );
    await reopen(family, { ...once(), pointId, version: 3, reason: 'The new report came' });
    expect(await rowOf(pointId)).toMatchObject({ state: 'draft', version: 4, agreed_proposal_id: null });
    expect(words.isLocked(room.documents.council, pointId)).toBe(false);
    await expect(agree(family, { ...once(), pointId, version: 4, proposalId, sha256 })).rejects.toEqual(
      refusal('withdrawn'),
    );
    const [told] = await db.owner`
      select d.reason from history h join history_detail d using (council_id, chain_id, sequence)
       where h.target = ${pointId} and h.action = 'point.reopened'`;
    expect(told).toEqual({ reason: 'The new report came' });
  });
});

describe('the other acts', () => {
  test('SP4: nobody takes back the other side’s words', async () => {
    const { pointId, proposalId } = await proposed();
    await expect(
      withdraw(await room.dana.may('point:decide'), { ...once(), pointId, version: 2, proposalId }),
    ).rejects.toEqual(refusal('not-yours'));
    await withdraw(await room.sam.may('point:decide'), { ...once(), pointId, version: 2, proposalId });
    expect(await rowOf(pointId)).toMatchObject({ state: 'draft', version: 3 });
  });
  test('not agreed yet and come back to are said by a side and kept', async () => {
    const { pointId } = await proposed();
    await notAgreed(await room.dana.may('point:decide'), { ...once(), pointId, version: 2 });
    await comeBackTo(await room.priya.may('point:decide'), { ...once(), pointId, version: 3 });
    const said =
      await db.owner`select side, says from point_saying where point_id = ${pointId} order by point_saying_id`;
    expect(said.map(({ side, says }) => `${side} ${says}`)).toEqual(['family not_agreed', 'council come_back_to']);
    expect(await rowOf(pointId)).toMatchObject({ state: 'come_back_to' });
  });
  test('SP6: two officers act at once: one is done, the other is told the point moved', async () => {
    const { pointId } = await proposed();
    const [priya, sam] = [await room.priya.may('point:decide'), await room.sam.may('point:decide')];
    const form = () => ({ ...once(), pointId, version: 2 });
    const both = await Promise.allSettled([notAgreed(priya, form()), comeBackTo(sam, form())]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'stale' } });
    expect(await rowOf(pointId)).toMatchObject({ version: 3 });
  });
  test('a point of another case file is not there', async () => {
    const { pointId } = await proposed();
    const other = await makeSpace(db);
    await expect(notAgreed(await other.dana.may('point:decide'), { ...once(), pointId, version: 2 })).rejects.toEqual(
      refusal('not-found'),
    );
  });
  test('B06: whoever’s place ended between the gate and the command changes nothing', async () => {
    const { pointId } = await proposed();
    const scope = await room.dana.may('point:decide');
    await room.dana.end();
    await expect(notAgreed(scope, { ...once(), pointId, version: 2 })).rejects.toThrow(AccessEnded);
    expect(await rowOf(pointId)).toMatchObject({ version: 2 });
  });
});

describe('posting twice', () => {
  test('B17: the same command twice, or twice at once, is done once and answers the same', async () => {
    const scope = await room.dana.may('point:add');
    const form = { ...once(), title: 'Transport' };
    const atOnce = await Promise.all([addPoint(scope, form), addPoint(scope, form)]);
    const later = await addPoint(scope, form);
    expect(new Set([...atOnce, later].map(({ pointId }) => pointId)).size).toBe(1);
    expect(await db.owner`select 1 from point where space_id = ${room.space.spaceId}`).toHaveLength(1);
  });
  test('B17: a second "put forward" of the same form does not replace the first', async () => {
    const { pointId } = await addPoint(await room.dana.may('point:add'), { ...once(), title: 'Transport' });
    words.type(room.documents.family, pointId, 'A taxi');
    const scope = await room.dana.may('point:decide');
    const form = { ...once(), pointId, version: 1 };
    expect(await propose(scope, form)).toEqual(await propose(scope, form));
    expect(await proposalsOf(pointId)).toHaveLength(1);
  });
  test('B17: somebody else’s command id is no use to anyone', async () => {
    const form = { ...once(), title: 'Transport' };
    const mine = await addPoint(await room.dana.may('point:add'), form);
    const theirs = await addPoint(await room.priya.may('point:add'), form);
    expect(theirs.pointId).not.toBe(mine.pointId);
  });
  test('a refused form may be sent again once it is put right', async () => {
    const { pointId } = await addPoint(await room.dana.may('point:add'), { ...once(), title: 'Transport' });
    const scope = await room.dana.may('point:decide');
    const form = { ...once(), pointId, version: 1 };
    await expect(propose(scope, form)).rejects.toEqual(refusal('nothing-written'));
    words.type(room.documents.family, pointId, 'A taxi');
    expect(await propose(scope, form)).toMatchObject({ pointId });
  });
});
