import { bound, joined, randomBytes, sha256, type Bytes } from './cipher.ts';
import { twoWords } from './two-words.ts';

const CURVE = 'X25519';
const NONCE_BYTES = 16;

/** One half of one handshake, made for it and thrown away after it. */
export interface Pair {
  own: CryptoKey;
  publicBytes: Bytes;
}

/** What both ends of a handshake come to have, if nobody stood between them. */
export interface Agreed {
  /** Seals keys from the leader to this participant. */
  key: CryptoKey;
  /** Read aloud, they are the same at both ends only when the keys are. */
  words: [string, string];
}

/** Everything both ends saw. */
export interface Transcript {
  roomId: string;
  participantId: string;
  leaderId: string;
  participantPublic: Uint8Array;
  leaderPublic: Uint8Array;
  nonce: Uint8Array;
}

/** Whether this browser can seal: X25519 came to browsers between 2023 and 2025. */
export async function canSeal(): Promise<boolean> {
  try {
    await newPair();
    return true;
  } catch {
    return false;
  }
}

export async function newPair(): Promise<Pair> {
  const made = (await crypto.subtle.generateKey({ name: CURVE }, false, ['deriveBits'])) as CryptoKeyPair;
  return { own: made.privateKey, publicBytes: new Uint8Array(await crypto.subtle.exportKey('raw', made.publicKey)) };
}

export const newNonce = (): Bytes => randomBytes(NONCE_BYTES);

/**
 * What a participant sends before it has seen the leader's key. It cannot be opened to another key later, so a server in
 * the middle has to choose its keys before it knows which words they will give: it gets one guess in 65,536.
 */
export const commitmentTo = (publicBytes: Uint8Array, nonce: Uint8Array, roomId: string): Promise<Bytes> =>
  sha256(joined(bound('common ground commitment', roomId), publicBytes, nonce));

export async function opens(
  commitment: Uint8Array,
  publicBytes: Uint8Array,
  nonce: Uint8Array,
  roomId: string,
): Promise<boolean> {
  const expected = await commitmentTo(publicBytes, nonce, roomId);
  return commitment.length === expected.length && expected.every((byte, i) => byte === commitment[i]);
}

/** Agrees on a key with the other half. `theirs` is the other end's public key, which is one of the transcript's two. */
export async function agree({ own }: Pair, theirs: Uint8Array, seen: Transcript): Promise<Agreed> {
  const publicKey = await crypto.subtle.importKey('raw', new Uint8Array(theirs), CURVE, false, []);
  const secret = await crypto.subtle.deriveBits({ name: CURVE, public: publicKey }, own, 256);
  const salt = await sha256(
    joined(
      bound('common ground handshake', seen.roomId, seen.participantId, seen.leaderId),
      seen.participantPublic,
      seen.leaderPublic,
      seen.nonce,
    ),
  );
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits', 'deriveKey']);
  const as = (info: string) => ({ name: 'HKDF', hash: 'SHA-256', salt, info: bound(info) });
  const key = await crypto.subtle.deriveKey(as('key'), base, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  const words = new Uint8Array(await crypto.subtle.deriveBits(as('words'), base, 16));
  return { key, words: twoWords(words) };
}
