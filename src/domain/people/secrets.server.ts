import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** SHA-256 in hex: all that is ever stored of a token, a code or a sign-in. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Compares two strings in a time that does not tell where they differ. */
export const sameSecret = (one: string, other: string): boolean =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());

/** 160 random bits in hex, for a sign-in. */
export const signInSecret = (): string => randomBytes(20).toString('hex');

/** Six digits, evenly spread: what can be read out on the phone. */
export const sixDigits = (): string => String(randomInt(1_000_000)).padStart(6, '0');

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** `length` letters and digits that nobody mistakes for one another on paper. About five bits each. */
export const readableSecret = (length: number): string =>
  Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** Bytes in lower-case base32: can be typed from a letter, and capitals make no difference. */
export function base32(bytes: Uint8Array): string {
  let bits = 0;
  let held = 0;
  let text = '';
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[(held >>> (bits - 5)) & 31];
    held &= 0xff;
  }
  return bits > 0 ? text + BASE32[(held << (5 - bits)) & 31] : text;
}

/** 256 random bits for a link, in base32 (52 characters). */
export const linkToken = (): string => base32(randomBytes(32));
