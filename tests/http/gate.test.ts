import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import postgres from 'postgres';
import { startServer, type RunningServer } from '../support/server.ts';
import { makeCouncil, makePerson } from '../support/people.ts';
import { cookieFor } from '../support/sign-in.ts';

let server: RunningServer;
let owner: postgres.Sql;
beforeAll(async () => {
  server = await startServer();
  owner = postgres(server.url, { max: 2, onnotice: () => {} });
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

const html = { accept: 'text/html' };
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(server.origin + path, { headers: { ...html, ...headers }, redirect: 'manual' });

describe('the door', () => {
  test('H09: an unknown address is a page that nobody may frame', async () => {
    const response = await get('/nowhere');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(await response.text()).toContain('We cannot find that page');
  });

  test('F07: signing out ends the sign-in and clears the browser', async () => {
    const { councilId } = await makeCouncil({ owner });
    const officer = await makePerson({ owner }, councilId, 'staff', 'Priya Shah');
    const cookie = await cookieFor({ owner }, officer);
    expect(await (await get('/account', { cookie })).text()).toContain('Sign out');
    const out = await fetch(server.origin + '/sign-out', {
      method: 'POST',
      headers: { ...html, cookie, origin: server.origin, 'content-type': 'application/x-www-form-urlencoded' },
      redirect: 'manual',
    });
    expect(out.status).toBe(303);
    expect(out.headers.get('clear-site-data')).toContain('"storage"');
    expect(await (await get('/account', { cookie })).text()).not.toContain('Sign out');
  });
});
