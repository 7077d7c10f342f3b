import { createCipheriv, createDecipheriv, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { env } from './env.ts';

const KEY_BYTES = 32;
let held: Buffer | undefined;

/**
 * The installation's own key, made on first need and readable by this user alone. It is kept apart from the database and
 * from the files, so that a stolen copy of the one is no use without the other. Nodes that share a database share it.
 * Lost, it takes every paper with it.
 */
function installationKey(): Buffer {
  const { DATA_DIR, KEY_FILE } = env();
  const file = KEY_FILE ?? join(DATA_DIR, 'installation.key');
  if (!existsSync(file)) makeKey(file);
  const key = readFileSync(file);
  if (key.length !== KEY_BYTES) throw new Error(`${file} is no key: it has ${key.length} bytes and not ${KEY_BYTES}.`);
  return key;
}

function makeKey(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  // Written under another name first and linked: two nodes that start together never see half a key, nor make two.
  const unfinished = `${file}.${randomUUID()}`;
  writeFileSync(unfinished, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx' });
  try {
    linkSync(unfinished, file);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
  } finally {
    rmSync(unfinished);
  }
}
const key = () => (held ??= installationKey());

/** Seals bytes with AES-256-GCM for one owner: moved to another row they do not open. Nonce, tag, then the sealed bytes. */
export function seal(plain: Uint8Array, owner: string): Uint8Array {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key(), nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Opens what `seal` made for the same owner. Throws when it was changed, moved, or sealed by another installation. */
export function unseal(sealed: Uint8Array, owner: string): Uint8Array {
  const opener = createDecipheriv('aes-256-gcm', key(), sealed.subarray(0, 12)).setAAD(Buffer.from(owner));
  opener.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([opener.update(sealed.subarray(28)), opener.final()]);
}

/** A hash of something short, such as six digits, that nobody can find by trying them all against a copy of the database. */
export const keyedHash = (text: string): string => createHmac('sha256', key()).update(text).digest('hex');
