import { sql } from 'drizzle-orm';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { today } from '#domain/calendar/today.ts';
import { now } from '#server/clock.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import { record } from '#server/history.ts';
import type { Round } from '#server/rounds.ts';
import { dayTenOfPapersBy } from './triage/papers-by.ts';
import { tellMember } from './triage/place.server.ts';
import type { ReviewWhen } from './triage/review.ts';
import { appealAsked } from './triage/triage-schema.server.ts';

const EVERY_MS = 15 * 60_000;

interface Due extends Record<string, unknown> {
  appeal_id: string;
  case_file_id: string | null;
  when: ReviewWhen;
  counted_from: CalendarDate;
  tell: string[];
}

/**
 * TRI13: on day 10, and 20, 10 and 5 days before a hearing, whoever has an appeal that is not settled and the team's leaders
 * are told, once, that there is an update. That the questions wait for an answer does not hang on it: the queue works that
 * out for itself. A hearing that moved is told of again.
 */
const askAgain: Round = {
  name: 'appeals.ask-again',
  everyMs: EVERY_MS,
  go: (councilId) => askAgainOn(councilId, today(now)),
};

/** One round of one council as on a day. Returns how many appeals were told of. */
export const askAgainOn = (councilId: string, day: CalendarDate): Promise<number> =>
  inTransaction({ councilId }, async (tx) => {
    const due = await tx.execute<Due>(sql`select * from appeals_to_ask(${day}::date, ${dayTenOfPapersBy(day)}::date)`);
    const told = new Set<string>();
    for (const one of due) if (await noteAsked(tx, councilId, one)) one.tell.forEach((id) => told.add(id));
    // Several appeals on one morning are one message.
    for (const personId of told) await tellMember(tx, councilId, personId);
    return due.length;
  });

/** False when another node was quicker. */
async function noteAsked(tx: Tx, councilId: string, { appeal_id: appealId, ...due }: Due): Promise<boolean> {
  const [noted] = await tx
    .insert(appealAsked)
    .values({ councilId, appealId, when: due.when, countedFrom: due.counted_from })
    .onConflictDoNothing()
    .returning({ appealId: appealAsked.appealId });
  if (!noted) return false;
  const happened = { action: 'appeal.asked_again', target: appealId };
  await record(tx, { councilId, caseFileId: due.case_file_id, actorId: null, ...happened });
  return true;
}

export const tribunalRounds: readonly Round[] = [askAgain];
