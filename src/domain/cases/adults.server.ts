import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { faultsInAdult, type Adult, type AdultGiven } from './adults.ts';
import { adult } from './adults-schema.server.ts';

type Case = Pick<CaseScope, 'councilId' | 'caseFileId'>;

const ofCase = (scope: Case) => and(eq(adult.councilId, scope.councilId), eq(adult.caseFileId, scope.caseFileId));
const thisAdult = (scope: CaseScope, adultId: string) => and(ofCase(scope), eq(adult.adultId, adultId));

const shown = {
  adultId: adult.adultId,
  personId: adult.personId,
  fullName: adult.fullName,
  relation: adult.relation,
  responsibility: adult.responsibility,
  checkedHow: adult.checkedHow,
  checkedOn: adult.checkedOn,
  checkedByName: person.fullName,
  holdsUntil: adult.holdsUntil,
  restriction: adult.restriction,
  restrictionWords: adult.restrictionWords,
  address: adult.address,
  addressHidden: adult.addressHidden,
  schoolHidden: adult.schoolHidden,
  endedAt: adult.endedAt,
};
const adults = (tx: Tx) =>
  tx
    .select(shown)
    .from(adult)
    .leftJoin(person, and(eq(person.councilId, adult.councilId), eq(person.personId, adult.checkedBy)));

/** The adults of this case, those who were taken off last. With addresses: for officers alone (`adult:see`). */
export const adultsOf = (tx: Tx, scope: Case): Promise<Adult[]> =>
  adults(tx)
    .where(ofCase(scope))
    .orderBy(asc(sql`${adult.endedAt} is not null`), asc(adult.fullName), asc(adult.adultId));

/** One adult, found by both ids: another case's is as unknown as one that never was (J04). */
export async function adultOf(tx: Tx, scope: CaseScope, adultId: string): Promise<Adult | null> {
  if (!isId(adultId)) return null;
  const [found] = await adults(tx).where(thisAdult(scope, adultId));
  return found ?? null;
}

/** What is known of somebody who has come to the case, as one of its adults. Null: nobody has checked them here. */
export async function adultFor(tx: Tx, scope: Case, personId: string): Promise<Adult | null> {
  const [found] = await adults(tx)
    .where(and(ofCase(scope), eq(adult.personId, personId)))
    .orderBy(asc(sql`${adult.endedAt} is not null`))
    .limit(1);
  return found ?? null;
}

export type Checked = { adultId: string } | { wrong: ReturnType<typeof faultsInAdult> };

/** Writes down, or puts right, what was checked of an adult: who checked it is whoever writes it. */
export async function checkAdult(
  tx: Tx,
  scope: CaseScope,
  adultId: string | null,
  given: AdultGiven,
  today: CalendarDate,
): Promise<Checked | null> {
  await assertStillStanding(tx, scope);
  const wrong = faultsInAdult(given, today);
  if (Object.keys(wrong).length > 0) return { wrong };
  const { councilId, caseFileId, personId } = scope;
  const checked =
    given.responsibility === 'not_checked'
      ? { checkedBy: null, checkedOn: null, checkedHow: '' }
      : { checkedBy: personId };
  const row = { ...given, ...checked, updatedBy: personId, updatedAt: sql`now()` };
  const [kept] = adultId
    ? await tx
        .update(adult)
        .set(row)
        .where(and(thisAdult(scope, adultId), isNull(adult.endedAt)))
        .returning({ adultId: adult.adultId })
    : await tx
        .insert(adult)
        .values({ councilId, caseFileId, ...row })
        .returning({ adultId: adult.adultId });
  if (!kept) return null;
  await recordFor(tx, scope, { action: 'adult.checked', target: kept.adultId, detail: { ...given } });
  return kept;
}

/** Takes an adult off the list: nothing goes to them any more. What was sent to them stays written down. */
export async function endAdult(tx: Tx, scope: CaseScope, adultId: string): Promise<'ended' | null> {
  await assertStillStanding(tx, scope);
  if (!isId(adultId)) return null;
  const rows = await tx
    .update(adult)
    .set({ endedAt: sql`now()`, updatedBy: scope.personId, updatedAt: sql`now()` })
    .where(and(thisAdult(scope, adultId), isNull(adult.endedAt)))
    .returning({ adultId: adult.adultId });
  if (rows.length === 0) return null;
  await recordFor(tx, scope, { action: 'adult.ended', target: adultId });
  return 'ended';
}

/** Hides where whoever asks lives from the other grown-ups of the case. What was hidden already stays so. */
export async function hideAddressOf(tx: Tx, scope: CaseScope<'plan:write'>): Promise<void> {
  await tx
    .update(adult)
    .set({ addressHidden: true, updatedBy: scope.personId, updatedAt: sql`now()` })
    .where(and(ofCase(scope), eq(adult.personId, scope.personId), eq(adult.addressHidden, false)));
}
