import { and, eq, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import { assertStillStanding } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { addEntry } from './add-entry.server.ts';
import { familyMembers, type FamilyMember } from './family-members.server.ts';
import { isMoment, momentFor, type When } from './log-contact.server.ts';
import { contactAttachment, contactEntry } from './thread-schema.server.ts';

/** What can come to the council past this system, as a choice of a form. */
export const cameInKinds = { sms: 'A text message', letter: 'A letter' } as const;
export type CameInKind = keyof typeof cameInKinds;

/** A text or a letter as an officer writes it down. */
export interface CameIn {
  kind: CameInKind;
  /** The family member whose words it is. */
  from: string;
  words: string;
  when: When;
}

/** One that may be put into the thread: of somebody on the case, and not later than now. */
export interface CameInChecked extends Pick<CameIn, 'kind' | 'words'> {
  from: FamilyMember;
  happenedAt: Date;
}

/** Holds what was typed against who is on the case and against the clock, before any file is kept. Writes nothing. */
export async function checkCameIn(
  tx: Tx,
  scope: CaseScope,
  { kind, from, words, when }: CameIn,
  now: Date,
): Promise<CameInChecked | Refused> {
  const whose = (await familyMembers(tx, scope)).find(({ personId }) => personId === from);
  if (!whose) return refuse('from', 'Choose who it is from');
  if (words === '') return refuse('words', 'Write what it says');
  const happenedAt = momentFor(when, now);
  return isMoment(happenedAt) ? { kind, words, from: whose, happenedAt } : happenedAt;
}

/**
 * Writes down a text or a letter as its sender's words, at the time it came (THR14). It starts a clock only where the
 * council set one for that channel (THR3). The button pressed twice is one. `papers` are what came with it.
 */
export async function noteCameIn(
  tx: Tx,
  scope: CaseScope<'mail:sort'>,
  { kind, words, from, happenedAt }: CameInChecked,
  papers: readonly string[],
  now: Date,
): Promise<void> {
  await assertStillStanding(tx, scope);
  const { councilId, caseFileId } = scope;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${caseFileId}, 12))`);
  const entry = { kind, direction: 'in', withPersonId: from.personId, words, happenedAt } as const;
  if (papers.length === 0 && (await isAgain(tx, scope, entry))) return;
  const { contactEntryId } = await addEntry(tx, scope, entry, now);
  const attached = papers.map((evidenceItemId) => ({ councilId, caseFileId, contactEntryId, evidenceItemId }));
  if (attached.length > 0) await tx.insert(contactAttachment).values(attached);
}

const SAME_AGAIN_MINUTES = 2;

/** Whether they wrote down the very same a moment ago. Two texts that say "Yes" at two times are two. */
async function isAgain(
  tx: Tx,
  scope: CaseScope,
  {
    kind,
    withPersonId,
    words,
    happenedAt,
  }: Pick<typeof contactEntry.$inferInsert, 'words' | 'happenedAt'> & {
    kind: CameInKind;
    withPersonId: string;
  },
): Promise<boolean> {
  const same = await tx
    .select({ id: contactEntry.contactEntryId })
    .from(contactEntry)
    .where(
      and(
        ...[eq(contactEntry.councilId, scope.councilId), eq(contactEntry.caseFileId, scope.caseFileId)],
        ...[eq(contactEntry.kind, kind), eq(contactEntry.withPersonId, withPersonId), eq(contactEntry.words, words)],
        ...[eq(contactEntry.direction, 'in'), eq(contactEntry.authorId, scope.personId)],
        sql`${contactEntry.at} > now() - make_interval(mins => ${SAME_AGAIN_MINUTES})`,
        sql`abs(extract(epoch from ${contactEntry.happenedAt} - ${happenedAt.toISOString()}::timestamptz)) < ${SAME_AGAIN_MINUTES * 60}`,
      ),
    )
    .limit(1);
  return same.length > 0;
}
