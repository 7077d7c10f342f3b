import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import { isRefused } from '#domain/evidence/begin.server.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import {
  contentNow,
  makeBoardCase,
  makePack,
  markImportant,
  plainReason,
  putOnAgenda,
  makeMeeting,
  saveNow,
  writeUp,
} from '../../../tests/support/deciding.ts';
import { scopeFor } from '../../../tests/support/papers.ts';
import { decide, decisionsOf } from './deciding.server.ts';
import { draftOf, saveDraft } from './deciding-draft.server.ts';
import { decisionText } from './deciding-record.ts';
import { answerImportant } from './desk-important.server.ts';
import { addReason, changeReason, moveReason, reasonsOf, removeReason } from './reasons.server.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

const readyCase = async () => {
  const made = await makeBoardCase(db);
  await writeUp(made);
  return made;
};
const madeBy = (done: Awaited<ReturnType<typeof saveNow>>) => {
  if (done === null || isRefused(done)) throw new Error(`Not saved: ${done?.refused}`);
  return done.decisionId;
};

describe('saving a decision', () => {
  test('DEC5 DEC10: it is kept with its reasons, who was present and the pack’s fingerprint, and its text can be made again', async () => {
    const made = await readyCase();
    const decisionId = madeBy(await saveNow(made.chair, made.agendaItemId));
    const [kept] = await underScope(made.chair, (tx) => decisionsOf(tx, made.chair));
    expect(kept).toMatchObject({
      decisionId,
      outcome: 'issue',
      decidedByName: 'Ann Chair',
      looksAgainAt: null,
      hadImportantPages: false,
    });
    expect(kept!.record).toMatchObject({
      reasons: [{ restsOn: 'pages', pages: [{ cite: 'C3', page: 1, evidenceItemId: made.papers[0]!.evidenceItemId }] }],
      packSha256: made.pack.sha256,
      papersRead: 2,
      pagesRead: made.pack.manifest.pages,
    });
    expect(kept!.record.present).toContainEqual({ name: 'Ann Chair', seat: 'Chairs the Board' });
    expect(kept!.sha256).toBe(sha256Of(decisionText(kept!)));
  });

  test('DEC13: the case stays on its step and the family’s history says nothing until it is released', async () => {
    const made = await readyCase();
    madeBy(await saveNow(made.chair, made.agendaItemId));
    const [file] = await db.owner`select stage from case_file where case_file_id = ${made.caseFileId}`;
    expect(file).toEqual({ stage: 'pre_board_check' });
    const rows = await db.owner<{ action: string; detail: object }[]>`
      select h.action, d.detail from history h join history_detail d using (council_id, chain_id, sequence)
       where h.chain_id = ${made.caseFileId} and h.action = 'decision.saved'`;
    expect(rows).toHaveLength(1);
    expect(Object.keys(rows[0]!.detail)).toEqual(['sha256']);
  });

  test('DEC8: pressing twice, or two members at once, saves it once', async () => {
    const made = await readyCase();
    const head = await made.scopeOf(made.meeting.head);
    const { shownSha256 } = await contentNow(made.chair);
    const press = (scope: typeof head) =>
      underScope(scope, (tx) => decide(tx, scope, made.agendaItemId, { shownSha256, lookedAtWords: false }));
    const saved = await Promise.all([press(made.chair), press(head), press(made.chair)]);
    expect(new Set(saved.map(madeBy)).size).toBe(1);
    expect(await underScope(head, (tx) => decisionsOf(tx, head))).toHaveLength(1);
  });

  test('DEC8: after it, nothing on the desk changes, by any road', async () => {
    const made = await readyCase();
    const { chair, agendaItemId } = made;
    const decisionId = madeBy(await saveNow(chair, agendaItemId));
    const [reason] = await underScope(chair, (tx) => reasonsOf(tx, chair, agendaItemId));
    const over = { refused: expect.stringContaining('is saved, so nothing here can change') };
    const tries = [
      underScope(chair, (tx) => addReason(tx, chair, agendaItemId, plainReason)),
      underScope(chair, (tx) => removeReason(tx, chair, agendaItemId, reason!.decisionReasonId)),
      underScope(chair, (tx) => moveReason(tx, chair, agendaItemId, reason!.decisionReasonId, 'down')),
      underScope(chair, async (tx) => {
        const draft = await draftOf(tx, chair, agendaItemId);
        return saveDraft(tx, chair, agendaItemId, { ...draft, outcome: 'no_issue' }, draft.saved!.at.getTime());
      }),
    ];
    for (const tried of await Promise.all(tries)) expect(tried).toMatchObject(over);
    for (const statement of [
      db.owner`update decision set outcome = 'no_issue' where decision_id = ${decisionId}`,
      db.owner`delete from decision where decision_id = ${decisionId}`,
    ])
      await expect(statement).rejects.toThrow('never change');
  });

  test('J09 DEC5: what changed between the check and the button is not saved', async () => {
    const made = await readyCase();
    const { shownSha256 } = await contentNow(made.chair);
    await underScope(made.notes, (tx) => addReason(tx, made.notes, made.agendaItemId, { ...plainReason, cites: 'C4' }));
    const press = () =>
      underScope(made.chair, (tx) => decide(tx, made.chair, made.agendaItemId, { shownSha256, lookedAtWords: false }));
    expect(await press()).toMatchObject({ field: 'decide', refused: expect.stringContaining('changed something') });
    madeBy(await saveNow(made.chair, made.agendaItemId));
    expect(await press()).toMatchObject({ field: 'desk' });
  });

  test('DEC11: looking again is a decision of its own that names the earlier one', async () => {
    const made = await readyCase();
    const first = madeBy(await saveNow(made.chair, made.agendaItemId));
    await db.owner`update board_meeting set meets_on = meets_on - 14 where board_meeting_id = ${made.meeting.boardMeetingId}`;
    const meeting = await makeMeeting(db, made);
    const again = await putOnAgenda(db, made, meeting);
    const chair = await made.scopeOf(meeting.chair);
    await writeUp({ chair, agendaItemId: again }, 'no_issue');
    const second = madeBy(await saveNow(chair, again));
    const decisions = await underScope(chair, (tx) => decisionsOf(tx, chair));
    expect(decisions.map(({ decisionId, looksAgainAt }) => [decisionId, looksAgainAt])).toEqual([
      [second, first],
      [first, null],
    ]);
  });
});

