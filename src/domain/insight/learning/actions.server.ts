import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Scope } from '#domain/access/scope.ts';
import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { assertDuty } from '#domain/people/cover/duties.server.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { learningAction } from './learning-schema.server.ts';
import type { Theme } from './themes.ts';

export type LearningAction = typeof learningAction.$inferSelect;

/** Everything that is done because of complaints, the newest first, for those who keep it. */
export const learningActions = (tx: Tx, { councilId }: Scope): Promise<LearningAction[]> =>
  tx
    .select()
    .from(learningAction)
    .where(eq(learningAction.councilId, councilId))
    .orderBy(desc(learningAction.learningActionId));

/** What one council published of it, for anybody (LRN5). */
export const youSaidWeDid = (councilId: string): Promise<LearningAction[]> =>
  inTransaction({ councilId }, (tx) =>
    tx
      .select()
      .from(learningAction)
      .where(and(eq(learningAction.councilId, councilId), isNotNull(learningAction.publishedAt)))
      .orderBy(desc(learningAction.publishedAt), desc(learningAction.learningActionId)),
  );

export interface ActionGiven {
  theme: Theme;
  youSaid: string;
  weDid: string;
  byWhen: string;
}

/** Writes down what is done about a theme, and by when (LRN4). */
export async function addAction(
  tx: Tx,
  scope: Scope<'complaints:keep'>,
  { theme, youSaid, weDid, byWhen }: ActionGiven,
): Promise<'added' | Refused> {
  await assertDuty(tx, 'complaints');
  if (youSaid === '') return refuse('youSaid', 'Say what families told you, in their words');
  if (weDid === '') return refuse('weDid', 'Say what you do differently');
  if (byWhen !== '' && !isCalendarDate(byWhen)) return refuse('byWhen', 'Write the day, as day, month and year');
  const row = { councilId: scope.councilId, theme, youSaid, weDid, byWhen: byWhen || null, by: scope.personId };
  const [made] = await tx.insert(learningAction).values(row).returning({ id: learningAction.learningActionId });
  await recordFor(tx, scope, { action: 'learning.added', target: made!.id, detail: { theme } });
  return 'added';
}

/** Writes down the day it was done, and whether it helped (LRN4). */
export async function actionDone(
  tx: Tx,
  scope: Scope<'complaints:keep'>,
  { actionId, doneOn, helped }: { actionId: string; doneOn: string; helped: string },
  today: CalendarDate,
): Promise<'done' | Refused> {
  const found = await held(tx, scope, actionId);
  if (!found) return refuse('form', 'That is not on the list any more.');
  if (!isCalendarDate(doneOn)) return refuse('doneOn', 'Write the day it was done, as day, month and year');
  if (doneOn > today) return refuse('doneOn', 'The day it was done cannot be after today');
  await tx.update(learningAction).set({ doneOn, helped }).where(its(scope, actionId));
  await recordFor(tx, scope, { action: 'learning.done', target: actionId, detail: { doneOn } });
  return 'done';
}

/** Puts it on the page anybody can read, or takes it off again (LRN5). */
export async function publish(
  tx: Tx,
  scope: Scope<'complaints:keep'>,
  { actionId, on }: { actionId: string; on: boolean },
  now: Date,
): Promise<'published' | 'taken_off' | Refused> {
  const found = await held(tx, scope, actionId);
  if (!found) return refuse('form', 'That is not on the list any more.');
  const set = on ? { publishedAt: now, publishedBy: scope.personId } : { publishedAt: null, publishedBy: null };
  await tx.update(learningAction).set(set).where(its(scope, actionId));
  const action = on ? 'learning.published' : 'learning.taken_off';
  await recordFor(tx, scope, { action, target: actionId });
  return on ? 'published' : 'taken_off';
}

const its = ({ councilId }: Scope, actionId: string) =>
  and(eq(learningAction.councilId, councilId), eq(learningAction.learningActionId, actionId));

/** Holds the duty, and the row until the transaction ends. */
async function held(tx: Tx, scope: Scope, actionId: string): Promise<LearningAction | null> {
  await assertDuty(tx, 'complaints');
  if (!isId(actionId)) return null;
  return (await tx.select().from(learningAction).where(its(scope, actionId)).for('update'))[0] ?? null;
}
