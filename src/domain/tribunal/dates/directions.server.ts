import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { stageAfter, type StageAct } from '../appeal.ts';
import { assertOpen, beginAtDesk, changeAppeal, recordOnAppeal, type AppealRow } from '../begin.server.ts';
import { appealDate } from '../schema.server.ts';
import { datesOf, nextDueOf } from './appeal-days.ts';
import { isDateKind, type DateKind } from './date-kinds.ts';
import { faultInDone, readDirection, type TypedDirection } from './direction.ts';
import { standingDates } from './next-due.server.ts';

type Done = Promise<Refused | 'written'>;

/** Writes down a date as the tribunal gave it. It takes the place of the one that stood; the earlier row is kept (TRD1). */
export async function setDate(
  tx: Tx,
  scope: Scope,
  appealId: string,
  { version, ...typed }: TypedDirection & { version: number },
  today: CalendarDate,
): Done {
  const held = await beginAtDesk(tx, scope, appealId, version);
  assertOpen(held);
  const read = readDirection(typed, held.decisionSentOn, today);
  if (isRefused(read)) return read;
  const [before] = await takeTheirPlace(tx, held, read.kind);
  // What was done before anybody knew the tribunal's date stays done; a new date after a directed one asks for it again.
  const keeps = before?.basis === 'placeholder' ? { doneOn: before.doneOn, doneBy: before.doneBy } : {};
  await tx.insert(appealDate).values({ ...rowOf(held, scope), ...read, ...keeps });
  await moveOn(tx, held, read.kind === 'hearing' ? { hearingOn: read.on } : {});
  const { kind, on, basis } = read;
  await recordOnAppeal(tx, scope, held, { action: 'appeal.date_set', detail: { kind, on, basis } });
  return 'written';
}

const takeTheirPlace = (tx: Tx, { councilId, appealId }: AppealRow, kind: DateKind) =>
  tx
    .update(appealDate)
    .set({ replacedAt: sql`now()` })
    .where(and(ofKind(councilId, appealId, kind), isNull(appealDate.replacedAt)))
    .returning();

const ofKind = (councilId: string, appealId: string, kind: DateKind) =>
  and(eq(appealDate.councilId, councilId), eq(appealDate.appealId, appealId), eq(appealDate.kind, kind));

const rowOf = ({ councilId, appealId }: AppealRow, { personId: setBy }: Scope) => ({
  councilId,
  appealId,
  appealDateId: v7(),
  setBy,
});

/** What being done moves the appeal to (TR1). */
const acts: Partial<Record<DateKind, StageAct>> = {
  response: 'respond',
  further_evidence: 'close_evidence',
  bundle: 'send_bundle',
  hearing: 'hear',
};

/** TRD8: writes down the day something was done, early or late, and moves the appeal on. Doing it again puts the day right. */
export async function markDone(
  tx: Tx,
  scope: Scope,
  appealId: string,
  { version, doneKind, doneOn }: { version: number; doneKind: string; doneOn: string },
  today: CalendarDate,
): Done {
  const held = await beginAtDesk(tx, scope, appealId, version);
  assertOpen(held);
  return doneOf(tx, scope, held, { doneKind, doneOn }, today);
}

/** The same for a command that holds the open appeal already, from the pages of its case: a bundle that went out. */
export async function doneOf(
  tx: Tx,
  scope: Scope,
  held: AppealRow,
  { doneKind, doneOn }: { doneKind: string; doneOn: string },
  today: CalendarDate,
): Done {
  if (!isDateKind(doneKind)) return refuse('doneKind', 'Choose what was done');
  const fault = faultInDone(doneOn, held.decisionSentOn, today);
  if (fault) return fault;
  const act = acts[doneKind];
  const stage = act ? stageAfter(held.stage, act) : held.stage;
  if (stage === null)
    return refuse('doneKind', 'The tribunal has not registered this appeal yet. Write that down first.');
  await writeDone(tx, scope, held, doneKind, doneOn);
  // A hearing nobody had written down a day for took place on that day.
  await moveOn(tx, held, { stage, ...(doneKind === 'hearing' ? { hearingOn: held.hearingOn ?? doneOn } : {}) });
  await recordOnAppeal(tx, scope, held, { action: 'appeal.date_done', detail: { kind: doneKind, doneOn } });
  return 'written';
}

async function writeDone(tx: Tx, scope: Scope, held: AppealRow, kind: DateKind, doneOn: CalendarDate): Promise<void> {
  const { councilId, appealId } = held;
  const done = { doneOn, doneBy: scope.personId };
  const standing = and(ofKind(councilId, appealId, kind), isNull(appealDate.replacedAt));
  const changed = await tx.update(appealDate).set(done).where(standing).returning({ kind: appealDate.kind });
  if (changed.length > 0) return;
  const usual = datesOf(held, []).find((day) => day.kind === kind);
  const on = usual && 'on' in usual.on ? usual.on.on : doneOn;
  const source = usual?.source ?? 'Written down when it was done';
  await tx.insert(appealDate).values({ ...rowOf(held, scope), ...done, kind, on, source, basis: 'placeholder' });
}

/** Changes the appeal's row, with what is due next as its dates are now (TRD4). */
async function moveOn(tx: Tx, held: AppealRow, change: Partial<Pick<AppealRow, 'hearingOn' | 'stage'>>): Promise<void> {
  const days = datesOf({ ...held, ...change }, await standingDates(tx, held));
  await changeAppeal(tx, held, { ...change, ...nextDueOf(days) });
}
