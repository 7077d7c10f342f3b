import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { adultFor } from '#domain/cases/adults.server.ts';
import { preflight } from '#domain/cases/adults.ts';
import { standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { RequestRow } from '../requests/asking.server.ts';
import { asNobody, recordAtDesk, tellAsker, type Done } from '../requests/desk.server.ts';
import { dataRequest } from '../schema.server.ts';
import { finalCheck } from './final-check.server.ts';

/** What stands for or against sending to whoever asked, today (J04). */
export type MaySend =
  { may: true; facts: Record<string, string>; askFirst: string | null } | { may: false; because: string };

/** J04: whether anything may go to whoever asked. A young person asks for themselves; everybody else as every sending is checked. */
export const maySendTo = (tx: Tx, scope: Scope, row: RequestRow, today: CalendarDate): Promise<MaySend> =>
  asNobody(tx, scope, row, async () => {
    const { councilId, caseFileId, askedBy, askedByName } = row;
    if (!askedBy) return { may: false, because: `${askedByName} has no account here.` };
    const [place] = await tx
      .select({ role: standing.role })
      .from(standing)
      .where(
        and(
          eq(standing.councilId, councilId),
          eq(standing.caseFileId, caseFileId),
          eq(standing.personId, askedBy),
          isNull(standing.endedAt),
        ),
      );
    if (!place) return { may: false, because: `${askedByName} is not on this case any more.` };
    if (place.role === 'young_person') return { may: true, facts: { name: askedByName }, askFirst: null };
    const adult = await adultFor(tx, row, askedBy);
    if (!adult) return { may: false, because: `Nobody has written down who ${askedByName} is to the child.` };
    return preflight(adult, today);
  });

const move = (tx: Tx, { councilId, dataRequestId }: RequestRow, set: Record<string, unknown>) =>
  tx
    .update(dataRequest)
    .set(set)
    .where(and(eq(dataRequest.councilId, councilId), eq(dataRequest.dataRequestId, dataRequestId)));

/**
 * Says that it can go: everything is decided about, and nothing that stops it is left. Where a name of somebody else
 * stays in, `whyNamesStay` says why.
 */
export async function makeReady(tx: Tx, scope: Scope, row: RequestRow, whyNamesStay: string): Promise<Done> {
  if (row.state !== 'gathered') return { refused: { ready: 'There is nothing to make ready' } };
  const { undecided, hits } = await finalCheck(tx, scope, row);
  if (undecided.length > 0) return { refused: { ready: `Decide about everything first: ${undecided.length} left` } };
  const stops = hits.find((hit) => hit.stops);
  if (stops) return { refused: { ready: `Number ${stops.number} still holds ${stops.what}` } };
  if (hits.length > 0 && !whyNamesStay)
    return { refused: { whyNamesStay: 'Look at each of these, and say why they stay' } };
  await move(tx, row, { state: 'ready', readyBy: scope.personId, readyAt: sql`now()` });
  await recordAtDesk(tx, scope, row, 'data.made_ready', { hits, whyNamesStay });
  return 'done';
}

/** Takes it back to be read again: by either of the two. */
export async function readAgain(tx: Tx, scope: Scope, row: RequestRow): Promise<Done> {
  if (row.state !== 'ready') return { refused: { release: 'This does not wait for a second person' } };
  await move(tx, row, { state: 'gathered', readyBy: null, readyAt: null });
  await recordAtDesk(tx, scope, row, 'data.read_again');
  return 'done';
}

/** SAR8: lets it out, by a second person, to somebody who may have it today. What they were shown is what goes. */
export async function release(
  tx: Tx,
  scope: Scope,
  row: RequestRow,
  { askedFirst, today }: { askedFirst: boolean; today: CalendarDate },
): Promise<Done> {
  if (row.state !== 'ready') return { refused: { release: 'This is not ready to go out' } };
  if (row.readyBy === scope.personId)
    return { refused: { release: 'Somebody else must release it: you made it ready' } };
  const may = await maySendTo(tx, scope, row, today);
  if (!may.may) return { refused: { release: may.because } };
  if (may.askFirst && !askedFirst)
    return { refused: { askedFirst: 'Say that you asked: this grown-up’s restriction wants it each time' } };
  const { hits } = await finalCheck(tx, scope, row);
  const stops = hits.find((hit) => hit.stops);
  if (stops) return { refused: { release: `Number ${stops.number} holds ${stops.what}. Take it back` } };
  await move(tx, row, { state: 'released', releasedBy: scope.personId, releasedAt: sql`now()` });
  await recordAtDesk(tx, scope, row, 'data.released', { ...may.facts });
  await tellAsker(tx, row);
  return 'done';
}
