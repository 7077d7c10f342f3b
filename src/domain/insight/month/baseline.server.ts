import { desc, eq } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { assertDuty } from '#domain/people/cover/duties.server.ts';
import type { Tx } from '#server/db.ts';
import { readBaseline, type Baseline, type BaselineFigure, type TypedBaseline } from './baseline.ts';
import { monthBaseline } from './month-schema.server.ts';

/** Every figure of the time before that was entered, the newest first. */
export async function everyEntered(tx: Tx, councilId: string): Promise<Baseline[]> {
  const rows = await tx
    .select()
    .from(monthBaseline)
    .where(eq(monthBaseline.councilId, councilId))
    .orderBy(desc(monthBaseline.at), desc(monthBaseline.monthBaselineId));
  return rows.map(({ figure, value, period, source, at }) => ({
    figure: figure as BaselineFigure,
    value,
    period,
    source,
    at,
  }));
}

/** Of each figure the newest: it stands, and the earlier is kept. */
export function standing(newestFirst: readonly Baseline[]): Map<BaselineFigure, Baseline> {
  const found = new Map<BaselineFigure, Baseline>();
  for (const one of newestFirst) if (!found.has(one.figure)) found.set(one.figure, one);
  return found;
}

/** Enters figures as new rows, by the director alone. One that says what stands is left out: a form sent twice enters once. */
export async function enterBaseline(
  tx: Tx,
  scope: Scope<'council:direct'>,
  typed: TypedBaseline,
): Promise<{ errors: Record<string, string> } | { entered: number }> {
  await assertDuty(tx, 'director');
  const read = readBaseline(typed);
  if ('errors' in read) return read;
  const before = standing(await everyEntered(tx, scope.councilId));
  const news = read.ok.filter(({ figure, value, period, source }) => {
    const old = before.get(figure);
    return !(old?.value === value && old.period === period && old.source === source);
  });
  for (const one of news) {
    const { councilId, personId: by } = scope;
    const [made] = await tx
      .insert(monthBaseline)
      .values({ councilId, by, ...one })
      .returning({ id: monthBaseline.monthBaselineId });
    await recordFor(tx, scope, { action: 'month.baseline_entered', target: made!.id });
  }
  return { entered: news.length };
}
