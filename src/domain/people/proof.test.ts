import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateHOTP, generateTOTP } from '@oslojs/otp';
import { beforeAll, describe, expect, test } from 'vitest';
import { deviceInWords } from './device.ts';
import { namesTheChild, stateOf } from './invitation.ts';
import { faultOf, hashPassword, isPassword } from './password.server.ts';
import { qrPicture } from './qr.server.ts';
import { seal, unseal } from '#server/seal.ts';
import { base32, linkToken, sameSecret, sixDigits } from './secrets.server.ts';
import { stepAt, stepOf } from './totp.server.ts';

const codeAt = (key: Uint8Array, step: number) => generateHOTP(key, BigInt(step), 6);
const folder = mkdtempSync(join(tmpdir(), 'common-ground-key-'));
beforeAll(() => void (process.env.DATA_DIR = folder));

describe('a password', () => {
  test('F05: only a slow hash of it is kept, and only the same words match', async () => {
    const stored = await hashPassword('copper lantern otter');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await isPassword('copper lantern otter', stored)).toBe(true);
    expect(await isPassword('copper lantern otters', stored)).toBe(false);
    expect(await isPassword('copper lantern otter', null)).toBe(false);
  });

  test.each([
    'short',
    'Password2026!!',
    'qwertyuiop123',
    'PriyaShah2026',
    'liverpoolfc1892',
    '111111111111',
    'passwordpassword',
  ])('%s will not do', (password) => expect(faultOf(password, ['Priya', 'Shah'])).not.toBeNull());
  test.each(['copper lantern otter', 'ærlige små nøtter i skogen', '7-jumping-hazelnuts'])('%s will do', (password) =>
    expect(faultOf(password, ['Priya', 'Shah'])).toBeNull(),
  );
});

describe('a code from an app', () => {
  const key = new Uint8Array(20).fill(7);
  const moment = new Date('2026-05-04T10:00:15Z');

  test('F09: this half minute and the last, no other', () => {
    const at = (seconds: number) => new Date(moment.getTime() + seconds * 1000);
    const now = stepAt(moment);
    const codes = new Map([-2, -1, 0, 1, 2].map((away) => [away, codeAt(key, now + away)]));
    expect(stepOf(key, codes.get(0)!, moment)).toBe(now);
    expect(stepOf(key, codes.get(-1)!, moment)).toBe(now - 1);
    for (const away of [-2, 1, 2]) expect(stepOf(key, codes.get(away)!, moment)).toBeNull();
    expect(stepOf(key, codes.get(0)!, at(30))).toBe(now);
    expect(stepOf(key, '', moment)).toBeNull();
  });

  test('it is the code every authenticator app shows', () => {
    const step = stepAt(new Date());
    expect([codeAt(key, step), codeAt(key, step + 1)]).toContain(generateTOTP(key, 30, 6));
  });
});

describe('what is sealed', () => {
  test('opens for its owner alone, and not when a bit was changed', () => {
    const sealed = seal(Buffer.from('secret'), 'council/priya');
    expect(Buffer.from(unseal(sealed, 'council/priya')).toString()).toBe('secret');
    expect(() => unseal(sealed, 'council/sam')).toThrow();
    sealed[30] = sealed[30]! ^ 1;
    expect(() => unseal(sealed, 'council/priya')).toThrow();
  });
  test('S10: nobody else on the machine can read the key', () => {
    expect(statSync(join(folder, 'installation.key')).mode & 0o777).toBe(0o600);
  });
});

describe('secrets', () => {
  test('G06: a link holds 256 bits, in letters that can be typed', () => {
    expect(linkToken()).toMatch(/^[a-z2-7]{52}$/);
    expect(new Set(Array.from({ length: 200 }, linkToken)).size).toBe(200);
    expect(base32(Buffer.from('foobar'))).toBe('mzxw6ytboi');
  });
  test('six digits are always six', () =>
    expect(Array.from({ length: 500 }, sixDigits).every((code) => /^\d{6}$/.test(code))).toBe(true));
  test('secrets of different lengths are compared, and differ', () =>
    expect([sameSecret('a', 'a'), sameSecret('a', 'ab')]).toEqual([true, false]));
});

describe('an invitation', () => {
  const fresh = { expired: false, usedAt: null, cancelledAt: null, wrongPersonAt: null };
  test('PEO2: what closed it for good comes before its age', () => {
    const then = new Date();
    expect(stateOf(fresh)).toBe('open');
    expect(stateOf({ ...fresh, expired: true })).toBe('expired');
    expect(stateOf({ ...fresh, expired: true, usedAt: then })).toBe('used');
    expect(stateOf({ ...fresh, cancelledAt: then, expired: true })).toBe('cancelled');
    expect(stateOf({ ...fresh, wrongPersonAt: then, usedAt: then })).toBe('wrong_person');
  });
  test('PEO4: the child’s name is noticed in what is asked, and only as a word', () => {
    expect(namesTheChild('Please check Maya’s papers', ['Maya'])).toBe(true);
    expect(namesTheChild('please check MAYA', ['Maya'])).toBe(true);
    expect(namesTheChild('Please come in May', ['Ma', ''])).toBe(false);
    expect(namesTheChild('a (b', ['(b'])).toBe(true);
  });
});

test('a device in words', () => {
  expect(deviceInWords('Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36')).toBe(
    'Chrome on an Android phone or tablet',
  );
  expect(deviceInWords('')).toBe('A browser on another device');
});

test('a QR picture is one path inside its border', () => {
  const { path, size } = qrPicture('otpauth://totp/x');
  expect(path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/);
  expect(size).toBeGreaterThan(28);
});
