import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { commonPasswords } from './common-passwords.ts';
import { passwordRules } from './limits.ts';

const derive = promisify(argon2);
/** OWASP's figures for argon2id: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

const work = (password: string, nonce: Uint8Array): Promise<Buffer> =>
  derive('argon2id', { message: Buffer.from(password.normalize('NFKC')), nonce, ...COST });

/** A password as it is stored: the usual text form, so that the cost can be raised later and old ones still read. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await work(password, salt);
  const bare = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${bare(salt)}$${bare(tag)}`;
}

/**
 * Whether the password is the one. With no stored hash the same work is done and the answer is no, so that the time
 * taken does not tell who has an account.
 */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [salt, tag] = stored
    ? stored
        .split('$')
        .slice(4)
        .map((part) => Buffer.from(part, 'base64'))
    : [];
  const made = await work(password, salt ?? randomBytes(16));
  return tag !== undefined && tag.length === made.length && timingSafeEqual(made, tag);
}

/** What is wrong with a new password, in a sentence; null when nothing is. Length is what counts; no rules about symbols. */
export function faultOf(password: string, about: readonly string[]): string | null {
  if ([...password].length < passwordRules.shortest)
    return `Use ${passwordRules.shortest} or more letters, numbers or spaces`;
  if (password.length > passwordRules.longest) return `Use ${passwordRules.longest} characters or fewer`;
  const plain = password.toLowerCase().replace(/[^a-z]/g, '');
  const known = about.map((word) => word.toLowerCase().replace(/[^a-z]/g, '')).filter((word) => word.length > 3);
  if (
    commonPasswords.some((word) => plain === word || plain === word + word) ||
    plain === '' ||
    new Set(password).size < 5
  )
    return 'Too many people use a password like this. Try three words that do not belong together';
  const rest = known.reduce((left, word) => left.replaceAll(word, ''), plain);
  if (rest !== plain && rest.length < 4) return 'Do not use your name or the council’s';
  return null;
}
