import { and, eq, lt } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { makePromise, replacePromises } from '#domain/contact/promises/promise-commands.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import type { AgreementText } from '../agreement/agreement.ts';
import { agreement } from '../agreement/agreement-schema.server.ts';
import { stepsOf } from './clause-steps.ts';

/**
 * Makes every step of a signed agreement a promise with an owner and a date (PRO1), in the transaction of the last
 * signature; `t0` is the day of it. What an earlier agreement of the same mediation promised, and nobody has done, has its
 * place taken by this one. Returns how many were made.
 */
export async function promiseClauses(
  tx: Tx,
  scope: CaseScope,
  { agreementId, text, t0 }: { agreementId: string; text: AgreementText; t0: CalendarDate },
): Promise<number> {
  const earlier = await earlierThan(tx, scope, agreementId);
  if (earlier.length > 0) await replacePromises(tx, scope, earlier, now());
  let made = 0;
  for (const step of stepsOf(text, t0))
    if ((await makePromise(tx, scope, { ...step, kind: 'clause', subjectId: agreementId, madeOn: t0 })) === 'made')
      made += 1;
  return made;
}

/** The agreements of the same mediation that were drawn up before this one. */
async function earlierThan(tx: Tx, { councilId, caseFileId }: CaseScope, agreementId: string): Promise<string[]> {
  const ofCase = and(eq(agreement.councilId, councilId), eq(agreement.caseFileId, caseFileId));
  const [own] = await tx
    .select({ mediationId: agreement.mediationId, number: agreement.number })
    .from(agreement)
    .where(and(ofCase, eq(agreement.agreementId, agreementId)));
  if (!own) return [];
  const rows = await tx
    .select({ agreementId: agreement.agreementId })
    .from(agreement)
    .where(and(ofCase, eq(agreement.mediationId, own.mediationId), lt(agreement.number, own.number)));
  return rows.map((row) => row.agreementId);
}
