import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CasePermission } from '#domain/access/permission.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { arrive, freshDataFolder, makeCase, scopeFor, uniquePdf } from '../../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { isRefused } from '../begin.server.ts';
import { answerComment, type Answering } from './comments-answer.server.ts';
import { removeComment, sayOfPage, shareComment, type NewComment } from './comments-commands.server.ts';
import { commentsOf, importantPagesOf } from './comments.server.ts';
import { commentView } from './comment-view.ts';
import { receivePaper } from '../intake/intake.server.ts';
import type { Answers } from '../list/place.ts';

let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

/** A paper of nine pages, its family, its officer and a second parent. */
async function reading() {
  const made = await makeCase(db);
  const { councilId, caseFileId } = made;
  const other = await makePerson(db, councilId, 'family', 'Sam Rowe');
  await giveStanding(db, councilId, caseFileId, other.personId, 'parent');
  const scope = (who: typeof other, permission: CasePermission = 'paper:comment') =>
    scopeFor(who, caseFileId, permission);
  const people = { dana: await scope(made.parent), sam: await scope(other), priya: await scope(made.officer) };
  const add = async (answers: Answers = { kind: 'medical' }, title = 'Health report') => {
    const file = { name: 'a.pdf', arrived: await arrive(councilId, uniquePdf()) };
    const taken = await receivePaper(people.priya, file, { title, author: '', writtenOn: null, answers });
    if (isRefused(taken)) throw new Error(taken.refused);
    return taken.evidenceItemId;
  };
  const paper = await add();
  const say = (by: CaseScope, given: Partial<NewComment> = {}) =>
    underScope(by, (tx) =>
      sayOfPage(tx, by, {
        ...{ evidenceItemId: paper, page: 2, paragraph: 0, kind: 'comment', words: 'Ours.', shouldSay: '', ...given },
      }),
    );
  const seen = (by: CaseScope) => underScope(by, (tx) => commentsOf(tx, by, paper));
  const share = (by: CaseScope, id: unknown) => underScope(by, (tx) => shareComment(tx, by, String(id)));
  const remove = (by: CaseScope, id: unknown) => underScope(by, (tx) => removeComment(tx, by, String(id)));
  const answer = (by: CaseScope, id: unknown, given: Partial<Answering> = {}) =>
    underScope(by, (tx) =>
      answerComment(tx, by, { paperCommentId: String(id), words: 'It means this.', outcome: null, ...given }),
    );
  const important = (by: CaseScope) => underScope(by, (tx) => importantPagesOf(tx, by));
  const recorded = async () => {
    const rows = await db.owner<
      { action: string }[]
    >`select action from history where chain_id = ${caseFileId} order by sequence`;
    return rows.map(({ action }) => action);
  };
  return { ...made, ...people, paper, add, say, seen, share, remove, answer, important, recorded };
}

