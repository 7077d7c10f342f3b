import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { inDays, inShort } from '#domain/calendar/words.ts';
import { dateKinds } from '#domain/tribunal/dates/date-kinds.ts';
import { childNames } from '#domain/tribunal/children.server.ts';
import { pathWords } from '#domain/tribunal/ending/paths.ts';
import { ageInWords } from '#domain/tribunal/triage/age.ts';
import { groundInWords, numberInWords } from '#domain/tribunal/triage/appeal-head.server.ts';
import { askedInWords, askedNow } from '#domain/tribunal/triage/asked.ts';
import { directedDates, type QueueRow } from '#domain/tribunal/triage/queue.server.ts';
import { newestReviews, type NewestReview } from '#domain/tribunal/triage/reviews.server.ts';
import type { Tx } from '#server/db.ts';

/** A page of the queue in the words of the page: the rows, then the names and the newest answers of all of them at once. */
export async function queueInWords(tx: Tx, scope: Scope, rows: readonly QueueRow[], today: CalendarDate) {
  const names = await childNames(tx, rows);
  const given = await directedKinds(tx, scope, rows);
  const newest = await newestReviews(
    tx,
    scope,
    rows.map(({ appealId }) => appealId),
  );
  return rows.map((row) => ({
    appealId: row.appealId,
    number: numberInWords(row.number),
    child: names.get(row.appealId) ?? 'Child not named',
    ground: groundInWords(row),
    next: nextInWords(row, given, today),
    age: ageInWords(row, today),
    hearing: row.hearingOn && `${inShort(row.hearingOn)}, ${inDays(row.hearingOn, today)}`,
    holder: row.holder,
    mine: row.claimedBy === scope.personId,
    ...questions(row, newest.get(row.appealId) ?? null, today),
  }));
}

/** Which days of these appeals the tribunal gave: "appeal kind". The others are what is usual. */
async function directedKinds(tx: Tx, { councilId }: Scope, rows: readonly QueueRow[]): Promise<ReadonlySet<string>> {
  const ids = rows.map(({ appealId }) => appealId);
  const given = await directedDates(tx, councilId, ids);
  return new Set(given.map(({ appealId, kind }) => `${appealId} ${kind}`));
}

function nextInWords({ appealId, nextDue, nextDueOn }: QueueRow, given: ReadonlySet<string>, today: CalendarDate) {
  if (nextDue === null) return null;
  const directed = nextDue === 'hearing' || given.has(`${appealId} ${nextDue}`);
  return {
    what: dateKinds[nextDue].words,
    on: nextDueOn ? `${inShort(nextDueOn)}, ${inDays(nextDueOn, today)}` : 'Day not known',
    basis: directed ? 'As the tribunal gave it' : 'Usual time, not given yet',
  };
}

function questions(row: QueueRow, last: NewestReview | null, today: CalendarDate) {
  const asked = askedNow(row, last, today);
  return {
    asked: asked && askedInWords(asked, today),
    answered: last && `${pathWords[last.path].label} (${inShort(last.on)})`,
  };
}
