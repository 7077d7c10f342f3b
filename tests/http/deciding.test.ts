import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { makeBoardCase, markImportant, putOnAgenda, type BoardCase } from '../support/deciding.ts';
import { giveStanding, makeCaseFile, makePerson } from '../support/people.ts';
import { PlainBrowser } from '../support/plain-browser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';

let db: TestDatabase;
let server: RunningServer;
let made: BoardCase;
let chair: PlainBrowser;
let notes: PlainBrowser;
let desk: string;

beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl });
});
afterAll(async () => {
  await server.stop();
  await db.close();
});
beforeEach(async () => {
  made = await makeBoardCase(db);
  desk = `/cases/${made.caseFileId}/board/decide`;
  const browserOf = async (person: typeof made.officer) => new PlainBrowser(server, await cookieFor(db, person));
  [chair, notes] = [await browserOf(made.meeting.chair), await browserOf(made.meeting.notes)];
});

const words = 'Maya needs a grown-up beside her to get through a noisy lesson.';
const draft = {
  outcome: 'issue',
  sentence: 'Maya will have a plan that says what help she gets.',
  thisWeek: 'Maya stays at Larkfield.',
  nextStep: 'Priya writes the draft plan by 30 November.',
};

describe('the desk without JavaScript', () => {
  test('DEC1 DEC2: the case in one look, a reason refused with everything kept, then written, moved and taken away', async () => {
    await chair.open(desk);
    expect(chair.seen.text).toMatch(/Should there be a plan\?.*Case 1 of 1\. 0 decided/);
    expect(chair.seen.text).toMatch(
      /Maya’s page I like trains\..*She is nine, and she loves maps\..*Not agreed yet Family Weekly, 45 minutes Council Every fortnight/,
    );
    expect(chair.seen.text).toContain('Family: missing. They never wrote.');
    expect(chair.seen.text).toContain('Look in the library of decided cases');
    await chair.send(chair.formsFor('reason')[0], { words, cites: 'D4' });
    expect(chair.seen.status).toBe(400);
    expect(chair.seen.text).toContain('Choose what this reason rests on');
    await chair.send(chair.formsFor('reason')[0], { restsOn: 'pages' });
    expect(chair.seen.text).toContain('Page 4 is C4, not D4');
    expect(chair.formsFor('reason')[0]!.fields).toMatchObject({ words, cites: 'D4', restsOn: 'pages' });
    await chair.send(chair.formsFor('reason')[0], { cites: 'C3-4' });
    expect(chair.seen.status).toBe(200);
    expect(chair.seen.text).toMatch(/noisy lesson\. Rests on C3 , C4 \. Saved by Ann Chair/);
    expect(chair.formsFor('reason')[0]!.fields).toMatchObject({ words: '', cites: '' });
    await chair.send(chair.formsFor('reason')[0], {
      words: 'She told us that the hall is too loud.',
      restsOn: 'judgement',
    });
    await chair.send(chair.formsFor('reasonUp')[0]);
    expect(chair.seen.text).toMatch(/hall is too loud\..*noisy lesson\./);
    await chair.send(chair.formsFor('removeReason')[0]);
    expect(chair.seen.text).not.toContain('hall is too loud');
  });

  test('DEC3: somebody’s newer words are shown, and one’s own stay in the box', async () => {
    await chair.open(desk);
    await notes.open(desk);
    await notes.send(notes.formsFor('draft')[0], draft);
    expect(notes.seen.text).toMatch(/Saved at \d+\.\d\d[ap]m by Nell Notes\./);
    await chair.send(chair.formsFor('draft')[0], { ...draft, sentence: 'My own sentence for what was decided.' });
    expect(chair.seen.status).toBe(400);
    expect(chair.seen.text).toContain('Somebody saved while you wrote');
    expect(chair.seen.text).toContain(draft.sentence);
    expect(chair.formsFor('draft')[0]!.fields['sentence']).toBe('My own sentence for what was decided.');
    await chair.send(chair.formsFor('draft')[0]);
    expect(chair.seen.status).toBe(200);
    expect(chair.seen.text).toContain('by Ann Chair.');

    await chair.send(chair.formsFor('reason')[0], { words, restsOn: 'pages', cites: 'C3' });
    await notes.open(desk);
    await notes.send(notes.formsFor('changeReason')[0], { cites: 'C4' });
    await chair.send(chair.formsFor('changeReason')[0], { cites: 'C5' });
    expect(chair.seen.text).toContain('Somebody changed this reason while you wrote');
    expect(chair.formsFor('changeReason')[0]!.fields['cites']).toBe('C5');
    await notes.send(notes.formsFor('removeReason')[0]);
    await chair.send(chair.formsFor('changeReason')[0]);
    expect(chair.seen.text).toContain('took this reason away');
    expect(chair.formsFor('reason')[0]!.fields).toMatchObject({ words, cites: 'C5' });
  });

  test('DEC5 DEC9: what is missing is listed, each with its way there; then it is checked, saved, and cannot be written on', async () => {
    await markImportant(db, made, made.papers[0]!.evidenceItemId, 2, 'She stopped eating.');
    await notes.open(`${desk}/check`);
    expect(notes.seen.text).toMatch(
      /It cannot be saved yet.*Answer C4, which the family marked.*Choose what the Board decides/,
    );
    await notes.open(desk);
    await notes.send(notes.formsFor('answer')[0], { words: '' });
    expect(notes.seen.text).toContain('is an answer');
    await notes.send(notes.formsFor('answer')[0], { words: 'We read it. It is why lunch is in the plan.' });
    await notes.send(notes.formsFor('reason')[0], { words, restsOn: 'pages', cites: 'C3' });
    await notes.send(notes.formsFor('draft')[0], draft);
    await notes.open(`${desk}/check`);
    expect(notes.seen.text).not.toContain('It cannot be saved yet');
    expect(notes.seen.text).toContain('The chair, or a member who decides and is here, saves it');
    await notes.send(notes.seen.forms.find(({ fields }) => fields['shownSha256']));
    expect(notes.seen.text).toContain('You take the notes');
    await chair.open(`${desk}/check`);
    const form = chair.seen.forms.find(({ fields }) => fields['shownSha256']);
    await chair.send(form);
    expect(chair.seen.text).toMatch(
      /What the Board decided.*Yes: there will be a plan.*noisy lesson.*C3.*Ann Chair \(chairs the board\)/s,
    );
    expect(chair.seen.forms.filter(({ action }) => action.startsWith('?/'))).toEqual([]);
    await chair.open(`${desk}/check`);
    await chair.send(form);
    expect(chair.seen.status).toBe(200);
    const [row] = await db.owner`select count(*)::int as count from decision where case_file_id = ${made.caseFileId}`;
    expect(row).toEqual({ count: 1 });
  });

  test('DEC4: hard words are shown once with what to write instead', async () => {
    await chair.open(desk);
    await chair.send(chair.formsFor('reason')[0], {
      words: 'The provision at Larkfield helped only in the mornings.',
      restsOn: 'pages',
      cites: 'C3',
    });
    await chair.send(chair.formsFor('draft')[0], draft);
    await chair.open(`${desk}/check`);
    expect(chair.seen.text).toContain('“provision” is hard to read. Write “help”.');
    const form = chair.seen.forms.find(({ fields }) => fields['shownSha256']);
    await chair.send(form);
    expect(chair.seen.status).toBe(400);
    expect(chair.seen.text).toContain('Look at the words a family may stumble over');
    await chair.send(form, { lookedAtWords: 'yes' });
    expect(chair.seen.text).toContain('What the Board decided');
  });

  test('DEC15: saving leads to the next case that waits, and says which one was saved', async () => {
    const second = { ...made, caseFileId: await makeCaseFile(db, made.councilId, made.teamId, 'Ben') };
    await putOnAgenda(db, second, made.meeting, 2);
    await chair.open(desk);
    expect(chair.seen.html).toContain(`href="/cases/${second.caseFileId}/board/decide"`);
    await chair.send(chair.formsFor('reason')[0], { words, restsOn: 'pages', cites: 'C3' });
    await chair.send(chair.formsFor('draft')[0], draft);
    await chair.open(`${desk}/check`);
    await chair.send(chair.seen.forms.find(({ fields }) => fields['shownSha256']));
    expect(chair.seen.text).toMatch(/Case 1 is decided and saved\..*Case 2 of 2\. 1 decided/);
  });

  test('DEC2: a page opens beside the notes, by its printed number; a wrong one is said so', async () => {
    await chair.open(`${desk}?page=C4`);
    expect(chair.seen.text).toMatch(/C4: Report 1 Page C3 Page C5/);
    expect(chair.seen.html).toContain(`/papers/${made.papers[0]!.evidenceItemId}/pages/2`);
    expect(chair.formsFor('reason')[0]!.action).toBe('?/reason&page=C4');
    await chair.open(`${desk}?page=C99`);
    expect(chair.seen.text).toContain('There is no page 99 in this pack');
    await chair.open(`${desk}?page=A1`);
    expect(chair.seen.text).toContain('These are words of the pack itself');
    await db.owner`update evidence_item set state = 'recalled' where evidence_item_id = ${made.papers[0]!.evidenceItemId}`;
    await chair.open(`${desk}?page=C4`);
    expect(chair.seen.text).toContain('taken out of view');
  });

  test('DEC13: the family sees neither the desk, nor that anything is written, nor the decision', async () => {
    await chair.open(desk);
    await chair.send(chair.formsFor('reason')[0], { words, restsOn: 'pages', cites: 'C3' });
    await chair.send(chair.formsFor('draft')[0], draft);
    await chair.open(`${desk}/check`);
    await chair.send(chair.seen.forms.find(({ fields }) => fields['shownSha256']));
    const dana = new PlainBrowser(server, await cookieFor(db, made.parent));
    expect((await dana.open(desk)).status).toBe(403);
    expect((await dana.open(`${desk}/check`)).status).toBe(403);
    for (const path of ['', '/history', '/pack', '/papers']) {
      await dana.open(`/cases/${made.caseFileId}${path}`);
      expect(dana.seen.html).not.toMatch(
        /Yes: there will|what help she gets|noisy lesson|saved the Board|draft plan by/i,
      );
    }
  });

  test('DEC18: the minutes hold the cases whose desk one may see, and reading one leaves no look that would tell the family', async () => {
    const hidden = { ...made, caseFileId: await makeCaseFile(db, made.councilId, made.teamId, 'Ben') };
    await putOnAgenda(db, hidden, made.meeting, 2);
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by)
      values (${made.councilId}, ${hidden.caseFileId}, ${made.meeting.notes.personId}, 'A neighbour', ${made.officer.personId})`;
    await chair.open(desk);
    await chair.send(chair.formsFor('reason')[0], { words, restsOn: 'pages', cites: 'C3' });
    await chair.send(chair.formsFor('draft')[0], draft);
    await chair.open(`${desk}/check`);
    await chair.send(chair.seen.forms.find(({ fields }) => fields['shownSha256']));
    const minutes = `/board/${made.meeting.boardMeetingId}/minutes`;
    await notes.open(minutes);
    expect(notes.seen.text).toMatch(
      /1 of 1 decided.*Maya Rowe.*Yes: there will be a plan.*noisy lesson.*\(C3\).*Nell Notes/,
    );
    expect(notes.seen.text).not.toContain('Ben');
    expect((await chair.open(minutes)).text).toMatch(/1 of 2 decided.*Ben Rowe.*Not decided/);
    const looks = await db.owner<{ action: string }[]>`
      select distinct action from history where chain_id = ${made.caseFileId} and action like 'decision.%opened'`;
    expect(looks.map(({ action }) => action)).toEqual(['decision.early_opened']);
  });

  test('A04 DEC6: a member with a place on the case but no seat reads, and can write nothing', async () => {
    const other = await putOut();
    await other.open(desk);
    expect(other.seen.status).toBe(200);
    expect(other.formsFor('reason')).toEqual([]);
    await other.send({
      action: '?/reason',
      fields: { agendaItemId: made.agendaItemId, words, restsOn: 'pages', cites: 'C3' },
    });
    expect(other.seen.text).toContain('You do not sit on this meeting');
  });

  async function putOut(): Promise<PlainBrowser> {
    const person = await makePerson(db, made.councilId, 'staff', 'Olive Other');
    await giveStanding(db, made.councilId, made.caseFileId, person.personId, 'board_member');
    return new PlainBrowser(server, await cookieFor(db, person));
  }
});
