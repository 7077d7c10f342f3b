import { and, count, eq, isNull, sql } from 'drizzle-orm';
import type { Person } from '#domain/access/standing.ts';
import { inTransaction } from '#server/db.ts';
import { record } from '#server/history.ts';
import { RECOVERY_CODES, RECOVERY_CODES_LOW } from './limits.ts';
import { recoveryCode } from './sign-in-schema.server.ts';
import { hashOf, readableSecret } from './secrets.server.ts';
import { tryAgainAfterSeconds } from './slow-down.server.ts';
import type { Proof } from './staff.server.ts';

const mine = (who: Person) => and(eq(recoveryCode.councilId, who.councilId), eq(recoveryCode.personId, who.personId));
/** How it is typed makes no difference: spaces, hyphens and capitals are for the eye. */
const plain = (typed: string) => typed.toLowerCase().replace(/[^a-z0-9]/g, '');
const asHash = (who: Person, typed: string) => hashOf(`${who.personId}/${plain(typed)}`);

/** Makes a person's recovery codes, in place of any they had. Shown once; about 50 bits each, so a hash hides them. */
export async function newRecoveryCodes(who: Person): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => `${readableSecret(5)}-${readableSecret(5)}`);
  const { councilId, personId } = who;
  await inTransaction(who, async (tx) => {
    await tx.delete(recoveryCode).where(mine(who));
    await tx.insert(recoveryCode).values(codes.map((code) => ({ councilId, personId, codeHash: asHash(who, code) })));
    await record(tx, {
      councilId,
      caseFileId: null,
      actorId: personId,
      action: 'recovery_codes.made',
      target: personId,
    });
  });
  return codes;
}

/** The second step without the phone: one of the codes on paper, once. */
export async function proveRecoveryCode(who: Person, typed: string): Promise<Proof> {
  const seconds = await tryAgainAfterSeconds('second-step', `recovery/${who.personId}`);
  if (seconds > 0) return { because: 'wait', seconds };
  const spent = await inTransaction(who, async (tx) => {
    const rows = await tx
      .update(recoveryCode)
      .set({ usedAt: sql`now()` })
      .where(and(mine(who), eq(recoveryCode.codeHash, asHash(who, typed)), isNull(recoveryCode.usedAt)))
      .returning({ personId: recoveryCode.personId });
    if (rows.length > 0)
      await record(tx, {
        councilId: who.councilId,
        caseFileId: null,
        actorId: who.personId,
        action: 'recovery_code.used',
        target: who.personId,
      });
    return rows.length > 0;
  });
  return spent ? { ok: { ...who, complete: true } } : { because: 'wrong' };
}

/** How many recovery codes are left, and whether that is few enough to say so. */
export async function recoveryCodesLeft(who: Person): Promise<{ left: number; low: boolean }> {
  const [found] = await inTransaction(who, (tx) =>
    tx
      .select({ left: count() })
      .from(recoveryCode)
      .where(and(mine(who), isNull(recoveryCode.usedAt))),
  );
  const left = found?.left ?? 0;
  return { left, low: left <= RECOVERY_CODES_LOW };
}
