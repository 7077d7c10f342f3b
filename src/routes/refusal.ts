import { json, type RequestEvent } from '@sveltejs/kit';
import type { Refusal } from '#domain/access/decide.ts';
import { isId } from '#server/ids.ts';

const messages: Record<number, string> = {
  403: 'You cannot change this',
  404: 'Not found',
  405: 'This cannot be done here',
};

/** The answer to somebody who may not. Each of the three ways a page can be asked for gets it in its own shape. */
export function refuse(event: RequestEvent, refusal: Refusal): Promise<Response> | Response {
  if (refusal.because === 'sign-in') return send(event, `/sign-in?next=${encodeURIComponent(event.url.pathname)}`);
  if (refusal.because === 'second-step') return send(event, '/sign-in/code');
  return say(event, refusal.because === 'unknown' ? 404 : 403);
}

/** Says an error, as the error page or as data. Nothing of the address that was asked for is repeated. */
export function say(event: RequestEvent, status: 403 | 404 | 405): Promise<Response> | Response {
  const message = messages[status]!;
  if (isForm(event)) return json({ type: 'error', status, error: { message } }, { status });
  if (event.isDataRequest || !wantsPage(event)) return json({ message }, { status });
  return event.fetch(`/refused/${status}${about(event, status)}`, { headers: { accept: 'text/html' } });
}

/** Whose existence may be told: to those who see the case, it; to staff, whatever well-formed id they asked for. */
function about(event: RequestEvent, status: number): string {
  const { caseFile } = event.params as { caseFile?: string };
  const { person } = event.locals;
  const staff = person?.kind === 'staff' && person.complete;
  return caseFile && isId(caseFile) && (staff || status !== 404) ? `?case=${caseFile}` : '';
}

function send(event: RequestEvent, location: string): Response {
  if (isForm(event)) return json({ type: 'redirect', status: 303, location });
  // The router would follow a bare redirect into a page, and could not read it as data.
  if (event.isDataRequest) return json({ type: 'redirect', location });
  return new Response(null, { status: 303, headers: { location } });
}

const isForm = (event: RequestEvent) => event.request.headers.get('x-sveltekit-action') === 'true';
const wantsPage = (event: RequestEvent) => (event.request.headers.get('accept') ?? '').includes('text/html');
