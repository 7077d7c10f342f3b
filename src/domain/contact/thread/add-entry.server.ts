import { sql } from 'drizzle-orm';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import type { Tx } from '#server/db.ts';
import { record } from '#server/history.ts';
import { familyRoles, holdersOf, type OfCase } from '../addressees.server.ts';
import { holdingEntryFor } from '../updates/holding-entry.server.ts';
import { clocksFor, keeps, type Came, type Clock } from './clocks.ts';
import { entryKinds } from './entry.ts';
import { settingOn } from './settings.server.ts';
import { tellOfEntry } from './tell.server.ts';
import { answererOf, isOwed, keepClocks, promiseInThread, startClocks } from './thread-promises.server.ts';
import { contactEntry } from './thread-schema.server.ts';

type Row = typeof contactEntry.$inferSelect;
type Said = 'mode' | 'whoWasThere' | 'came' | 'answersId' | 'hard' | 'whyNotAsAsked' | 'nextOn' | 'waitsFor';

/** One thing to put into a case's thread. `withPersonId` null is everybody on the family's side. */
export interface NewEntry
  extends Pick<Row, 'kind' | 'direction' | 'withPersonId' | 'words' | 'happenedAt'>, Partial<Pick<Row, Said>> {
  /** Sent by a machine, ours or theirs. */
  automatic?: boolean;
  /** Who wrote it, where that is not whoever puts it here. */
  authorId?: string | null;
}

/** Whoever puts an entry into the thread; null where nobody does, in a round or from a mail. */
export interface EntryBy extends OfCase {
  personId: string | null;
}

/**
 * Puts something that was said into the thread, in the transaction of whatever said it: counts whether somebody had to
 * chase, starts the promises it starts, keeps those it keeps, and tells whoever it is for that there is an update.
 * The caller has held the person's place on the case and refused what may not be.
 */
export async function addEntry(tx: Tx, by: EntryBy, entry: NewEntry, now: Date): Promise<{ contactEntryId: string }> {
  const { councilId, caseFileId, personId } = by;
  const { automatic = false, withPersonId, direction, happenedAt } = entry;
  const authorId = entry.authorId === undefined ? personId : entry.authorId;
  const answerer = await answererOf(tx, by);
  const chases = direction === 'in' && !automatic && (await isOwed(tx, by, withPersonId));
  const [row] = await tx
    .insert(contactEntry)
    .values({
      ...entry,
      councilId,
      caseFileId,
      automatic,
      authorId,
      chases,
      teamId: answerer.teamId,
      at: sql`clock_timestamp()`,
    })
    .returning({ contactEntryId: contactEntry.contactEntryId });
  const { contactEntryId } = row!;
  await record(tx, {
    // What a machine sent was done by nobody, whoever wrote its words once.
    ...{ councilId, caseFileId, actorId: automatic ? null : authorId, target: contactEntryId },
    ...(withPersonId ? { action: 'contact.written' } : { action: 'contact.written_to_all' }),
    detail: { kind: entry.kind, direction, automatic },
  });
  const came: Came = { ...entry, at: happenedAt };
  const made = { councilId, caseFileId, personId, contactEntryId, forPersonId: withPersonId };
  // The plain acknowledgement was written by nobody, so it keeps no promise.
  const kept = entry.kind === 'holding' && authorId === null ? [] : keeps(came);
  await keepClocks(tx, made, kept, { happenedAt, words: `${entryKinds[entry.kind]} in the thread` });
  const setting = await settingOn(tx, councilId, dateOf(happenedAt));
  const clocks = clocksFor(setting, came);
  await startClocks(tx, made, { clocks, setting, answerer, at: happenedAt });
  if (entry.nextOn) await promiseNext(tx, made, { ...entry, nextOn: entry.nextOn }, answerer);
  await tellOfEntry(tx, by, contactEntryId, await whoIsTold(tx, by, { ...entry, automatic, authorId }));
  await sayWeHaveIt(tx, by, entry, { clocks, answeredBy: answerer.ownerName, now });
  return { contactEntryId };
}

/** HOL3: whoever waits for an answer hears at once that the message came, and by when they hear. */
async function sayWeHaveIt(
  tx: Tx,
  { councilId, caseFileId }: EntryBy,
  { withPersonId: personId }: NewEntry,
  { clocks, answeredBy, now }: { clocks: Clock[]; answeredBy: string; now: Date },
): Promise<void> {
  const answerOn = clocks.find(({ kind }) => kind === 'reply')?.dueOn;
  if (!answerOn || !personId) return;
  const of = { councilId, caseFileId };
  const holding = await holdingEntryFor(tx, of, { personId, answeredBy, answerOn, at: now });
  if (holding) await addEntry(tx, { ...of, personId: null }, holding, now);
}

type Made = Parameters<typeof promiseInThread>[1];

/** THR10: an update without news promises the next one. */
const promiseNext = (
  tx: Tx,
  made: Made,
  { nextOn, happenedAt }: NewEntry & { nextOn: CalendarDate },
  answerer: Awaited<ReturnType<typeof answererOf>>,
) =>
  promiseInThread(tx, made, {
    ...{ kind: 'update', words: 'Write again, even if nothing has changed', dueOn: nextOn },
    ...{ dueSource: 'The day given in the update', answerer, at: happenedAt },
  });

type Heard = Pick<NewEntry, 'kind' | 'direction' | 'withPersonId' | 'authorId' | 'automatic'>;

/** THR8: who hears that there is something. Those who were in a call or a meeting know; whoever wrote it does, too. */
async function whoIsTold(
  tx: Tx,
  by: EntryBy,
  { kind, direction, withPersonId, authorId, automatic }: Heard,
): Promise<string[]> {
  const isKnown = direction === 'out' ? kind === 'call' || kind === 'meeting' : automatic;
  if (isKnown) return [];
  const council = direction === 'in' ? await holdersOf(tx, by, ['case_officer']) : [];
  const family = await holdersOf(tx, by, familyRoles);
  const hears = withPersonId
    ? family.filter(({ personId }) => direction === 'out' && personId === withPersonId)
    : family;
  return [...council, ...hears].map(({ personId }) => personId).filter((personId) => personId !== authorId);
}
