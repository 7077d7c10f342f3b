import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import { jointDocument } from '../../src/domain/mediation/rooms/joint-document.server.ts';
import { verify } from '../../src/server/verify.ts';
import { journey, openStage, signIn, type Stage } from '../journeys/stage.ts';
import { History } from '../support/history.ts';
import { Live } from '../support/live.ts';
import { kept } from '../support/kept.ts';
import { agreeAll } from '../support/meetings.ts';
import { makeMediation, type TestMediation } from '../support/mediations.ts';
import { scopeFor } from '../support/papers.ts';
import { replay } from '../support/scene.ts';
import { cookieFor } from '../support/sign-in.ts';
import { until } from '../support/until.ts';

let stage: Stage;
let it: TestMediation;
let documentId: string;
let clauseId: string;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());
beforeEach(async () => {
  const { db } = stage;
  it = await makeMediation(db);
  await agreeAll(db, it.mediationId);
  clauseId = v7();
  await db.owner`insert into clause (council_id, case_file_id, clause_id, mediation_id, number, title, added_by)
    values (${it.councilId}, ${it.caseFileId}, ${clauseId}, ${it.mediationId}, 1, 'Speech therapy', ${it.parent.personId})`;
  const scope = await scopeFor(it.parent, it.caseFileId, 'mediation:join');
  documentId = await underScope(scope, (tx) => jointDocument(tx, scope, it.mediationId));
});
const stored = () => replay(stage.db, documentId, clauseId);

describe('the server dies in the middle of a mediation', () => {
  test('X01: killed while three people type into one clause, nothing that was said to be saved is gone', async () => {
    const { db, server } = stage;
    const history = new History();
    const people = [it.parent, it.manager, it.mediator];
    const lives = await Promise.all(people.map(async (who) => new Live(server, await cookieFor(db, who))));
    const writers = await Promise.all(
      lives.map((live, nth) => live.writer(documentId, clauseId, history, ['dana', 'ruth', 'sam'][nth]!)),
    );
    const typing = setInterval(() => writers.forEach((writer) => writer.write()), 20);
    await until(() => history.count('ok') > 60, 'sixty saved changes');
    await server.kill();
    await until(() => writers.every(({ document }) => document.waiting > 0), 'everyone to be told of unsaved changes');
    await stage.startAgain();
    clearInterval(typing);
    for (const writer of writers) await writer.saved(15_000);
    await until(() => new Set(writers.map(({ words }) => words)).size === 1, 'all to read the same');
    const newcomer = new Live(stage.server, await cookieFor(db, it.supporter));
    const read: Record<string, string> = {
      newcomer: (await newcomer.open(documentId)).text(clauseId).words,
      log: await stored(),
    };
    for (const { who, words } of writers) read[who] = words;
    expect(history.check(read)).toEqual([]);
    expect(history.count('ok')).toBe(history.written.length);
    [...lives, newcomer].forEach((live) => live.close());
    expect((await verify(db.ownerUrl, stage.server.dataDir)).faults).toEqual([]);
  }, 240_000);

  journey(
    'X18: a tab killed with words of a clause that were not sent: they come back after signing in again, and are saved',
    async () => {
      const { context, page, faults } = await stage.seat(it.parent);
      const clause = `/cases/${it.caseFileId}/mediation/${it.mediationId}/clauses/${clauseId}`;
      await page.goto(clause);
      await page.getByText('Saved', { exact: true }).waitFor();
      await page.waitForLoadState('networkidle');
      await page.getByLabel('What will be done').pressSequentially('Thirty minutes ');
      await until(async () => (await stored()) === 'Thirty minutes ', 'the first words to be saved');
      await stage.server.kill();
      await page.getByLabel('What will be done').pressSequentially('each week');
      await page
        .getByText(/Not saved yet: \d+ changes? waiting/)
        .first()
        .waitFor();
      await until(async () => (await kept(page)).length, 'the device to keep them');
      expect((await kept(page)).join()).not.toContain('week');
      await page.close({ runBeforeUnload: false });
      await stage.startAgain();
      expect(await stored()).toBe('Thirty minutes ');

      await context.clearCookies();
      const again = await context.newPage();
      await again.goto(clause);
      await again.waitForURL('**/sign-in?next=**');
      await signIn(context, stage, it.parent);
      await again.goto(clause);
      const words = again.getByLabel('What will be done');
      await until(async () => (await words.inputValue()) === 'Thirty minutes each week', 'the words to be back');
      await until(async () => (await stored()) === 'Thirty minutes each week', 'the words to be saved');
      expect(faults).toEqual([]);
      await context.close();
    },
    30_000,
  );
});
