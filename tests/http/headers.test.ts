import { afterAll, beforeAll, expect, test } from 'vitest';
import { securityHeaders } from '../../src/server/headers.ts';
import { startServer, type RunningServer } from '../support/server.ts';

let server: RunningServer;
beforeAll(async () => void (server = await startServer({ env: { DEMO: '1' } })));
afterAll(() => server.stop());

interface Sample {
  path: string;
  init?: RequestInit;
}
const html = { accept: 'text/html' };

/** One of every kind of answer there is. */
const samples: Record<string, Sample> = {
  page: { path: '/help', init: { headers: html } },
  data: { path: '/help/__data.json' },
  'not found': { path: '/nothing-here', init: { headers: html } },
  'not found data': { path: '/nothing-here' },
  'sent to sign in': { path: '/home', init: { headers: html } },
  endpoint: { path: '/healthz' },
  head: { path: '/help', init: { method: 'HEAD', headers: html } },
  'wrong method': { path: '/help', init: { method: 'DELETE', headers: { ...html, origin: '' } } },
  'from another site': {
    path: '/sign-out',
    init: { method: 'POST', headers: { ...html, origin: 'https://elsewhere.example' } },
  },
  'static file': { path: '/mark.svg' },
};

async function answer({ path, init }: Sample): Promise<Response> {
  const headers = new Headers(init?.headers);
  if (headers.get('origin') === '') headers.set('origin', server.origin);
  return fetch(server.origin + path, { redirect: 'manual', ...init, headers });
}

test.each(Object.entries(samples))('H10: %s carries every security header', async (_name, sample) => {
  const response = await answer(sample);
  for (const [name, value] of Object.entries(securityHeaders))
    expect([name, response.headers.get(name)]).toEqual([name, value]);
  expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
});

test('H10: the policy of a page is exactly this, with a nonce of its own each time', async () => {
  const policies = await Promise.all(
    [1, 2].map(async () => (await answer(samples.page!)).headers.get('content-security-policy')!),
  );
  const nonces = policies.map((policy) => /'nonce-([^']{16,})'/.exec(policy)?.[1]);
  expect(new Set(nonces).size).toBe(2);
  const [policy] = policies.map((one) =>
    one
      .replaceAll(/'nonce-[^']+'/g, "'nonce'")
      .split('; ')
      .sort(),
  );
  expect(policy).toEqual([
    "base-uri 'none'",
    "connect-src 'self'",
    "default-src 'none'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self' blob:",
    "object-src 'none'",
    "script-src 'self' 'nonce'",
    "style-src 'self'",
    "style-src-attr 'unsafe-hashes' 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='",
    "worker-src 'self'",
  ]);
});

test('H10: no page is written with an inline style, which the policy would refuse', async () => {
  for (const path of ['/', '/help', '/what-we-record', '/sign-out', '/demo']) {
    const body = await (await fetch(server.origin + path, { headers: html })).text();
    expect([path, /<[^>]+ style=/.exec(body)?.[0]]).toEqual([path, undefined]);
  }
});

test('UI4: everything our stylesheet asks for is there, and is ours', async () => {
  const page = await (await fetch(`${server.origin}/help`, { headers: html })).text();
  const sheets = [...page.matchAll(/<link href="([^"]+\.css)"/g)].map(
    ([, href]) => new URL(href!, `${server.origin}/help`),
  );
  expect(sheets.length).toBeGreaterThan(0);
  for (const sheet of sheets) {
    const css = await (await fetch(sheet)).text();
    for (const [, asked] of css.matchAll(/url\(["']?([^"')]+)/g)) {
      const url = new URL(asked!, sheet);
      expect([asked, url.origin, (await fetch(url)).status]).toEqual([asked, server.origin, 200]);
    }
  }
});
