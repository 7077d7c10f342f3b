import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf, minuteInWords } from '#domain/calendar/today.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import { council, person, standing, team } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { record } from '#server/history.ts';
import type { OfCase } from '../addressees.server.ts';
import { makePromise } from '../promises/promise-commands.server.ts';
import type { PromiseKind } from '../promises/promise-kinds.ts';
import { promise } from '../promises/promises-schema.server.ts';
import { stepOf, type Clock, type ClockKind } from './clocks.ts';
import type { ContactSetting } from './setting.ts';

/** Who answers on a case: its officer, or until it has one its team. */
export interface Answerer {
  teamId: string;
  ownerBody: string;
  ownerName: string;
  ownerId: string | null;
}

/** Whoever holds the case, also while somebody covers for them: a clock stays with its owner until it is handed over. */
export async function answererOf(tx: Tx, { councilId, caseFileId }: OfCase): Promise<Answerer> {
  const [row] = await tx
    .select({
      teamId: caseFile.teamId,
      ownerBody: council.name,
      teamName: team.name,
      officer: person.fullName,
      ownerId: standing.personId,
    })
    .from(caseFile)
    .innerJoin(council, eq(council.councilId, caseFile.councilId))
    .innerJoin(team, and(eq(team.councilId, caseFile.councilId), eq(team.teamId, caseFile.teamId)))
    .leftJoin(
      standing,
      and(
        ...[eq(standing.councilId, caseFile.councilId), eq(standing.caseFileId, caseFile.caseFileId)],
        ...[eq(standing.role, 'case_officer'), eq(standing.grant, 'specific'), isNull(standing.endedAt)],
      ),
    )
    .leftJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(and(eq(caseFile.councilId, councilId), eq(caseFile.caseFileId, caseFileId)))
    .orderBy(asc(sql`${standing.startedAt} is null`), sql`${standing.endsAt} is not null`, asc(standing.startedAt))
    .limit(1);
  if (!row) throw new Error('The case file of this entry is not there.');
  const { teamName, officer, ...answerer } = row;
  return { ...answerer, ownerName: officer ?? teamName };
}

const doesWhat: Record<ClockKind, string> = {
  acknowledge: 'Say that we have the message',
  reply: 'Answer the message',
  call_back: 'Ring back',
};
const daysOf = (setting: ContactSetting): Record<ClockKind, number> => ({
  acknowledge: setting.acknowledgeDays,
  reply: setting.replyDays,
  call_back: setting.callBackDays,
});

interface Made extends OfCase {
  personId: string | null;
  contactEntryId: string;
  forPersonId: string | null;
}

/** "5 working days. We work from 9.00am to 5.00pm, and what comes later counts as the next working day." */
function sourceOf(setting: ContactSetting, kind: ClockKind): string {
  const days = daysOf(setting)[kind];
  const [opens, closes] = [setting.opensAt, setting.closesAt].map((time) =>
    minuteInWords(Number(time.slice(0, 2)) * 60 + Number(time.slice(3))),
  );
  return `${days} working ${days === 1 ? 'day' : 'days'}. We work from ${opens} to ${closes}; what comes later counts as the next working day.`;
}

/** Makes the promises an entry starts, in its transaction. */
export async function startClocks(
  tx: Tx,
  { contactEntryId, forPersonId, ...by }: Made,
  { clocks, setting, answerer, at }: { clocks: Clock[]; setting: ContactSetting; answerer: Answerer; at: Date },
): Promise<void> {
  for (const { kind, dueOn } of clocks)
    await makePromise(tx, by, {
      ...{ kind, subjectId: contactEntryId, clauseNumber: 1, step: stepOf[kind], forPersonId, ...answerer },
      ...{ words: doesWhat[kind], dueOn, dueSource: sourceOf(setting, kind), howKnown: '', madeOn: dateOf(at) },
    });
}

/** Promises what somebody said they would do, in their words or in those of an update (THR10). */
export async function promiseInThread(
  tx: Tx,
  { contactEntryId, forPersonId, ...by }: Made,
  said: {
    kind: 'said' | 'update';
    words: string;
    dueOn: CalendarDate;
    dueSource: string;
    answerer: Answerer;
    at: Date;
  },
): Promise<void> {
  const { kind, words, dueOn, dueSource, answerer, at } = said;
  await makePromise(tx, by, {
    ...{ kind, subjectId: contactEntryId, clauseNumber: 1, step: stepOf[kind], forPersonId, ...answerer },
    ...{ words, dueOn, dueSource, howKnown: '', madeOn: dateOf(at) },
  });
}

const isOpen = ({ councilId, caseFileId }: OfCase, kinds: readonly PromiseKind[]) =>
  and(
    ...[eq(promise.councilId, councilId), eq(promise.caseFileId, caseFileId), inArray(promise.kind, [...kinds])],
    ...[isNull(promise.keptOn), isNull(promise.replacedAt)],
  );

/** Whether an answer is owed to this family member already: to them, or to everybody on their side. */
export async function isOwed(tx: Tx, of: OfCase, withPersonId: string | null): Promise<boolean> {
  const owed = await tx
    .select({ promiseId: promise.promiseId })
    .from(promise)
    .where(
      and(
        isOpen(of, ['reply', 'call_back']),
        or(isNull(promise.forPersonId), withPersonId ? eq(promise.forPersonId, withPersonId) : undefined),
      ),
    )
    .limit(1);
  return owed.length > 0;
}

/**
 * Keeps what was promised to the same person, or to everybody, with this entry (THR5). What was promised after the entry
 * took place is not kept by it: a call of yesterday, written down today, answers no message of this morning.
 */
export async function keepClocks(
  tx: Tx,
  { contactEntryId, forPersonId, personId, ...of }: Made,
  kinds: readonly (ClockKind | 'update')[],
  { happenedAt, words }: { happenedAt: Date; words: string },
): Promise<void> {
  if (kinds.length === 0) return;
  const kept = await tx
    .update(promise)
    .set({ keptOn: dateOf(happenedAt), keptBy: personId, keptWords: words, keptEntryId: contactEntryId })
    .where(
      and(
        isOpen(of, kinds),
        forPersonId ? eq(promise.forPersonId, forPersonId) : isNull(promise.forPersonId),
        sql`${promise.subjectId} <> ${contactEntryId}`,
        sql`not exists (select 1 from contact_entry e where e.council_id = ${promise.councilId}
          and e.case_file_id = ${promise.caseFileId} and e.contact_entry_id = ${promise.subjectId}
          and e.happened_at > ${happenedAt.toISOString()}::timestamptz)`,
      ),
    )
    .returning({ promiseId: promise.promiseId });
  for (const { promiseId } of kept)
    await record(tx, { ...of, actorId: personId, action: 'promise.answered', target: promiseId });
}
