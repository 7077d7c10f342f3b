import { padded, unpadded } from './padding.ts';

const AES = 'AES-GCM';
const IV_BYTES = 12;
const KEY_BYTES = 32;
export type Bytes = Uint8Array<ArrayBuffer>;

const utf8 = new TextEncoder();
/** Fields joined so that no two lists of them give the same bytes. */
export const bound = (...fields: readonly string[]): Bytes => utf8.encode(JSON.stringify(fields));
export const randomBytes = (count: number): Bytes => crypto.getRandomValues(new Uint8Array(count));
export const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

export function joined(...parts: readonly Uint8Array[]): Bytes {
  const made = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    made.set(part, at);
    at += part.length;
  }
  return made;
}

export const newKeyBytes = (): Bytes => randomBytes(KEY_BYTES);

/** A key for sealing. Once imported, its bytes can be had from it no more. */
export const keyFrom = (bytes: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytes, AES, false, ['encrypt', 'decrypt']);

/** Sealed bytes: `[iv][ciphertext and tag]`, padded inside. `about` is not in them, and must be the same to open them. */
export async function seal(key: CryptoKey, plain: Uint8Array, about: Bytes): Promise<Bytes> {
  const iv = randomBytes(IV_BYTES);
  const sealed = await crypto.subtle.encrypt({ name: AES, iv, additionalData: about }, key, padded(plain));
  return joined(iv, new Uint8Array(sealed));
}

/** Null when it was sealed with another key, about something else, or changed on its way. */
export async function open(key: CryptoKey, sealed: Uint8Array, about: Bytes): Promise<Uint8Array | null> {
  const iv = new Uint8Array(sealed.subarray(0, IV_BYTES));
  const rest = new Uint8Array(sealed.subarray(IV_BYTES));
  try {
    return unpadded(new Uint8Array(await crypto.subtle.decrypt({ name: AES, iv, additionalData: about }, key, rest)));
  } catch {
    return null;
  }
}
