import { request as rawRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessMap, type RouteNeeds } from '../../src/routes/access-map.ts';
import { Caller } from '../support/caller.ts';
import { openDoor, type Door } from '../support/door.ts';
import { giveStanding, makeCaseFile } from '../support/people.ts';
import { cookieFor } from '../support/sign-in.ts';

let door: Door;
let officer: Caller;
let cookie: string;
let caseFileId: string;
beforeAll(async () => {
  door = await openDoor();
  const { person } = await door.newStaff();
  caseFileId = await makeCaseFile(door.db, door.councilId, door.teamId);
  await giveStanding(door.db, door.councilId, caseFileId, person.personId, 'case_officer');
  cookie = await cookieFor(door.db, person);
  officer = new Caller(door.server, cookie);
});
afterAll(() => door.close());

const NOBODYS = '018f0000-0000-7000-8000-000000000000';
const routes = Object.entries(accessMap as Record<string, RouteNeeds | null>).flatMap(([route, needs]) =>
  needs ? [{ route, needs }] : [],
);
const pathOf = (route: string) =>
  route
    .replace('[caseFile]', caseFileId)
    .replace('[status]', '404')
    .replace(/\[[^\]]+\]/g, NOBODYS);
const plain = (body: string) =>
  body.replace(/nonce="[^"]*"|__sveltekit_\w+/g, '').replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID');

describe('from another site', () => {
  const form = 'application/x-www-form-urlencoded';
  const kinds = [form, 'multipart/form-data; boundary=x', 'text/plain', 'application/json', null];
  const foreign = (origin: string): Record<string, string>[] => [
    {},
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: origin.replace(/:\d+$/, ':1') },
    { origin: origin.replace('http:', 'https:') },
    { origin: origin.replace('localhost', 'LOCALHOST') },
    { origin, 'sec-fetch-site': 'cross-site' },
    { origin, 'sec-fetch-site': 'same-site' },
  ];

  test(
    'H01: nothing that may change something is let through, on any route, by any method, in any form',
    { timeout: 240_000 },
    async () => {
      const through: string[] = [];
      let tries = 0;
      const attempt = async (path: string, method: string, headers: Record<string, string>) => {
        tries += 1;
        const { status } = await officer.send(path, { method, body: new Blob(['a=1']), headers });
        if (status !== 403) through.push(`${method} ${path} ${JSON.stringify(headers)}: ${status}`);
      };
      const headersFrom = foreign(door.server.origin);
      for (const { route, needs } of routes) {
        const actions = Object.keys(needs.actions ?? {}).map((name) =>
          name === 'default' || name === 'POST' ? '' : `?/${name}`,
        );
        for (const [index, action] of ['', ...actions].entries()) {
          const path = pathOf(route) + action;
          for (const type of kinds)
            await attempt(path, 'POST', { ...headersFrom[1], ...(type ? { 'content-type': type } : {}) });
          await attempt(path, 'POST', { ...headersFrom[index % headersFrom.length], 'content-type': form });
        }
        for (const method of ['PUT', 'PATCH', 'DELETE']) await attempt(pathOf(route), method, headersFrom[1]!);
      }
      for (const headers of headersFrom)
        for (const type of kinds)
          await attempt('/sign-out', 'POST', { ...headers, ...(type ? { 'content-type': type } : {}) });
      console.log(`H01: ${tries} requests from other sites, ${through.length} let through`);
      expect(through).toEqual([]);
      expect((await officer.get('/account')).status).toBe(200);
    },
  );

  test('H01: our own form is let through, with and without the browser’s word for it', async () => {
    const words: Record<string, string>[] = [{}, { 'sec-fetch-site': 'same-origin' }];
    for (const site of words) {
      const answer = await officer.post('/account?/preferences', { calledName: 'Priya' }, site);
      expect([answer.status, answer.location]).toEqual([303, '/account']);
    }
  });

  test('H01: looking changes nothing', async () => {
    const counts = () => door.db
      .owner`select (select count(*) from given) g, (select count(*) from standing) s, (select count(*) from invitation) i,
      (select count(*) from outbox) o, (select count(*) from sign_in) n, (select count(*) from recovery_code) r`;
    const before = await counts();
    for (const { route } of routes) await officer.get(pathOf(route));
    expect(await counts()).toEqual(before);
  });
});

