import { sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import { addDays } from '#domain/calendar/date.ts';
import { momentOf } from '#domain/calendar/moment.ts';
import { dateOf } from '#domain/calendar/today.ts';
import type { Tx } from '#server/db.ts';
import { firstWay, type AskedFirst, type LetterMade } from '../thread/first-way.ts';
import type { FamilyToTell } from './due.ts';

interface Row extends Record<string, unknown> {
  case_file_id: string;
  person_id: string;
  first_by: AskedFirst['firstBy'];
  spoken_to: boolean;
  address: string;
}
type Reader = Pick<FamilyToTell, 'caseFileId' | 'personId'>;
type OnPaper = { letter: LetterMade | null; whyNotAsAsked: string };

/**
 * How an update goes to each of many readers, where they asked for a letter or a call first (THR16): with a letter, or with
 * why not. One statement for all of them, `my_families_asked()` in the migrations. Addresses stay in the transaction.
 */
export async function firstWays(
  tx: Tx,
  scope: Scope,
  families: readonly FamilyToTell[],
  now: Date,
): Promise<(reader: Reader) => OnPaper> {
  const today = dateOf(now);
  const since = momentOf(addDays(today, -1), '00:00').toISOString();
  const rows = await tx.execute<Row>(sql`
    select a.* from my_families_asked(${today}, ${since}::timestamptz) a
     where app_council() = ${scope.councilId} and app_person() = ${scope.personId}`);
  const keyOf = ({ caseFileId, personId }: Reader): string => `${caseFileId}/${personId}`;
  const asked = new Map(rows.map((row) => [`${row.case_file_id}/${row.person_id}`, row]));
  const ways = new Map<string, OnPaper>();
  for (const reader of families) {
    const row = asked.get(keyOf(reader));
    if (!row) continue;
    const adult = reader.adult && { ...reader.adult, address: row.address };
    const way = firstWay({ name: reader.name, firstBy: row.first_by, spokenTo: row.spoken_to, adult }, today);
    ways.set(keyOf(reader), 'letter' in way ? { ...way, whyNotAsAsked: '' } : { letter: null, whyNotAsAsked: way.why });
  }
  return (reader) => ways.get(keyOf(reader)) ?? { letter: null, whyNotAsAsked: '' };
}
