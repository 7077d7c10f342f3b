import { and, eq, notInArray, sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { today } from '#domain/calendar/today.ts';
import { now } from '#server/clock.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import type { Round } from '#server/rounds.ts';
import { countedFrom, rangeOf, type WaitRange } from './stage-wait.ts';
import type { Stage } from './stage.ts';
import { stageWait } from './stages-schema.server.ts';

const HOUR_MS = 60 * 60_000;

/**
 * WHR2: counts how long this council's families waited at each stage and keeps what may be shown. Returns how many stages
 * that is. Done by nobody, so it sees every case file, and keeps no trace of one.
 */
export const countWaits = (councilId: string, toOn: CalendarDate): Promise<number> =>
  inTransaction({ councilId }, async (tx) => {
    const fromOn = countedFrom(toOn);
    const found = await tx.execute<{ stage: Stage; days: number[] }>(
      sql`select stage, days from days_waited(${fromOn}::date, ${toOn}::date)`,
    );
    const ranges = found.flatMap(({ stage, days }) => {
      const range = rangeOf(days);
      return range ? [{ councilId, stage, ...range, fromOn, toOn }] : [];
    });
    const kept = ranges.map(({ stage }) => stage);
    await tx.delete(stageWait).where(and(eq(stageWait.councilId, councilId), notInArray(stageWait.stage, kept)));
    for (const range of ranges)
      await tx
        .insert(stageWait)
        .values(range)
        .onConflictDoUpdate({
          target: [stageWait.councilId, stageWait.stage],
          set: { ...range, countedAt: sql`now()` },
        });
    return ranges.length;
  });

/** Once an hour: a wait is counted in days, and no page may count it while somebody looks. */
export const waitsRound: Round = {
  name: 'waits.count',
  everyMs: HOUR_MS,
  go: (councilId) => countWaits(councilId, today(now)),
};

export type KeptWait = WaitRange & { fromOn: CalendarDate; toOn: CalendarDate };

/** How long families of this council waited at a stage, as last counted; null while there are too few to say. */
export async function waitAt(tx: Tx, { councilId }: Scope, stage: Stage): Promise<KeptWait | null> {
  const [row] = await tx
    .select()
    .from(stageWait)
    .where(and(eq(stageWait.councilId, councilId), eq(stageWait.stage, stage)));
  return row ?? null;
}
