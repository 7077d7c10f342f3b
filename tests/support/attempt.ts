import type { RunningServer } from './server.ts';
import type { Verdict } from './matrix.ts';

export interface Attempt {
  verdict: Verdict | `broken: ${string}`;
  /** With ids, nonces and names of files taken out, so that two refusals can be compared. */
  body: string;
}

const noise = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|nonce="[^"]*"|__sveltekit_[a-z0-9]+/g;

/** One request as one browser would make it, and what it amounts to. */
async function send(
  server: RunningServer,
  path: string,
  cookie: string | null,
  init: RequestInit = {},
): Promise<Attempt> {
  const headers = { accept: 'text/html', ...(cookie ? { cookie } : {}), ...init.headers };
  const response = await fetch(server.origin + path, { redirect: 'manual', ...init, headers });
  const body = (await response.text()).replace(noise, '·');
  return { verdict: verdictOf(response, body), body };
}

interface Data {
  type?: string;
  status?: number;
  location?: string;
  nodes?: ({ type: string; status?: number } | null)[];
}

function verdictOf(response: Response, body: string): Attempt['verdict'] {
  const data = dataOf(response, body);
  const location = response.headers.get('location') ?? data.location ?? '';
  if (location.startsWith('/sign-in/code')) return 'code';
  if (location.startsWith('/sign-in?next=')) return 'in';
  // A page asked for as data, and an enhanced form, say inside a 200 what went wrong.
  const failedNode = data.nodes?.find((node) => node?.type === 'error');
  const status = failedNode?.status ?? (data.type === 'error' ? (data.status ?? response.status) : response.status);
  if (status === 403 || status === 404) return `${status}`;
  if (status === 405 || status >= 500) return `broken: ${status} ${body.slice(0, 200)}`;
  return 'yes';
}

/** The first line: what comes after it is streamed later. */
function dataOf(response: Response, body: string): Data {
  const json = response.headers.get('content-type')?.includes('json');
  return json ? (JSON.parse(body.split('\n', 1)[0]!) as Data) : {};
}

export const seePage = (server: RunningServer, path: string, cookie: string | null) => send(server, path, cookie);

/** The same page as the router asks for it when somebody follows a link with JavaScript on. */
export const seeData = (server: RunningServer, path: string, cookie: string | null) =>
  send(server, `${path === '/' ? '' : path}/__data.json`, cookie, { headers: { accept: '*/*' } });

/** An empty form: past the gate it is a form error, and changes nothing. */
export const postForm = (server: RunningServer, path: string, cookie: string | null) =>
  send(server, path, cookie, {
    method: 'POST',
    body: new URLSearchParams({}).toString(),
    headers: { origin: server.origin, 'content-type': 'application/x-www-form-urlencoded' },
  });

/** The same form as `use:enhance` sends it. */
export const postEnhanced = (server: RunningServer, path: string, cookie: string | null) =>
  send(server, path, cookie, {
    method: 'POST',
    body: new URLSearchParams({}).toString(),
    headers: {
      accept: 'application/json',
      origin: server.origin,
      'content-type': 'application/x-www-form-urlencoded',
      'x-sveltekit-action': 'true',
    },
  });

export const callEndpoint = (server: RunningServer, method: string, path: string, cookie: string | null) =>
  send(server, path, cookie, { method, headers: { origin: server.origin } });
