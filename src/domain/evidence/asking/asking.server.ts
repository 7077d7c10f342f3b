import { and, asc, eq, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { isExcluded } from '#domain/people/invite.server.ts';
import { person } from '#domain/people/schema.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { stateOfAsking, type Asking } from './asking.ts';
import { sendAskingLink } from './asking-link.server.ts';
import { adviceRequest, chase } from './asking-schema.server.ts';
import { beginOnPapers, refuse, type Refused } from '../begin.server.ts';
import { nameShown } from '../names.server.ts';
import { isHere } from '../paper.ts';
import { thisRow } from '../list/rows-commands.server.ts';
import { rowsOf } from '../list/rows.server.ts';
import { checkRow } from '../schema.server.ts';

export interface NewAsking {
  checkRowId: string;
  askedOf: string;
  /** Read by `readEmail`: one plain address. */
  email: string;
  dueOn: CalendarDate;
  wishOf: 'council' | 'family';
}

/**
 * Asks one practitioner for one paper of the list, and sends them a link. ASK1: the row's due day is this one from now
 * on, unless its paper is here already. Null when there is no such row on this case file.
 */
export async function askForPaper(tx: Tx, scope: CaseScope, given: NewAsking): Promise<Refused | null | 'asked'> {
  await beginOnPapers(tx, scope);
  const row = (await rowsOf(tx, scope)).find(({ checkRowId }) => checkRowId === given.checkRowId);
  if (!row) return null;
  const askedOn = dateOf(now());
  if (given.dueOn < askedOn) return refuse('dueOn', 'Choose a day from today on.');
  if (await isExcluded(tx, scope, { fullName: given.askedOf, email: given.email, mobile: null }))
    return refuse('askedOf', 'This person may have no part in this case. Ask somebody else.');
  const waiting = (await askingsOf(tx, scope)).filter(({ checkRowId }) => checkRowId === given.checkRowId);
  if (waiting.some(({ askedOf, state }) => state === 'open' && askedOf === given.askedOf))
    return refuse('askedOf', 'You have asked them for this already. Chase it, or cancel it first.');
  const { councilId, caseFileId, personId: askedBy } = scope;
  const link = await sendAskingLink(tx, scope, { ...given, askedBy }, 'first');
  const [made] = await tx
    .insert(adviceRequest)
    .values({ councilId, caseFileId, ...given, askedBy, askedOn, ...link })
    .returning({ id: adviceRequest.adviceRequestId });
  if (!isHere(row.paper)) await tx.update(checkRow).set({ dueOn: given.dueOn }).where(thisRow(scope, given.checkRowId));
  await recordFor(tx, scope, {
    action: 'advice.asked',
    target: made!.id,
    detail: { askedOf: given.askedOf, dueOn: given.dueOn },
  });
  return 'asked';
}

const expired = sql<boolean>`${adviceRequest.linkEndsAt} <= now()`;

/** Every asking of the case file in the order they were made, with the days they were chased. No address, no link. */
export async function askingsOf(tx: Tx, { councilId, caseFileId }: CaseScope): Promise<Asking[]> {
  const rows = await tx
    .select({ row: adviceRequest, expired, askedByName: nameShown })
    .from(adviceRequest)
    .innerJoin(person, and(eq(person.councilId, adviceRequest.councilId), eq(person.personId, adviceRequest.askedBy)))
    .where(and(eq(adviceRequest.councilId, councilId), eq(adviceRequest.caseFileId, caseFileId)))
    .orderBy(asc(adviceRequest.adviceRequestId));
  if (rows.length === 0) return [];
  const chased = await tx
    .select({ id: chase.adviceRequestId, at: chase.at })
    .from(chase)
    .where(and(eq(chase.councilId, councilId), eq(chase.caseFileId, caseFileId)))
    .orderBy(asc(chase.at));
  return rows.map(({ row, expired: old, askedByName }) => {
    const { adviceRequestId, checkRowId, askedOf, askedOn, dueOn, wishOf, evidenceItemId } = row;
    return {
      ...{ adviceRequestId, checkRowId, askedOf, askedOn, dueOn, wishOf, evidenceItemId, askedByName },
      state: stateOfAsking({ ...row, expired: old }),
      chasedOn: chased.filter(({ id }) => id === adviceRequestId).map(({ at }) => dateOf(at)),
    };
  });
}
