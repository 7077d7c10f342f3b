import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { makeMediation, type TestMediation } from '../support/mediations.ts';
import { plainBrowser } from '../support/plain-pages.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const CANARY = 'zebra-quokka-canary';
let db: TestDatabase;
let server: RunningServer;
let made: TestMediation;
let path: string;
let browse: ReturnType<typeof plainBrowser>;

beforeAll(async () => {
  db = await freshDatabase();
  made = await makeMediation(db);
  await db.owner`update mediation_party set agreed_to_mediate_at = now() where mediation_id = ${made.mediationId}`;
  await db.owner`update mediation set started_at = now(), phase = 'together' where mediation_id = ${made.mediationId}`;
  server = await startServer({ url: db.ownerUrl });
  browse = plainBrowser(db, server);
  path = `/cases/${made.caseFileId}/mediation/${made.mediationId}/outcome`;
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const valueOf = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

test('A12: a draft is a page of nothing to both sides, whatever is asked of it, and its forms are not theirs', async () => {
  const { html } = await browse.see(made.mediator, path);
  expect(html).toContain('Only you can see this until you share it');
  const draft = { version: valueOf(html, 'version'), outcome: 'none', narrowed: CANARY };
  expect((await browse.post(made.mediator, `${path}?/save`, draft)).status).toBe(303);
  for (const person of [made.parent, made.supporter, made.officer, made.manager]) {
    const seen = await browse.see(person, path);
    expect(seen.status).toBe(404);
    expect(seen.html).not.toContain(CANARY);
    expect((await browse.see(person, `${path}?shared=1`)).status).toBe(404);
    expect((await browse.post(person, `${path}?/save`, draft)).status).toBe(403);
    expect((await browse.post(person, `${path}?/close`, { shown: 'x' })).status).toBe(403);
  }
});

test('OUT1: a form with a day that cannot be comes back with everything that was typed', async () => {
  const { html } = await browse.see(made.mediator, path);
  const draft = { version: valueOf(html, 'version'), outcome: 'none', narrowed: CANARY, goesOnOn: 'soon' };
  const refused = await browse.post(made.mediator, `${path}?/save`, draft);
  expect(refused.status).toBe(400);
  expect(refused.html).toContain('href="#goesOnOn"');
  expect(refused.html).toContain(CANARY);
});

test('OUT3 OUT5 OUT6: what was looked through is shared, the mediation closes, the certificate has its day, and old forms say so', async () => {
  const { html } = await browse.see(made.mediator, path);
  expect(html).toContain('Share this and close the mediation');
  const old = { version: valueOf(html, 'version'), outcome: 'none', narrowed: 'something else' };
  const closed = await browse.post(made.mediator, `${path}?/close`, { shown: valueOf(html, 'shown') });
  expect(closed.status).toBe(303);
  for (const person of [made.parent, made.supporter, made.manager]) {
    const seen = await browse.see(person, path);
    expect(seen.html).toContain(CANARY);
    expect(seen.html).toContain('After mediation: to be issued by');
    expect(seen.html).toContain('Stays here');
  }
  const late = await browse.post(made.mediator, `${path}?/save`, old);
  expect(late.status).toBe(400);
  expect(late.html).toContain('This mediation is closed');
});

test('OUT8: the family says what they made of it, and only they are asked', async () => {
  const rated = await browse.post(made.parent, `${path}?/rate`, { rating: '4', words: 'It helped to be heard.' });
  expect(rated.html).toContain('Saved. Thank you.');
  expect((await browse.see(made.parent, path)).html).toContain('It helped to be heard.');
  for (const person of [made.supporter, made.manager, made.mediator]) {
    const seen = await browse.see(person, path);
    expect(seen.html).not.toContain('It helped to be heard.');
    expect(seen.html).not.toContain('What did you make of it?');
  }
  expect((await browse.post(made.parent, `${path}?/rate`, { words: 'x' })).html).toContain('href="#rating"');
});

test('A09 OUT1: of a mediation that is not there nothing is said either', async () => {
  const nowhere = path.replace(made.mediationId, v7());
  expect((await browse.see(made.parent, nowhere)).status).toBe(404);
  expect((await browse.post(made.mediator, `${nowhere}?/save`, { version: '0' })).status).toBe(404);
});
