import { generateHOTP } from '@oslojs/otp';
import type { RunningServer } from './server.ts';
import { Caller, type Answer } from './caller.ts';

export const PASSWORD = 'copper lantern otter';

/** The secret a first sign-in shows as letters, as an authenticator app would keep it. */
export function secretOn(page: string): Uint8Array {
  const letters = /Letters to type: <span[^>]*>([A-Z2-7 ]+)</.exec(page)![1]!.replaceAll(' ', '');
  let bits = '';
  for (const letter of letters) bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0');
  return Uint8Array.from({ length: Math.floor(bits.length / 8) }, (_, at) =>
    Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2),
  );
}

export const codeNow = (key: Uint8Array, stepsAway = 0): string =>
  generateHOTP(key, BigInt(Math.floor(Date.now() / 30_000) + stepsAway), 6);

export interface SignedInStaff {
  visitor: Caller;
  key: Uint8Array;
  /** The page with the recovery codes, as shown once. */
  last: Answer;
}

/** Signs a member of staff in for the first time, through the pages: password, picture, code. */
export async function signInForTheFirstTime(server: RunningServer, email: string): Promise<SignedInStaff> {
  const visitor = new Caller(server);
  await visitor.post('/sign-in?/staff', { email, password: PASSWORD });
  const key = secretOn((await visitor.get('/sign-in/code')).body);
  const last = await visitor.post('/sign-in/code', { code: codeNow(key) });
  return { visitor, key, last };
}
