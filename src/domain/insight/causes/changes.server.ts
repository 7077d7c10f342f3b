import { and, desc, eq } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { inTribunalTeam } from '#domain/tribunal/begin.server.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { causesHere } from './cause-names.server.ts';
import { changeMade } from './causes-schema.server.ts';

export type ChangeMade = typeof changeMade.$inferSelect;

/** What the council does differently because of appeals, the newest first. */
export const changesMade = (tx: Tx, { councilId }: Scope): Promise<ChangeMade[]> =>
  tx
    .select()
    .from(changeMade)
    .where(eq(changeMade.councilId, councilId))
    .orderBy(desc(changeMade.from), desc(changeMade.at));

export interface ChangeGiven {
  cause: string;
  what: string;
  from: string;
  ownerName: string;
}

/** LEA10: writes down what is done differently, from which day and who sees to it; null for somebody who is not of the tribunal team. */
export async function addChange(
  tx: Tx,
  scope: Scope,
  { cause, what, from, ownerName }: ChangeGiven,
  today: CalendarDate,
): Promise<'added' | Refused | null> {
  if (!(await inTribunalTeam(tx))) return null;
  const known = (await causesHere(tx, scope)).some((one) => one.cause === cause && !one.retired);
  if (!known) return refuse('changeCause', 'Choose what it should make rarer');
  if (what === '') return refuse('what', 'Say what is done differently');
  if (!isCalendarDate(from)) return refuse('from', 'Write the day it began, as day, month and year');
  if (from > today) return refuse('from', 'Write it down once it has begun: the day cannot be after today');
  if (ownerName === '') return refuse('ownerName', 'Say who sees to it');
  const row = { councilId: scope.councilId, cause, what, from, ownerName, by: scope.personId };
  const [made] = await tx.insert(changeMade).values(row).returning({ id: changeMade.changeMadeId });
  await recordFor(tx, scope, { action: 'change_made.added', target: made!.id, detail: { cause, from } });
  return 'added';
}

/** LEA10: writes down the day something stopped being done; what was written of it stays. */
export async function endChange(
  tx: Tx,
  scope: Scope,
  { changeId, on }: { changeId: string; on: string },
  today: CalendarDate,
): Promise<'ended' | Refused | null> {
  if (!(await inTribunalTeam(tx))) return null;
  const its = and(eq(changeMade.councilId, scope.councilId), eq(changeMade.changeMadeId, changeId));
  const [found] = isId(changeId) ? await tx.select().from(changeMade).where(its).for('update') : [];
  if (!found || found.endedOn) return refuse('form', 'That is not on the list any more.');
  if (!isCalendarDate(on)) return refuse('endedOn', 'Write the day, as day, month and year');
  if (on > today) return refuse('endedOn', 'The day cannot be after today');
  if (on < found.from) return refuse('endedOn', 'The day cannot be before it began');
  await tx.update(changeMade).set({ endedOn: on }).where(its);
  await recordFor(tx, scope, { action: 'change_made.ended', target: changeId, detail: { on } });
  return 'ended';
}
