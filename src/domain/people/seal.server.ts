import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from '#server/env.ts';

let held: Buffer | undefined;

/**
 * The installation's own key, made on first need and readable by this user alone. It is kept apart from the database,
 * so that a stolen copy of the one is no use without the other. Nodes that share a database share this file.
 */
function installationKey(): Buffer {
  const { DATA_DIR } = env();
  const file = join(DATA_DIR, 'installation.key');
  try {
    mkdirSync(DATA_DIR, { recursive: true });
    writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' });
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
  }
  return readFileSync(file);
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
