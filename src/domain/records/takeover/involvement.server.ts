import { and, eq, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { momentOf } from '#domain/calendar/moment.ts';
import { involvement } from '#domain/cases/stages-schema.server.ts';
import { endStanding } from '#domain/people/on-the-case.server.ts';
import { standing } from '#domain/people/schema.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { faultsInSaid, takeoverOf, type Said } from './takeover.ts';
import { bornOn, familyHere, type FamilyHere } from './who-is-here.server.ts';

export type InvolvementSaid = Refused | { wrong: Record<string, string> } | 'said';

const WHY_ENDED = 'The decisions are the young person’s own now';

/**
 * YPT4: the young person, or an officer in their words, says whether a grown-up stays involved, in what and until when.
 * Who stays is a supporter from then on; who does not has no place on the case. Until this act everybody stays as they were.
 */
export async function sayInvolvement(
  tx: Tx,
  scope: CaseScope,
  said: Said,
  today: CalendarDate,
): Promise<InvolvementSaid> {
  await assertStillStanding(tx, scope);
  const byOfficer = scope.role !== 'young_person';
  if (takeoverOf(await bornOn(tx, scope), today).phase !== 'theirs')
    return refuse('personId', 'The decisions are not the young person’s yet. Nothing changes before the day');
  const here = await familyHere(tx, scope);
  const whose = here.find((one) => one.personId === said.personId && one.role !== 'young_person');
  if (!whose) return refuse('personId', 'Choose somebody who is on the case now');
  const young = here.find(({ role }) => role === 'young_person');
  if (!young) return refuse('personId', 'The young person has to be on the case first. Invite them');
  const wrong = faultsInSaid(said, today, byOfficer);
  if (Object.keys(wrong).length > 0) return { wrong };
  await changePlace(tx, scope, whose, said);
  await takeBackBefore(tx, scope, whose.personId);
  const { councilId, caseFileId, personId: writtenBy } = scope;
  await tx.insert(involvement).values({
    ...{ councilId, caseFileId, involvementId: v7(), personId: whose.personId, stays: said.stays === 'yes' },
    ...{ words: said.words, until: said.until || null, saidBy: young.personId, writtenBy },
  });
  await recordFor(tx, scope, { action: 'involvement.said', target: whose.personId, detail: { stays: said.stays } });
  return 'said';
}

/** Their place as they had it ends, which closes what they have open; who stays comes back as a supporter. */
async function changePlace(tx: Tx, scope: CaseScope, whose: FamilyHere, said: Said): Promise<void> {
  await endStanding(tx, scope, { standingId: whose.standingId, reason: WHY_ENDED, never: false });
  if (said.stays !== 'yes') return;
  const { councilId, caseFileId, personId: grantedBy } = scope;
  await tx.insert(standing).values({
    ...{ councilId, caseFileId, personId: whose.personId, role: 'supporter', grantedBy },
    endsAt: said.until === '' ? null : momentOf(addDays(said.until, 1), '00:00'),
  });
}

const notTakenBack = ({ councilId, caseFileId }: CaseScope) =>
  and(
    ...[eq(involvement.councilId, councilId), eq(involvement.caseFileId, caseFileId), isNull(involvement.withdrawnAt)],
  );

const takeBackBefore = (tx: Tx, scope: CaseScope, personId: string) =>
  tx
    .update(involvement)
    .set({ withdrawnAt: now() })
    .where(and(notTakenBack(scope), eq(involvement.personId, personId)));

/**
 * YPT6: the young person takes back that somebody stays, any day and without a reason. Their place ends in the same
 * transaction, and what they have open closes within two seconds. Null: there is nothing of that id to take back.
 */
export async function withdrawInvolvement(
  tx: Tx,
  scope: CaseScope,
  involvementId: string,
): Promise<null | 'withdrawn'> {
  await assertStillStanding(tx, scope);
  if (!isId(involvementId)) return null;
  const [row] = await tx
    .update(involvement)
    .set({ withdrawnAt: now() })
    .where(and(notTakenBack(scope), eq(involvement.involvementId, involvementId), eq(involvement.stays, true)))
    .returning({ personId: involvement.personId });
  if (!row) return null;
  const place = (await familyHere(tx, scope)).find((one) => one.personId === row.personId && one.role === 'supporter');
  if (place) await endStanding(tx, scope, { standingId: place.standingId, reason: WHY_ENDED, never: false });
  await recordFor(tx, scope, { action: 'involvement.withdrawn', target: row.personId });
  return 'withdrawn';
}
