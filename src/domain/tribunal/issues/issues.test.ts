import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeAppealOn } from '../../../../tests/support/appeals.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { freezeAPack } from '../../../../tests/support/furnish.ts';
import { deskScope } from '../../../../tests/support/lists.ts';
import { arrive, freshDataFolder, makeCase, scopeFor, uniquePdf } from '../../../../tests/support/papers.ts';
import { joinTeam, makePerson, makeTribunalTeam } from '../../../../tests/support/people.ts';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { receivePaper } from '#domain/evidence/intake/intake.server.ts';
import { appealFor } from '../begin.server.ts';
import { claimAppeal } from '../triage/claim.server.ts';
import { addIssue, addIssuePage, settleIssue } from './issue-commands.server.ts';
import { issuesOf } from './issues.server.ts';
import { whatTheBoardHad } from './what-the-board-had.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  freshDataFolder();
});
afterAll(() => db.close());

async function scene() {
  const made = await makeCase(db);
  const { councilId, caseFileId, officer } = made;
  const tess = await makePerson(db, councilId, 'staff', 'Tess Bell');
  await joinTeam(db, await makeTribunalTeam(db, councilId), tess);
  const adding = await scopeFor(officer, caseFileId, 'paper:add');
  const paper = async (title: string) => {
    const given = { title, author: 'Dr Lee', writtenOn: '2026-06-01', answers: { kind: 'letter' } } as const;
    const taken = await receivePaper(adding, { name: 'r.pdf', arrived: await arrive(councilId, uniquePdf()) }, given);
    if (isRefused(taken)) throw new Error(taken.refused);
    return taken.evidenceItemId;
  };
  const early = await paper('Early report');
  await freezeAPack(officer, caseFileId);
  const late = await paper('Late report');
  const appealId = await makeAppealOn(db, made, { decisionSentOn: today(() => new Date()) });
  const desk = await deskScope(tess);
  await underScope(desk, (tx) => claimAppeal(tx, desk, appealId));
  return { ...made, tess, desk, appealId, early, late };
}

describe('what an appeal is about', () => {
  test('ISS1 ISS2: issues are numbered, settled with words and opened again; their point is the appeal’s', async () => {
    const { desk, appealId, parent, caseFileId } = await scene();
    const do_ = <T>(work: (tx: Parameters<Parameters<typeof underScope>[1]>[0]) => Promise<T>) =>
      underScope(desk, work);
    await do_((tx) => addIssue(tx, desk, appealId, { words: 'How often', planSection: 'F', tag: 'specificity' }));
    await do_((tx) => addIssue(tx, desk, appealId, { words: 'Which school', planSection: 'I', tag: null }));
    const list = () => do_((tx) => issuesOf(tx, desk, appealId));
    const [first, second] = await list();
    expect([first!.number, second!.number, first!.tag, second!.planSection]).toEqual([
      1,
      2,
      'Specific and quantified wording',
      'I',
    ]);
    const row = await do_((tx) => appealFor(tx, desk, appealId));
    expect(row!.issueTags).toContain('specificity');
    const settle = (how: string | null) => do_((tx) => settleIssue(tx, desk, appealId, first!.appealIssueId, how));
    expect(await settle('')).toMatchObject({ refused: 'Write how it is settled' });
    expect(await settle('Twice a week')).toBeNull();
    const family = await scopeFor(parent, caseFileId, 'appeal:see');
    const seen = await underScope(family, (tx) => issuesOf(tx, family, appealId));
    expect(seen[0]!.settled).toMatchObject({ how: 'Twice a week' });
    expect(await settle(null)).toBeNull();
    expect((await list())[0]!.settled).toBeNull();
    expect(await do_((tx) => settleIssue(tx, desk, appealId, appealId, 'x'))).toHaveProperty('refused');
  });

  test('ISS3: a page is one the paper has, of this case’s papers and of no other', async () => {
    const { desk, appealId, early } = await scene();
    const other = await scene();
    await underScope(desk, (tx) => addIssue(tx, desk, appealId, { words: 'How often', planSection: null, tag: null }));
    const [issue] = await underScope(desk, (tx) => issuesOf(tx, desk, appealId));
    const add = (paper: string, page: number) =>
      underScope(desk, (tx) => addIssuePage(tx, desk, appealId, issue!.appealIssueId, { paper, page }));
    expect(await add(early, 1)).toBeNull();
    expect(await add(early, 1)).toBeNull();
    for (const page of [0, 1.5, 9_999, Number.NaN]) expect(await add(early, page)).toHaveProperty('refused');
    expect(await add(other.early, 1)).toMatchObject({ refused: 'Choose a paper of the case' });
    const [shown] = await underScope(desk, (tx) => issuesOf(tx, desk, appealId));
    expect(shown!.pages).toEqual([{ evidenceItemId: early, page: 1, title: 'Early report', addedSide: 'council' }]);
  });

  test('ISS4: what the Board had is told from what is here and was not in its pack', async () => {
    const { desk, appealId, early, late } = await scene();
    const had = () =>
      underScope(desk, async (tx) => (await whatTheBoardHad(tx, (await appealFor(tx, desk, appealId))!))!);
    const board = await had();
    expect(board.pack).toMatchObject({ number: 1 });
    expect(board.had.map(({ evidenceItemId }) => evidenceItemId)).toEqual([early]);
    expect(board.came.map(({ evidenceItemId }) => evidenceItemId)).toEqual([late]);
    await db.owner`update appeal set decision_sent_on = '2020-01-01' where appeal_id = ${appealId}`;
    expect(await had()).toMatchObject({ pack: null, had: [] });
  });
});