describe('who saves it', () => {
  test('DEC6: whoever takes the notes writes, and does not save', async () => {
    const made = await readyCase();
    expect(
      await underScope(made.notes, (tx) => addReason(tx, made.notes, made.agendaItemId, plainReason)),
    ).toHaveProperty('decisionReasonId');
    expect(await saveNow(made.notes, made.agendaItemId)).toMatchObject({
      refused: expect.stringContaining('You take the notes'),
    });
  });

  test('DEC6: a member of another meeting, or one whose seat was taken away, writes and saves nothing', async () => {
    const made = await readyCase();
    await db.owner`update board_seat set removed_at = now() where person_id = ${made.meeting.head.personId}`;
    const head = await made.scopeOf(made.meeting.head);
    expect(await underScope(head, (tx) => addReason(tx, head, made.agendaItemId, plainReason))).toMatchObject({
      field: 'desk',
    });
    expect(await saveNow(head, made.agendaItemId)).toMatchObject({ field: 'desk' });
    expect(await underScope(made.chair, (tx) => decisionsOf(tx, made.chair))).toEqual([]);
  });

  test('A04 DEC6: an excluded member is turned away at the gate', async () => {
    const made = await readyCase();
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by)
      values (${made.councilId}, ${made.caseFileId}, ${made.meeting.head.personId}, 'Her nephew', ${made.officer.personId})`;
    await expect(made.scopeOf(made.meeting.head)).rejects.toThrow('unknown');
  });

  test('DEC7: an excluded member does not count, and below the quorum nothing is saved', async () => {
    const made = await readyCase();
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by)
      values (${made.councilId}, ${made.caseFileId}, ${made.meeting.head.personId}, 'Her nephew', ${made.officer.personId})`;
    expect(await saveNow(made.chair, made.agendaItemId)).toMatchObject({
      field: 'present',
      refused: '2 members are here for this case, and the Board needs 3 to decide.',
    });
  });

  test('DEC7: nobody decides before it is written down who came', async () => {
    const made = await readyCase();
    await db.owner`update board_seat set attended = null where board_meeting_id = ${made.meeting.boardMeetingId}`;
    const { faults } = await contentNow(made.chair);
    expect(faults.map(({ sentence }) => sentence)).toContain(
      'Nobody has written down who is here. Do that on the page of the meeting first.',
    );
    expect(await saveNow(made.chair, made.agendaItemId)).toMatchObject({ field: 'present' });
  });
});

