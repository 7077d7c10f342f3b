import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { caseAddress } from '../thread/thread-schema.server.ts';

// No vowels, so that no word comes about; nothing that is mistaken for something else when it is read out on the phone.
const LETTERS = 'bcdfghjkmnpqrstvwxz23456789';
const WORD_LETTERS = 16;

/** Sixteen letters of 27: some 76 bits, so nobody meets a case by trying (MAI1). */
export const newCaseWord = (): string => {
  const word: string[] = [];
  while (word.length < WORD_LETTERS)
    for (const byte of randomBytes(WORD_LETTERS))
      if (byte < 9 * LETTERS.length) word.push(LETTERS[byte % LETTERS.length]!);
  return word.slice(0, WORD_LETTERS).join('');
};

/**
 * The address at which e-mail comes to this case, made when it is first needed; the same from then on. Null where the
 * installation takes no mail in.
 */
export async function caseMailAddress(
  tx: Tx,
  { councilId, caseFileId }: { councilId: string; caseFileId: string },
): Promise<string | null> {
  const { MAIL_DOMAIN } = env();
  if (!MAIL_DOMAIN) return null;
  const ofThis = and(eq(caseAddress.councilId, councilId), eq(caseAddress.caseFileId, caseFileId));
  const known = () => tx.select({ word: caseAddress.word }).from(caseAddress).where(ofThis);
  const [had] = await known();
  if (had) return `${had.word}@${MAIL_DOMAIN}`;
  await tx.insert(caseAddress).values({ councilId, caseFileId, word: newCaseWord() }).onConflictDoNothing();
  const [made] = await known();
  return `${made!.word}@${MAIL_DOMAIN}`;
}
