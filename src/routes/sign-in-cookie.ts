import type { Cookies, RequestEvent } from '@sveltejs/kit';
import type { Person } from '#domain/access/standing.ts';
import { signInLimits, type SignInLimits } from '#domain/people/limits.ts';
import { openSignIn, signInCookie } from '#domain/people/sign-in.server.ts';
import { deviceInWords } from '#domain/people/device.ts';

const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const;

/**
 * Signs this browser in, with a new cookie in place of whatever it had. Only "this phone is mine" outlives the browser;
 * every other cookie goes when it closes.
 */
export async function signInHere(event: RequestEvent, person: Person, limits: SignInLimits): Promise<void> {
  const device = deviceInWords(event.request.headers.get('user-agent') ?? '');
  const id = await openSignIn(person, limits, device, event.locals);
  const maxAge = limits === 'own_device' ? { maxAge: signInLimits.own_device.absoluteMs / 1000 } : {};
  event.cookies.set(signInCookie, id, { ...attributes, ...maxAge });
}

export const forgetSignIn = (cookies: Cookies): void => cookies.delete(signInCookie, attributes);
