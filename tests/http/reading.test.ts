import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { Wire } from '../support/live.ts';
import { freshDataFolder, makeCase, uniquePdf } from '../support/papers.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { visitor, type Visitor } from '../support/visitor.ts';

let db: TestDatabase;
let server: RunningServer;
beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl, dataDir: freshDataFolder() });
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const words = { title: 'Speech and language report', author: 'Dr Lee', writtenOn: '2026-03-01', answers: 'other' };

/** A family and an officer with a paper of nine pages that the officer added; nobody runs a script. */
async function reading() {
  const made = await makeCase(db);
  const [danas, priyas] = [await cookieFor(db, made.parent), await cookieFor(db, made.officer)];
  const [dana, priya] = [visitor(server, danas), visitor(server, priyas)];
  const home = `/cases/${made.caseFileId}`;
  const add = async (fields = {}) => {
    const answer = await priya.send(
      `${home}/papers/add`,
      { ...words, ...fields },
      { name: 'a.pdf', bytes: uniquePdf() },
    );
    return answer.headers.get('location')!.split('?')[0]!;
  };
  const paper = await add();
  const say = (by: Visitor, fields: Record<string, string>, action = 'say', on = paper) =>
    by.post(`${on}?/${action}&page=2&say=1`, { page: '2', paragraph: '0', words: '', ...fields });
  const act = (by: Visitor, action: string, fields: Record<string, string>) =>
    by.post(`${paper}?/${action}&page=2`, fields);
  return { ...made, dana, priya, danas, priyas, home, add, paper, say, act };
}
const saidAt = (answer: Response) => /#said-([0-9a-f-]{36})$/.exec(answer.headers.get('location') ?? '')?.[1] ?? '';
/** What changes from one answer to the next whoever asks. */
const still = (html: string) => html.replaceAll(/nonce="[^"]*"|__sveltekit_[a-z0-9]+/g, '');

