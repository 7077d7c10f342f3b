import { sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import type { MediationKind } from '#domain/mediation/mediation.ts';
import type { OutcomeCode } from '#domain/mediation/outcome/outcome.ts';
import type { Tx } from '#server/db.ts';
import type { Promised, Rated, Try } from './counted.ts';

/** What this council's own rows say up to the end of a day: days and codes, never whose. */
export interface OwnRows {
  countedTo: CalendarDate;
  tries: Try[];
  promises: Promised[];
  ratings: Rated[];
}

interface TryRow extends Record<string, unknown> {
  kind: MediationKind;
  appealable: boolean;
  raised_on: string;
  wanted_on: string;
  met_on: string | null;
  closed_on: string | null;
  outcome: OutcomeCode | null;
  notice_sent_on: string | null;
  certificate_on: string | null;
  appealed_on: string | null;
}

/** The last day of the month before: a figure that moved from one day to the next would tell which case moved it. */
export const lastMonthEnded = (today: CalendarDate): CalendarDate => addDays(`${today.slice(0, 8)}01`, -1);

/**
 * Reads through functions that give out nothing else and answer the council's own staff alone (E08). A transaction of
 * somebody else's counts nothing.
 */
export async function ownRows(tx: Tx, scope: Scope, today: CalendarDate): Promise<OwnRows> {
  const countedTo = lastMonthEnded(today);
  const asked = sql`app_council() = ${scope.councilId} and app_person() = ${scope.personId}`;
  const tries = await tx.execute<TryRow>(sql`select * from pilot_tries(${countedTo}::date) where ${asked}`);
  const promises = await tx.execute<{ due_on: string | null; kept_on: string | null }>(
    sql`select * from pilot_promises(${countedTo}::date) where ${asked}`,
  );
  const ratings = await tx.execute<Rated & Record<string, unknown>>(
    sql`select * from pilot_ratings(${countedTo}::date) where ${asked}`,
  );
  return {
    countedTo,
    tries: tries.map((row) => ({
      ...{ kind: row.kind, appealable: row.appealable, outcome: row.outcome },
      ...{ raisedOn: row.raised_on, wantedOn: row.wanted_on, metOn: row.met_on, closedOn: row.closed_on },
      ...{ noticeSentOn: row.notice_sent_on, certificateOn: row.certificate_on, appealedOn: row.appealed_on },
    })),
    promises: promises.map(({ due_on, kept_on }) => ({ dueOn: due_on, keptOn: kept_on })),
    ratings: ratings.map(({ kind, rating }) => ({ kind, rating })),
  };
}