describe('what has to be there', () => {
  test('DEC5: an empty desk says everything that is missing, in the order of the page', async () => {
    const { chair } = await makeBoardCase(db);
    expect((await contentNow(chair)).faults.map(({ field }) => field)).toEqual([
      'words',
      'outcome',
      'sentence',
      'thisWeek',
      'nextStep',
    ]);
  });

  test('DEC9: a page the family marked as important and nobody answered holds the decision', async () => {
    const made = await readyCase();
    const paperCommentId = await markImportant(
      db,
      made,
      made.papers[1]!.evidenceItemId,
      2,
      'This is where it says she stopped eating.',
    );
    expect(await saveNow(made.chair, made.agendaItemId)).toMatchObject({
      field: 'important',
      refused: 'Answer C7, which the family marked as important.',
    });
    const answer = (words: string, seenAtMs: number | null = null) =>
      underScope(made.notes, (tx) =>
        answerImportant(tx, made.notes, made.agendaItemId, { paperCommentId, words, seenAtMs }),
      );
    expect(await answer(' ')).toMatchObject({ field: `answer-${paperCommentId}` });
    expect(await answer('We read it. It is why the plan has help at lunch.')).toBe('answered');
    expect(await answer('Another answer, written without seeing the first.')).toMatchObject({
      refused: expect.stringContaining('Somebody answered'),
    });
    madeBy(await saveNow(made.chair, made.agendaItemId));
    const [kept] = await underScope(made.chair, (tx) => decisionsOf(tx, made.chair));
    expect(kept).toMatchObject({
      hadImportantPages: true,
      record: { important: [{ cite: 'C7', answer: 'We read it. It is why the plan has help at lunch.' }] },
    });
  });

  test('DEC2 J09: pages that moved when the pack was frozen again hold the decision', async () => {
    const made = await readyCase();
    await makePack(db, made, [made.papers[1]!, { ...made.papers[0]!, writtenOn: '2026-10-01' }], 2);
    expect(await saveNow(made.chair, made.agendaItemId)).toMatchObject({
      field: 'reasons',
      refused: expect.stringContaining('C3 is C5 now'),
    });
  });

  test('DEC4: hard words are looked at once, and then it can be saved', async () => {
    const made = await readyCase();
    await underScope(made.chair, (tx) =>
      addReason(tx, made.chair, made.agendaItemId, {
        ...plainReason,
        words: 'The provision at Larkfield helped Maya only in the mornings.',
      }),
    );
    expect(await saveNow(made.chair, made.agendaItemId)).toMatchObject({ field: 'lookedAtWords' });
    madeBy(await saveNow(made.chair, made.agendaItemId, true));
  });
});

describe('two people writing', () => {
  test('DEC3: a draft, and a reason, written over somebody’s newer words change nothing', async () => {
    const made = await readyCase();
    const { chair, notes, agendaItemId } = made;
    const draft = await underScope(chair, (tx) => draftOf(tx, chair, agendaItemId));
    const seen = draft.saved!.at.getTime();
    const save = (scope: typeof chair, sentence: string) =>
      underScope(scope, (tx) => saveDraft(tx, scope, agendaItemId, { ...draft, sentence }, seen));
    const saved = await Promise.all([
      save(chair, 'The chair’s own words for it.'),
      save(notes, 'The note-taker’s words for it.'),
    ]);
    expect(saved.filter((each) => each === 'saved')).toHaveLength(1);
    expect(saved.find((each) => each !== 'saved')).toMatchObject({ field: 'sentence' });

    const [reason] = await underScope(chair, (tx) => reasonsOf(tx, chair, agendaItemId));
    const { decisionReasonId, at } = reason!;
    const change = (scope: typeof chair, cites: string) =>
      underScope(scope, (tx) =>
        changeReason(tx, scope, agendaItemId, { ...plainReason, cites, decisionReasonId, seenAtMs: at.getTime() }),
      );
    const changed = await Promise.all([change(chair, 'C4'), change(notes, 'C5')]);
    expect(changed.filter((each) => each === 'changed')).toHaveLength(1);
    await underScope(chair, (tx) => removeReason(tx, chair, agendaItemId, decisionReasonId));
    expect(await change(notes, 'C5')).toMatchObject({ refused: expect.stringContaining('took this reason away') });
  });

  test('A14 A23: another case’s reason or place on the agenda is as unknown as one that never was', async () => {
    const mine = await readyCase();
    const theirs = await readyCase();
    const [reason] = await underScope(theirs.chair, (tx) => reasonsOf(tx, theirs.chair, theirs.agendaItemId));
    const { chair } = mine;
    expect(
      await underScope(chair, (tx) => removeReason(tx, chair, mine.agendaItemId, reason!.decisionReasonId)),
    ).toBeNull();
    expect(await underScope(chair, (tx) => addReason(tx, chair, theirs.agendaItemId, plainReason))).toBeNull();
    expect(await underScope(chair, (tx) => addReason(tx, chair, 'not-an-id', plainReason))).toBeNull();
    const stranger = await scopeFor(mine.parent, mine.caseFileId, 'decision:see');
    expect(await underScope(stranger, (tx) => decisionsOf(tx, stranger))).toEqual([]);
  });

  test('DEC2: reasons are put in order, and both ends hold', async () => {
    const { chair, agendaItemId } = await readyCase();
    await underScope(chair, (tx) =>
      addReason(tx, chair, agendaItemId, {
        words: 'She told us that the hall is too loud.',
        restsOn: 'judgement',
        cites: '',
      }),
    );
    const order = async () =>
      (await underScope(chair, (tx) => reasonsOf(tx, chair, agendaItemId))).map(
        ({ decisionReasonId }) => decisionReasonId,
      );
    const [first, second] = await order();
    const move = (id: string, way: 'up' | 'down') =>
      underScope(chair, (tx) => moveReason(tx, chair, agendaItemId, id, way));
    expect(await move(second!, 'up')).toBe('moved');
    expect(await order()).toEqual([second, first]);
    expect(await move(second!, 'up')).toBe('moved');
    expect(await order()).toEqual([second, first]);
  });
});
