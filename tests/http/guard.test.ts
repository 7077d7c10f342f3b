import { randomBytes } from 'node:crypto';
import { request, type IncomingMessage } from 'node:http';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { aGuardedCase, status } from '../support/guarded.ts';
import { freshDataFolder, pdfAbout, unique, uniquePdf } from '../support/papers.ts';
import { makeCaseFile } from '../support/people.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';
import { hiddenField } from '../support/visitor.ts';

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
const aCase = () => aGuardedCase(db, server);

describe('a paper about another child', () => {
  test('I17 GUARD5 GUARD6: it waits for an officer, who lets it through with a reason, all without JavaScript', async () => {
    const { home, dana, priya, give, councilId, teamId } = await aCase();
    await makeCaseFile(db, councilId, teamId, 'Tom');
    const paper = await give(unique(await pdfAbout('Tom Rowe')));
    for (const seen of [
      await dana.page(paper),
      await dana.page(`${home}/papers`),
      await dana.page(`${paper}/__data.json`),
    ]) {
      expect(seen).toContain('An officer is checking this paper before anyone reads it');
      expect(seen).not.toMatch(/KNRY|Tom/);
    }
    expect([await status(dana.get(`${paper}/file`)), await status(dana.get(`${paper}/pages/1`))]).toEqual([404, 404]);
    expect([await status(priya.get(`${paper}/file`)), await status(dana.get(`${home}/papers/held`))]).toEqual([
      404, 403,
    ]);
    const held = await priya.page(`${home}/papers/held`);
    for (const seen of ['Maya Rowe', 'Tom Rowe', 'the name on page 1', 'KNRY-TITLE', 'About: Tom Rowe'])
      expect(held).toContain(seen);
    const evidenceItemId = hiddenField(held, 'evidenceItemId');
    const refused = await priya.post(`${home}/papers/held?/release`, { evidenceItemId, reason: '' });
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('Say why it belongs here')]);
    expect(await status(dana.post(`${home}/papers/held?/release`, { evidenceItemId, reason: 'x' }))).toBe(403);
    expect(await status(priya.post(`${home}/papers/held?/release`, { evidenceItemId, reason: 'His brother' }))).toBe(
      303,
    );
    expect(await dana.page(paper)).toContain('Page 1 of 9');
  });

  test('I17 GUARD7: recalled, it is gone from every page, pack and receipt, and everybody who saw it is listed', async () => {
    const { home, dana, priya, give, freeze } = await aCase();
    const paper = await give(uniquePdf());
    await dana.page(paper);
    await (await dana.get(`${paper}/file`)).arrayBuffer();
    const contentSha256 = hiddenField(await dana.page(`${home}/papers`), 'contentSha256');
    await dana.post(`${home}/papers?/confirm`, { says: 'everything', words: '', contentSha256 });
    const pack = await freeze();
    expect(await dana.page(pack)).toContain('KNRY-TITLE');

    expect(await status(dana.post(`${paper}/wrong-child?/recall`, { words: 'x' }))).toBe(403);
    const unsaid = await priya.post(`${paper}/wrong-child?/recall`, { words: '' });
    expect([unsaid.status, await unsaid.text()]).toEqual([400, expect.stringContaining('Say what is wrong')]);
    expect(await status(priya.post(`${paper}/wrong-child?/recall`, { words: 'Another child’s report' }))).toBe(303);

    for (const address of [
      paper,
      `${paper}?page=2`,
      `${paper}/__data.json`,
      `${home}/papers`,
      pack,
      `${pack}/__data.json`,
      `${home}/pack`,
      `${home}/space`,
      home,
      `${home}/history`,
    ]) {
      const seen = await dana.page(address);
      expect([address, /KNRY|Content for/.exec(seen)]).toEqual([address, null]);
    }
    for (const rest of ['/file', '/pages/1'])
      for (const who of [dana, priya]) expect(await status(who.get(`${paper}${rest}`))).toBe(404);
    const shown = await dana.page(pack);
    expect(shown).toMatch(/D3 to D11[^]*Recalled on [^<]*: not part of this pack any more/);
    expect(shown).not.toContain(`href="${paper}"`);
    const receipt = await (await dana.get(`${pack}/download`)).text();
    expect([/KNRY/.exec(receipt), receipt.includes('Recalled on')]).toEqual([null, true]);
    expect(await dana.page(`${home}/papers`)).toContain('Something has changed since then, so this no longer counts.');

    const breach = await priya.page(`${paper}/wrong-child`);
    expect(breach).toMatch(
      /Dana Rowe, parent or carer, opened a paper[^]*Dana Rowe, parent or carer, downloaded a paper/,
    );
    expect(breach).toMatch(/Decide whether to tell the regulator by [^<]*: 7[12] hours left/);
    expect(await priya.page('/home')).toContain('hours left');
    expect(await priya.page(home)).toContain('hours left');
    expect(await dana.page(home)).not.toContain('hours left');
    const close = (outcomeWords: string, who = priya) =>
      who.post(`${paper}/wrong-child?/close`, { outcome: 'reported', outcomeWords });
    expect([
      await status(close('')),
      await status(close('x', dana)),
      await status(close('Told the ICO, ref 12')),
    ]).toEqual([400, 403, 303]);
    expect(await priya.page('/home')).not.toContain('hours left');
    expect(await priya.page(`${paper}/wrong-child`)).toContain('Told the ICO, ref 12');
    expect(await status(close('again'))).toBe(404);
  });

  test('I17 GUARD7: a download under way is broken off when the paper is recalled', async () => {
    const { priya, give, parent } = await aCase();
    const raw = { width: 2_700, height: 2_700, channels: 3 } as const;
    const noise = await sharp(randomBytes(raw.width * raw.height * 3), { raw })
      .png({ compressionLevel: 0 })
      .toBuffer();
    const paper = await give(noise, 'photo.png');
    const cookie = await cookieFor(db, parent);
    const response = await new Promise<IncomingMessage>((answered, fail) => {
      request(`${server.origin}${paper}/file`, { headers: { cookie } }, answered).on('error', fail).end();
    });
    let bytes = 0;
    await new Promise<void>((begun) =>
      response.once('data', (chunk: Buffer) => ((bytes += chunk.length), response.pause(), begun())),
    );
    await priya.post(`${paper}/wrong-child?/recall`, { words: 'Another child’s photo' });
    const stopped = () =>
      db.owner`select 1 from history where actor_id = ${parent.personId} and action = 'paper.download_stopped'`;
    await vi.waitFor(async () => expect(await stopped()).toHaveLength(1), { timeout: 30_000, interval: 20 });
    const broken = new Promise((done) => response.on('error', done));
    response.on('data', (chunk: Buffer) => (bytes += chunk.length)).resume();
    expect(await broken).toMatchObject({ code: 'ECONNRESET' });
    expect(bytes).toBeLessThan(noise.length);
  });
});