describe('every answer', () => {
  test('H09 H21 H23: may not be framed or kept, and tells other sites nothing', { timeout: 240_000 }, async () => {
    const wrong: string[] = [];
    let answers = 0;
    for (const { route } of routes) {
      for (const who of [new Caller(door.server), officer]) {
        for (const path of [
          pathOf(route),
          `${pathOf(route).replace(/\/$/, '')}/__data.json`,
          `${pathOf(route)}%3Cscript%3E`,
        ]) {
          const { headers, status } = await who.get(path);
          answers += 1;
          const found = {
            frames: /frame-ancestors 'none'/.test(headers.get('content-security-policy') ?? ''),
            kept: headers.get('cache-control') === 'private, no-store' && !headers.has('etag'),
            opener: headers.get('cross-origin-opener-policy') === 'same-origin',
            referrer: headers.get('referrer-policy') === 'same-origin',
            scripts: !/unsafe-(inline|eval)/.test(headers.get('content-security-policy') ?? ''),
          };
          for (const [name, fine] of Object.entries(found)) if (!fine) wrong.push(`${status} ${path}: ${name}`);
        }
      }
    }
    console.log(`H09 H21 H23: ${answers} answers`);
    expect(wrong).toEqual([]);
  });

  test('A01: a case that is not theirs answers as one that never was, in body and headers, as page and as data', async () => {
    const { councilId, teamId, db, server } = door;
    const other = await makeCaseFile(db, councilId, teamId, 'Tom');
    const headersOf = (headers: Headers) =>
      [...headers].filter(([name]) => !['date', 'content-security-policy'].includes(name));
    for (const tail of ['', '/people', '/history', '/papers', '/__data.json', '?x-sveltekit-invalidated=11']) {
      const [hidden, absent, nowhere] = [
        await officer.get(`/cases/${other}${tail}`),
        await officer.get(`/cases/${NOBODYS}${tail}`),
        await officer.get(`/cases/${other}/no-such-page`),
      ];
      expect([hidden.status, plain(hidden.body), headersOf(hidden.headers)]).toEqual([
        absent.status,
        plain(absent.body),
        headersOf(absent.headers),
      ]);
      expect([hidden.status, nowhere.status]).toEqual([404, 404]);
    }
    expect(server.log()).toContain('"gate.refused"');
    expect(server.log()).not.toContain(other);
  });
});

describe('where to go next', () => {
  test('H08: whoever is sent to sign in is sent with a path of ours', async () => {
    const { status, location } = await new Caller(door.server).get(`/cases/${caseFileId}?evil=//x`);
    expect([status, location]).toEqual([303, `/sign-in?next=${encodeURIComponent(`/cases/${caseFileId}`)}`]);
  });
});

describe('bad input', () => {
  test('H14: a made-up host changes no link and opens no door', async () => {
    const { port } = door.server;
    const asked = (method: string, headers: Record<string, string>) =>
      new Promise<{ status: number; body: string }>((done, fail) => {
        const sent = rawRequest(
          {
            port,
            path: method === 'GET' ? '/sign-in' : '/sign-out',
            method,
            headers: {
              host: 'evil.example',
              'x-forwarded-host': 'evil.example',
              'x-forwarded-proto': 'https',
              accept: 'text/html',
              ...headers,
            },
          },
          (response) => {
            let body = '';
            response
              .setEncoding('utf8')
              .on('data', (chunk: string) => (body += chunk))
              .on('end', () => done({ status: response.statusCode!, body }));
          },
        );
        sent.on('error', fail).end();
      });
    expect((await asked('GET', {})).body).not.toContain('evil.example');
    expect((await asked('POST', { origin: 'http://evil.example', cookie })).status).toBe(403);
  });

  test('H16: keys that come twice, as lists, or under names of the language are form errors at most', async () => {
    const bodies = [
      'email=a&email=b&password=x',
      'email[]=a&password[]=b',
      '__proto__=x&constructor=y&email=',
      '__proto__[polluted]=yes',
      'email=%00&password=%00',
      'email=%ED%A0%80&password=%FF',
      '&&&===',
      'email=' + 'a'.repeat(20_000),
    ];
    for (const path of [
      '/sign-in?/staff',
      '/sign-in?/family',
      '/account?/preferences',
      `/cases/${caseFileId}/people?/invite`,
      `/cases/${caseFileId}/people?/end`,
    ])
      for (const body of bodies) {
        const answer = await officer.send(path, {
          method: 'POST',
          body,
          headers: { origin: door.server.origin, 'content-type': 'application/x-www-form-urlencoded' },
        });
        expect([path, body.slice(0, 40), answer.status < 500]).toEqual([path, body.slice(0, 40), true]);
      }
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  test('H20: whatever is asked for, an error says nothing of how we are built and repeats nothing', async () => {
    const odd = [
      '%00',
      '%E0%A4%A',
      '..%2f..%2fetc',
      "'%20or%201=1--",
      '%3Cimg%20src=x%20onerror=KNRY%3E',
      'KNRY'.repeat(500),
      '__proto__',
      '[object Object]',
      '%F0%9F%92%A9',
    ];
    for (const base of ['/', '/cases/', `/cases/${caseFileId}/papers/`, '/i/', '/refused/', '/sign-in/']) {
      for (const tail of odd) {
        const answer = await officer.get(base + tail);
        expect([base + tail.slice(0, 30), answer.status === 404 || answer.status === 400]).toEqual([
          base + tail.slice(0, 30),
          true,
        ]);
        expect(answer.body).not.toMatch(/KNRY|node_modules|postgres|drizzle|\bat \w+ \(|select \*/i);
      }
    }
  });
});
