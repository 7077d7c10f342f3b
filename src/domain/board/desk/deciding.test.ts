import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import {
  readyCase,
  savedId,
  contentNow,
  plainReason,
  putOnAgenda,
  makeMeeting,
  saveNow,
  writeUp,
} from '../../../../tests/support/deciding.ts';
import { decide, decisionsOf } from './deciding.server.ts';
import { draftOf, saveDraft } from './deciding-draft.server.ts';
import { decisionText } from './deciding-record.ts';
import { addReason, moveReason, reasonsOf, removeReason } from './reasons.server.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

describe('saving a decision', () => {
  test('DEC5 DEC10: it is kept with its reasons, who was present and the pack’s fingerprint, and its text can be made again', async () => {
    const made = await readyCase(db);
    const decisionId = savedId(await saveNow(made.chair, made.agendaItemId));
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
    const made = await readyCase(db);
    savedId(await saveNow(made.chair, made.agendaItemId));
    const [file] = await db.owner`select stage from case_file where case_file_id = ${made.caseFileId}`;
    expect(file).toEqual({ stage: 'pre_board_check' });
    const rows = await db.owner<{ action: string; detail: object }[]>`
      select h.action, d.detail from history h join history_detail d using (council_id, chain_id, sequence)
       where h.chain_id = ${made.caseFileId} and h.action = 'decision.saved'`;
    expect(rows).toHaveLength(1);
    expect(Object.keys(rows[0]!.detail)).toEqual(['sha256']);
  });

  test('DEC8: pressing twice, or two members at once, saves it once', async () => {
    const made = await readyCase(db);
    const head = await made.scopeOf(made.meeting.head);
    const { shownSha256 } = await contentNow(made.chair);
    const press = (scope: typeof head) =>
      underScope(scope, (tx) =>
        decide(tx, scope, made.agendaItemId, { shownSha256, lookedAtWords: false, allTheSame: '' }),
      );
    const saved = await Promise.all([press(made.chair), press(head), press(made.chair)]);
    expect(new Set(saved.map(savedId)).size).toBe(1);
    expect(await underScope(head, (tx) => decisionsOf(tx, head))).toHaveLength(1);
  });

  test('DEC8: after it, nothing on the desk changes, by any road', async () => {
    const made = await readyCase(db);
    const { chair, agendaItemId } = made;
    const decisionId = savedId(await saveNow(chair, agendaItemId));
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
    const made = await readyCase(db);
    const { shownSha256 } = await contentNow(made.chair);
    await underScope(made.notes, (tx) => addReason(tx, made.notes, made.agendaItemId, { ...plainReason, cites: 'C4' }));
    const press = () =>
      underScope(made.chair, (tx) =>
        decide(tx, made.chair, made.agendaItemId, { shownSha256, lookedAtWords: false, allTheSame: '' }),
      );
    expect(await press()).toMatchObject({ field: 'decide', refused: expect.stringContaining('changed something') });
    savedId(await saveNow(made.chair, made.agendaItemId));
    expect(await press()).toMatchObject({ field: 'desk' });
  });

  test('DEC11: looking again is a decision of its own that names the earlier one', async () => {
    const made = await readyCase(db);
    const first = savedId(await saveNow(made.chair, made.agendaItemId));
    await db.owner`update board_meeting set meets_on = meets_on - 14 where board_meeting_id = ${made.meeting.boardMeetingId}`;
    const meeting = await makeMeeting(db, made);
    const again = await putOnAgenda(db, made, meeting);
    const chair = await made.scopeOf(meeting.chair);
    await writeUp({ chair, agendaItemId: again }, 'no_issue');
    const second = savedId(await saveNow(chair, again));
    const decisions = await underScope(chair, (tx) => decisionsOf(tx, chair));
    expect(decisions.map(({ decisionId, looksAgainAt }) => [decisionId, looksAgainAt])).toEqual([
      [second, first],
      [first, null],
    ]);
  });
});