describe('what people say of a page, without JavaScript', () => {
  test('READ1 READ3: each part has its own way to say something, and a note is kept, shared and removed by button', async () => {
    const { dana, priya, paper, say, act } = await reading();
    const page = await dana.page(`${paper}?page=2`);
    expect(page).toContain('href="?page=2&amp;say=1#say"');
    expect(await dana.page(`${paper}?page=2&say=1`)).toContain('Say something about part 1');
    const noted = await say(dana, { kind: 'comment', words: 'We never saw this' });
    expect([noted.status, noted.headers.get('location')]).toEqual([
      303,
      expect.stringContaining(`${paper}?page=2#said-`),
    ]);
    expect(await dana.page(`${paper}?page=2`)).toContain('Only you can see this.');
    const paperCommentId = saidAt(noted);
    expect((await act(priya, 'share', { paperCommentId })).status).toBe(404);
    await act(dana, 'share', { paperCommentId });
    expect(await priya.page(`${paper}?page=2`)).toContain('We never saw this');
    expect(await priya.page(`${paper}?page=3`)).not.toContain('We never saw this');
    await act(dana, 'remove', { paperCommentId });
    expect(await priya.page(`${paper}?page=2`)).not.toContain('We never saw this');
  });

  test('READ3: what was typed stays when something is missing', async () => {
    const { dana, say } = await reading();
    const answer = await say(dana, { kind: 'correction', words: 'She is nine now' });
    const html = await answer.text();
    expect(answer.status).toBe(400);
    expect(html).toContain('Say what it should say.');
    expect(html).toContain('She is nine now');
    expect(html).toContain('Page 2 of 9');
    expect((await say(dana, { kind: 'nonsense' })).status).toBe(400);
    expect((await say(dana, { kind: 'comment', words: 'x', page: '99' })).status).toBe(404);
  });

  test('READ4 READ7: an officer answers a question and a correction, and both answers stand beside the words', async () => {
    const { dana, priya, paper, say, act, add } = await reading();
    const question = saidAt(await say(dana, { kind: 'dont_understand', words: 'What is “expressive”?' }));
    const correction = saidAt(await say(dana, { kind: 'correction', words: 'Wrong school', shouldSay: 'Larkfield' }));
    expect(await priya.page(`${paper}?page=2`)).toContain('asks what this means');
    expect((await act(dana, 'answer', { paperCommentId: question, words: 'x' })).status).toBe(403);
    await act(priya, 'answer', { paperCommentId: question, words: 'How she says things.' });
    const early = await act(priya, 'answer', { paperCommentId: correction, words: 'Done', outcome: 'corrected' });
    expect(await early.text()).toContain('Add the newer version first.');
    const newer = await add({ replaces: paper.split('/').at(-1)! });
    await act(priya, 'answer', { paperCommentId: correction, words: 'Done', outcome: 'corrected' });
    const page = await dana.page(`${paper}?page=2`);
    for (const shown of ['How she says things.', 'It is put right in a newer version.', 'Read version 2'])
      expect(page).toContain(shown);
    expect(await dana.page(newer)).toContain('Read version 1');
  });

  test('READ5 READ6: a family marks a page as important, and it is on the list for both', async () => {
    const { dana, priya, say, home, paper } = await reading();
    expect((await say(priya, {}, 'important')).status).toBe(403);
    await dana.post(`${paper}?/important&page=2&say=page`, { page: '2', paragraph: '', words: 'Our mornings' });
    for (const page of [await dana.page(`${home}/papers`), await priya.page(`${home}/papers`)])
      expect(page).toContain('Our mornings');
  });

  test('READ3: everything said of one paper, one filter at a time', async () => {
    const { dana, say, paper } = await reading();
    await say(dana, { kind: 'correction', words: 'Wrong', shouldSay: 'Right' });
    await say(dana, { kind: 'comment', words: 'To myself' });
    expect(await dana.page(`${paper}/comments`)).toContain('To myself');
    const corrections = await dana.page(`${paper}/comments?show=corrections`);
    expect(corrections).toContain('It should say: Right');
    expect(corrections).not.toContain('To myself');
    expect((await dana.get(`${paper}/comments?show=__proto__`)).status).toBe(200);
  });

  test('ASK11: an officer says what a paper was used for, and the family reads it', async () => {
    const { dana, priya, act, home } = await reading();
    expect((await act(dana, 'used', { usedFor: 'x' })).status).toBe(403);
    await act(priya, 'used', { usedFor: 'Section F of the draft plan' });
    expect(await dana.page(`${home}/papers`)).toContain('Used for: Section F of the draft plan.');
  });

  test('H02: words are shown as words, wherever they are shown', async () => {
    const { dana, priya, say, paper, act, home } = await reading();
    const evil = '<img src=x onerror=window.__xss=1>';
    const id = saidAt(await say(dana, { kind: 'correction', words: evil, shouldSay: evil }));
    await act(priya, 'answer', { paperCommentId: id, words: evil, outcome: 'stays' });
    await act(priya, 'used', { usedFor: evil });
    for (const at of [`${paper}?page=2`, `${paper}/comments`, `${home}/papers`]) {
      const page = await dana.page(at);
      expect(page).toContain('onerror');
      expect(page).not.toContain('<img src=x');
    }
  });
});

describe('a private note', () => {
  test('READ2 A10: nothing of it reaches the other side: not a page, not a byte, not a sign', async () => {
    const { dana, priya, priyas, danas, caseFileId, paper, home, say, act } = await reading();
    const [hers, his] = await Promise.all([danas, priyas].map((cookie) => Wire.connect(server, cookie)));
    for (const wire of [hers!, his!]) await wire.ask('case.watch', { caseFileId });
    const pages = [`${paper}?page=2`, `${paper}/comments`, `${home}/papers`, home];
    const look = () => Promise.all(pages.map(async (at) => still(await priya.page(at))));
    await look();
    const before = await look();
    const quiet = his!.tapped.length;
    const id = saidAt(await say(dana, { kind: 'comment', words: 'Only for me' }));
    const second = saidAt(await say(dana, { kind: 'comment', words: 'Only for me too' }));
    await act(dana, 'remove', { paperCommentId: second });
    expect(await look()).toEqual(before);
    await act(dana, 'share', { paperCommentId: id });
    // Sharing comes after the notes in the chain, so whatever would have come of these has come by now.
    await until(() => his!.tapped.length > quiet, 'news of the sharing');
    const heard = his!.tapped.slice(quiet).map((text) => JSON.parse(text) as { action: string; target: string });
    expect(heard.map(({ action, target }) => [action, target])).toEqual([['comment.shared', id]]);
    expect(await look()).not.toEqual(before);
    hers!.close();
    his!.close();
  });
});
