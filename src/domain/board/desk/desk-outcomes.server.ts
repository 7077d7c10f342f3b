import { sql } from 'drizzle-orm';
import { addDays, addMonths, type CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { outcomeCounts, type OutcomeCounts } from './desk-outcomes.ts';
import type { Outcome } from '../outcomes.ts';
import type { Question } from '../question.ts';

/** This council's own decisions on one question in the twelve months up to yesterday. Reads counts only, never a case. */
export async function ownOutcomesOn(tx: Tx, question: Question, today: CalendarDate): Promise<OutcomeCounts> {
  const to = addDays(today, -1);
  const from = addMonths(today, -12);
  const rows = await tx.execute<{ outcome: Outcome; decided: number }>(
    sql`select outcome, decided from outcomes_decided(${question}, ${from}::date, ${to}::date)`,
  );
  return outcomeCounts(question, new Map(rows.map(({ outcome, decided }) => [outcome, decided])), [from, to]);
}
