import { sql } from 'drizzle-orm';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import type { Tx } from '#server/db.ts';
import { myRequest, type RequestRow } from '../requests/asking.server.ts';
import { FETCH_DAYS } from '../requests/request.ts';
import type { Part } from '../sources.ts';
import { itemsOf, wordsGoingOut } from './deciding.server.ts';

/** One thing as it goes out. What is hidden in it is not here. */
export interface OneOut {
  part: Part;
  class: 'case' | 'joint';
  number: number;
  title: string;
  words: string;
  /** Why parts of it are hidden; empty when none are. */
  exemption: string;
}

/** All that a released copy is made from. */
export interface Copy {
  row: RequestRow;
  things: OneOut[];
  withheld: { exemption: string; number: number }[];
}

/** Until when a released copy can be fetched. */
export const fetchUntil = (releasedAt: Date): CalendarDate => addDays(dateOf(releasedAt), FETCH_DAYS);

/**
 * What was released, for whoever asked for it and has a place on the case now; recorded each time. Null: nothing is
 * released to them, or it was too long ago.
 */
export async function fetchCopy(
  tx: Tx,
  scope: CaseScope<'data:ask'>,
  dataRequestId: string,
  { as, today }: { as: 'pdf' | 'csv'; today: CalendarDate },
): Promise<Copy | null> {
  await assertStillStanding(tx, scope);
  const row = await myRequest(tx, scope, dataRequestId);
  if (row?.state !== 'released' || today > fetchUntil(row.releasedAt!)) return null;
  const things = (await itemsOf(tx, row)).flatMap((item): OneOut[] => {
    const words = wordsGoingOut(item);
    const { number, title, exemption } = item;
    return words === null ? [] : [{ part: item.source as Part, class: item.class, number, title, words, exemption }];
  });
  const withheld = await tx.execute<{ exemption: string; number: number }>(
    sql`select exemption, number from withheld_from(${dataRequestId})`,
  );
  await recordFor(tx, scope, { action: 'data.fetched', target: dataRequestId, detail: { as } });
  return { row, things, withheld: [...withheld] };
}
