import { and, eq, inArray, isNull } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { isCalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import type { Tx } from '#server/db.ts';
import { record, type Happening } from '#server/history.ts';
import { isId } from '#server/ids.ts';
import type { Report } from './promise.ts';
import { isClock } from './promise-kinds.ts';
import type { PromiseRow } from './promises.server.ts';
import { promise, promiseReport } from './promises-schema.server.ts';

/** Whose case a promise is on, and who does something about it: a scope of the case, somebody at a desk, or nobody, in a round. */
interface OnCase {
  councilId: string;
  caseFileId: string;
  personId: string | null;
}

export type NewPromise = Pick<
  PromiseRow,
  | 'kind'
  | 'subjectId'
  | 'clauseNumber'
  | 'step'
  | 'words'
  | 'ownerBody'
  | 'ownerName'
  | 'ownerId'
  | 'dueOn'
  | 'dueSource'
  | 'howKnown'
  | 'madeOn'
> &
  Partial<Pick<PromiseRow, 'forPersonId' | 'teamId'>>;

/**
 * Makes a promise, in the transaction of what it comes from: the command that does has begun, and held the person's
 * place. The same step of the same subject is promised once, however often this is called (PRO1).
 */
export async function makePromise(tx: Tx, by: OnCase, made: NewPromise): Promise<'made' | 'there'> {
  const [row] = await tx
    .insert(promise)
    .values({ councilId: by.councilId, caseFileId: by.caseFileId, ...made })
    .onConflictDoNothing()
    .returning({ promiseId: promise.promiseId });
  if (!row) return 'there';
  await recordBy(tx, by, { action: 'promise.made', target: row.promiseId, detail: { dueOn: made.dueOn } });
  return 'made';
}

const recordBy = (
  tx: Tx,
  { councilId, caseFileId, personId: actorId }: OnCase,
  happening: Pick<Happening, 'action' | 'target' | 'detail'>,
) => record(tx, { councilId, caseFileId, actorId, ...happening });

/** Writes down that a promise was kept, where what it came from says so: nothing to say when somebody did already. */
export async function keepFromItsCause(tx: Tx, by: OnCase, promiseId: string, { on, words }: Kept): Promise<void> {
  const [kept] = await tx
    .update(promise)
    .set({ keptOn: on, keptBy: by.personId, keptWords: words })
    .where(and(thisPromise(by, promiseId), isNull(promise.keptOn)))
    .returning({ promiseId: promise.promiseId });
  if (kept) await recordBy(tx, by, { action: 'promise.kept', target: promiseId, detail: { on, words } });
}

/** What was promised earlier and not done is done with: these subjects have had their place taken. Returns how many. */
export async function replacePromises(tx: Tx, scope: CaseScope, subjectIds: string[], now: Date): Promise<number> {
  const left = await tx
    .update(promise)
    .set({ replacedAt: now })
    .where(
      and(
        ...[eq(promise.councilId, scope.councilId), eq(promise.caseFileId, scope.caseFileId)],
        ...[inArray(promise.subjectId, subjectIds), isNull(promise.keptOn), isNull(promise.replacedAt)],
      ),
    )
    .returning({ promiseId: promise.promiseId });
  for (const { promiseId } of left) await recordFor(tx, scope, { action: 'promise.replaced', target: promiseId });
  return left.length;
}

export interface Kept {
  /** The day it was done, which may lie before the day it is written down. */
  on: string;
  /** How anybody can tell. */
  words: string;
}

/** Writes down that a promise was kept, with the day and how it can be told (PRO3). Written down once. */
export async function keepPromise(
  tx: Tx,
  scope: CaseScope<'promise:keep'>,
  promiseId: string,
  { on, words }: Kept,
  now: Date,
): Promise<'kept' | Refused> {
  const found = await beginOnPromise(tx, scope, promiseId);
  if (!found) return refuse('form', noSuchPromise);
  if (isClock(found.kind)) return refuse('form', keptByAnswering);
  if (found.keptOn) return refuse('form', 'Somebody wrote down already that this was done.');
  if (found.replacedAt) return refuse('form', 'A later agreement took the place of this.');
  if (!isCalendarDate(on)) return refuse('keptOn', 'Write the day it was done, as day, month and year');
  if (on > dateOf(now)) return refuse('keptOn', 'The day it was done cannot be after today');
  if (on < found.madeOn) return refuse('keptOn', 'The day it was done cannot be before it was promised');
  if (words === '') return refuse('keptWords', 'Say how anybody can tell that it was done');
  const kept = { keptOn: on, keptBy: scope.personId, keptWords: words };
  await tx.update(promise).set(kept).where(thisPromise(scope, promiseId));
  const action = found.forPersonId ? { action: 'promise.kept_for_one' } : { action: 'promise.kept' };
  await recordFor(tx, scope, { ...action, target: promiseId, detail: { on, words } });
  return 'kept';
}

/** Writes what is being done about a promise that is late, for the family to read (PRO5). */
export async function sayWhatIsBeingDone(
  tx: Tx,
  scope: CaseScope<'promise:keep'>,
  promiseId: string,
  words: string,
  now: Date,
): Promise<'said' | Refused> {
  const found = await beginOnPromise(tx, scope, promiseId);
  if (!found) return refuse('form', noSuchPromise);
  if (words === '') return refuse('doing', 'Say what is being done, and by when');
  await tx
    .update(promise)
    .set({ doing: words, doingBy: scope.personId, doingAt: now })
    .where(thisPromise(scope, promiseId));
  const action = found.forPersonId ? { action: 'promise.doing_said_to_one' } : { action: 'promise.doing_said' };
  await recordFor(tx, scope, { ...action, target: promiseId, detail: { words } });
  return 'said';
}

/**
 * What this person's side answers to "was it done?". It is a statement and changes nothing of what the other side said:
 * both stand beside each other, and the last of each side is shown (PRO3).
 */
export async function reportOn(
  tx: Tx,
  scope: CaseScope<'promise:answer'>,
  promiseId: string,
  { says, words }: { says: Report; words: string },
): Promise<'said' | Refused> {
  const found = await beginOnPromise(tx, scope, promiseId);
  if (!found) return refuse('form', noSuchPromise);
  if (isClock(found.kind)) return refuse('form', keptByAnswering);
  if (found.replacedAt) return refuse('form', 'A later agreement took the place of this.');
  const { councilId, caseFileId, personId: by } = scope;
  const side = scope.side === 'family' ? 'family' : 'council';
  await tx.insert(promiseReport).values({ councilId, caseFileId, promiseId, side, says, words, by });
  const action = found.forPersonId ? { action: 'promise.reported_by_one' } : { action: 'promise.reported' };
  await recordFor(tx, scope, { ...action, target: promiseId, detail: { side, says, words } });
  return 'said';
}

const keptByAnswering = 'This is kept by answering in the messages. Nobody can write it down in another way.';
const noSuchPromise = 'That promise is not on this case.';

/** Holds the person's place, and the promise until the transaction ends. */
async function beginOnPromise(tx: Tx, scope: CaseScope, promiseId: string): Promise<PromiseRow | null> {
  await assertStillStanding(tx, scope);
  if (!isId(promiseId)) return null;
  return (await tx.select().from(promise).where(thisPromise(scope, promiseId)).for('update'))[0] ?? null;
}

const thisPromise = ({ councilId, caseFileId }: Pick<OnCase, 'councilId' | 'caseFileId'>, promiseId: string) =>
  and(eq(promise.councilId, councilId), eq(promise.caseFileId, caseFileId), eq(promise.promiseId, promiseId));
