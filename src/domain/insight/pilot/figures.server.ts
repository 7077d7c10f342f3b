import { and, desc, eq, sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { person } from '#domain/people/schema.server.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import type { Figure, FigureName, Figures, Spell } from './figures.ts';
import { pilotFigure } from './pilot-schema.server.ts';
import { readTyped, type Entered, type Typed } from './typed.ts';

/** Every figure that was ever entered, the newest first. */
export function everyFigure(tx: Tx, scope: Scope): Promise<Figure[]> {
  return tx
    .select({
      ...{ name: pilotFigure.name, spell: pilotFigure.period, from: pilotFigure.from, to: pilotFigure.to },
      ...{ value: pilotFigure.value, source: pilotFigure.source, enteredBy: person.fullName, at: pilotFigure.at },
    })
    .from(pilotFigure)
    .innerJoin(person, and(eq(person.councilId, pilotFigure.councilId), eq(person.personId, pilotFigure.enteredBy)))
    .where(eq(pilotFigure.councilId, scope.councilId))
    .orderBy(desc(pilotFigure.at), desc(pilotFigure.pilotFigureId));
}

/** Of each name and spell the newest: it stands, the others are its history. */
export function standingOf(newestFirst: readonly Figure[]): Figures {
  const standing: Figures = {};
  for (const figure of newestFirst) (standing[figure.spell] ??= {})[figure.name] ??= figure;
  return standing;
}

/** Whether this person may enter figures: they are a senior manager on a case of the council. Held still while they do. */
export async function mayEnter(tx: Tx, scope: Scope): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from standing s
     where s.council_id = ${scope.councilId} and s.person_id = ${scope.personId} and s.role = 'senior_manager'
       and s.ended_at is null and (s.ends_at is null or s.ends_at > now())
       and not exists (select 1 from exclusion e where e.council_id = s.council_id and e.case_file_id = s.case_file_id and e.person_id = s.person_id)
     limit 1 for share of s`);
  return rows.length > 0;
}

/**
 * Enters figures as new rows: what stood before is kept. One that says exactly what stands is left out, so that a form
 * sent twice enters once. Null for somebody who may not; errors by field for what cannot be.
 */
export async function enterFigures(
  tx: Tx,
  scope: Scope<'measures:write'>,
  typed: Typed,
  today: CalendarDate,
): Promise<{ errors: Record<string, string> } | { entered: number } | null> {
  if (!(await mayEnter(tx, scope))) return null;
  // A part is compared with its whole: two people entering one each must come one after the other.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`pilot:${scope.councilId}`}, 11))`);
  const standing = standingOf(await everyFigure(tx, scope));
  const read = readTyped(typed, standing, today);
  if ('errors' in read) return read;
  const rows = newRows(read.ok, standing[read.ok.spell] ?? {});
  for (const row of rows) {
    const { councilId, personId: enteredBy } = scope;
    const [made] = await tx
      .insert(pilotFigure)
      .values({ councilId, enteredBy, ...row })
      .returning({ id: pilotFigure.pilotFigureId });
    await recordFor(tx, scope, { action: 'pilot.figure_entered', target: made!.id });
  }
  return { entered: rows.length };
}

type NewRow = Omit<typeof pilotFigure.$inferInsert, 'councilId' | 'enteredBy'>;

function newRows({ spell, from, to, source, values }: Entered, standing: NonNullable<Figures[Spell]>): NewRow[] {
  const typed = Object.entries(values) as [FigureName, number][];
  const same = (name: FigureName, value: number) => {
    const old = standing[name];
    return old?.value === value && old.from === from && old.to === to && old.source === source;
  };
  return typed
    .filter(([name, value]) => !same(name, value))
    .map(([name, value]) => ({ name, period: spell, from, to, value, source }));
}