describe('what is said of a page', () => {
  test('READ1: a note is its writer’s alone until they share it', async () => {
    const { dana, sam, priya, say, seen, share } = await reading();
    const id = await say(dana);
    expect([await seen(dana), await seen(sam), await seen(priya)].map((each) => each.length)).toEqual([1, 0, 0]);
    expect(await share(priya, id)).toBeNull();
    expect(await share(dana, id)).toBe('shared');
    expect([await seen(sam), await seen(priya)].map((each) => each.length)).toEqual([1, 1]);
    expect(await share(dana, id)).toBeNull();
  });

  test('READ1 READ4: a question is the asker’s and the officers’; the answer stands beside it and is no complaint', async () => {
    const { dana, sam, priya, say, seen, answer, share, recorded } = await reading();
    const id = await say(dana, { kind: 'dont_understand', words: '' });
    expect([await seen(sam), await seen(priya)].map((each) => each.length)).toEqual([0, 1]);
    expect(await answer(sam, id)).toBeNull();
    expect(await answer(priya, id)).toBe('answered');
    const [mine] = await seen(dana);
    const view = commentView(mine!, { personId: dana.personId, mayReply: false });
    expect(view).toMatchObject({
      onlyFor: 'Only you and the case’s officers can see this.',
      answer: { words: 'It means this.' },
    });
    expect(JSON.stringify(view)).not.toMatch(/complain/i);
    expect(await answer(priya, id)).toHaveProperty('refused');
    expect(await share(dana, id)).toBe('shared');
    expect((await seen(sam))[0]).toMatchObject({ answer: 'It means this.' });
    expect(await recorded()).toEqual(expect.arrayContaining(['question.asked', 'question.answered', 'comment.shared']));
    expect(await recorded()).not.toContain('comment.answered');
  });

  test('READ5 READ6: what is important to a family is for everybody at once, a whole page, once', async () => {
    const { dana, priya, say, important, remove, caseFileId } = await reading();
    expect(await say(dana, { kind: 'important', paragraph: 0 })).toHaveProperty('refused');
    const id = await say(dana, { kind: 'important', paragraph: null, words: 'This is our day.' });
    expect(await say(dana, { kind: 'important', paragraph: null })).toHaveProperty('refused');
    expect(await important(priya)).toMatchObject([
      { paperCommentId: id, paperTitle: 'Health report', page: 2, words: 'This is our day.', version: 1 },
    ]);
    expect(await remove(dana, id)).toBe('removed');
    expect(await important(priya)).toEqual([]);
    const kept =
      await db.owner`select 1 from paper_comment where case_file_id = ${caseFileId} and removed_at is not null`;
    expect(kept.length).toBe(1);
  });

  test('READ6: a mark on a paper that was taken back is not the Board’s to answer', async () => {
    const { dana, priya, say, important, paper } = await reading();
    await say(dana, { kind: 'important', paragraph: null });
    await db.owner`update evidence_item set withdrawn_at = now() where evidence_item_id = ${paper}`;
    expect(await important(priya)).toEqual([]);
    expect(await say(dana)).toBeNull();
  });

  test('READ7: a correction says both halves, and is put right only once there is a newer version', async () => {
    const { dana, priya, say, answer, add, paper, seen } = await reading();
    expect(await say(dana, { kind: 'correction', words: 'She is nine' })).toHaveProperty('field', 'shouldSay');
    const id = await say(dana, { kind: 'correction', words: 'She is nine', shouldSay: 'She is ten' });
    expect(await answer(priya, id)).toHaveProperty('field', `outcome-${String(id)}`);
    expect(await answer(priya, id, { outcome: 'corrected' })).toHaveProperty('refused');
    await add({ replaces: paper });
    expect(await answer(priya, id, { outcome: 'corrected' })).toBe('answered');
    expect((await seen(dana))[0]).toMatchObject({ outcome: 'corrected', shouldSay: 'She is ten' });
  });

  test('READ8: one’s own is taken back until it is answered; a note nobody read is gone for good', async () => {
    const { dana, sam, priya, say, remove, answer, caseFileId } = await reading();
    const id = await say(dana);
    expect(await remove(sam, id)).toBeNull();
    expect(await remove(dana, id)).toBe('removed');
    expect((await db.owner`select 1 from paper_comment where case_file_id = ${caseFileId}`).length).toBe(0);
    const asked = await say(dana, { kind: 'correction', shouldSay: 'x' });
    await answer(priya, asked, { outcome: 'stays' });
    expect(await remove(dana, asked)).toHaveProperty('refused');
  });

  test('A23: a page, a part or a comment that is not there, or of another case, is not there', async () => {
    const mine = await reading();
    const theirs = await reading();
    const id = await theirs.say(theirs.dana);
    expect(await mine.say(mine.dana, { evidenceItemId: theirs.paper })).toBeNull();
    for (const wrong of [{ page: 0 }, { page: 10 }, { paragraph: 9_999 }, { paragraph: -1 }])
      expect(await mine.say(mine.dana, wrong)).toBeNull();
    expect(await mine.share(mine.dana, id)).toBeNull();
    expect(await mine.remove(mine.dana, id)).toBeNull();
    expect(await mine.answer(mine.priya, id)).toBeNull();
  });
});
