import { and, desc, eq, gt, inArray, isNull, notExists, or, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { CaseScope } from '#domain/access/scope.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { exclusion, person, standing } from '#domain/people/schema.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { keepFile, readStream, storeStream } from '#server/files.ts';
import { beginOnPapers, isRefused, refuse, type Refused } from '../begin.server.ts';
import { misfile } from './guard-schema.server.ts';
import { paperOf, paperWithBytes } from '../papers.server.ts';
import { appendRow } from '../list/rows-commands.server.ts';
import { evidenceItem } from '../schema.server.ts';

const ofThisCase = (scope: CaseScope) =>
  and(eq(misfile.councilId, scope.councilId), eq(misfile.caseFileId, scope.caseFileId));

/** The newest asking to move a paper to its own child's case, and whether it was done. For officers alone. */
export async function misfileOf(tx: Tx, scope: CaseScope, evidenceItemId: string) {
  const [found] = await tx
    .select({
      misfileId: misfile.misfileId,
      toCaseFileId: misfile.toCaseFileId,
      reason: misfile.reason,
      askedBy: misfile.askedBy,
      askedByName: person.fullName,
      confirmedAt: misfile.confirmedAt,
    })
    .from(misfile)
    .innerJoin(person, and(eq(person.councilId, misfile.councilId), eq(person.personId, misfile.askedBy)))
    .where(and(ofThisCase(scope), eq(misfile.evidenceItemId, evidenceItemId)))
    .orderBy(desc(misfile.askedAt))
    .limit(1);
  return found ?? null;
}

/** Whether this officer leads that case too: nobody puts a paper where they may not look. */
async function leadsToo(tx: Tx, { councilId, personId }: CaseScope, caseFileId: string): Promise<boolean> {
  const excluded = tx
    .select({ one: sql`1` })
    .from(exclusion)
    .where(
      and(eq(exclusion.councilId, councilId), eq(exclusion.caseFileId, caseFileId), eq(exclusion.personId, personId)),
    );
  const rows = await tx
    .select({ id: standing.standingId })
    .from(standing)
    .where(
      and(
        ...[eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId), eq(standing.personId, personId)],
        ...[inArray(standing.role, ['case_officer', 'senior_manager']), eq(standing.grant, 'specific')],
        ...[isNull(standing.endedAt), or(isNull(standing.endsAt), gt(standing.endsAt, sql`now()`))],
        notExists(excluded),
      ),
    );
  return rows.length > 0;
}

/** Only what nobody can read any more is moved: a paper people could see is recalled first, with its breach (GUARD7). */
const movable = (state: string | undefined) => state === 'held' || state === 'recalled';

/** RED9: what moves is the whole file; a copy with something hidden would come whole again on the other side. */
const HIDDEN_STAYS =
  'Something in this paper is hidden, and all of it would go along. Ask whoever sent it for a copy for that case.';

/** Asks for a paper to be moved to the case it belongs to. GUARD12: another officer has to do it. */
export async function askToMove(
  tx: Tx,
  scope: CaseScope,
  evidenceItemId: string,
  { toCaseFileId, reason }: { toCaseFileId: string; reason: string },
): Promise<Refused | null | { misfileId: string }> {
  await beginOnPapers(tx, scope);
  const paper = await paperOf(tx, scope, evidenceItemId);
  if (!movable(paper?.state)) return null;
  if (paper?.redactedSha256) return refuse('toCaseFileId', HIDDEN_STAYS);
  const before = await misfileOf(tx, scope, evidenceItemId);
  if (before) return refuse('toCaseFileId', 'Somebody has asked for this already. Another officer has to do it.');
  if (toCaseFileId === scope.caseFileId || !(await leadsToo(tx, scope, toCaseFileId)))
    return refuse('toCaseFileId', 'Choose one of your own cases');
  if (reason === '') return refuse('reason', 'Say how you know that it belongs there');
  const { councilId, caseFileId, personId: askedBy } = scope;
  const misfileId = v7();
  await tx.insert(misfile).values({ councilId, caseFileId, misfileId, evidenceItemId, toCaseFileId, reason, askedBy });
  await recordFor(tx, scope, {
    action: 'paper.misfile_asked',
    target: evidenceItemId,
    detail: { toCaseFileId, reason },
  });
  return { misfileId };
}

const handOver = (tx: Tx, { caseFileId }: CaseScope) =>
  tx.execute(sql`select set_config('app.case_file_id', ${caseFileId}, true)`);

/**
 * Moves it: a second officer, with a place on both cases. The paper there is a new one with the same bytes, sealed anew
 * and read and checked as any other; here a stone stays that says no more than that it is gone. Both histories name both.
 */
export async function moveMisfiled(
  tx: Tx,
  from: CaseScope,
  to: CaseScope,
  misfileId: string,
): Promise<Refused | null | { evidenceItemId: string }> {
  await beginOnPapers(tx, from);
  const [asked] = await tx
    .select()
    .from(misfile)
    .where(and(ofThisCase(from), eq(misfile.misfileId, misfileId), isNull(misfile.confirmedAt)));
  if (!asked || asked.toCaseFileId !== to.caseFileId) return null;
  if (asked.askedBy === from.personId)
    return refuse('misfileId', 'Another officer has to do this, not the one who asked');
  const [paper] = await tx.select().from(evidenceItem).where(thisPaper(from, asked.evidenceItemId));
  if (!paper || !movable(paper.state)) return null;
  if (paper.redactedSha256) return refuse('misfileId', HIDDEN_STAYS);
  const evidenceItemId = v7();
  const put = await putThere(tx, to, paper, evidenceItemId);
  await handOver(tx, from);
  if (isRefused(put)) return put;
  const stateSentence = `Taken away on ${inWords(dateOf(now()))}. It was put on this case by mistake.`;
  await tx.update(evidenceItem).set({ state: 'recalled', stateSentence }).where(thisPaper(from, paper.evidenceItemId));
  await tx
    .update(misfile)
    .set({ confirmedBy: from.personId, confirmedAt: now(), movedItemId: evidenceItemId })
    .where(and(ofThisCase(from), eq(misfile.misfileId, misfileId)));
  const detail = { toCaseFileId: to.caseFileId, as: evidenceItemId };
  await recordFor(tx, from, { action: 'paper.moved_away', target: paper.evidenceItemId, detail });
  return { evidenceItemId };
}

const thisPaper = (scope: CaseScope, evidenceItemId: string) =>
  and(
    eq(evidenceItem.councilId, scope.councilId),
    eq(evidenceItem.caseFileId, scope.caseFileId),
    eq(evidenceItem.evidenceItemId, evidenceItemId),
  );

type Row = typeof evidenceItem.$inferSelect;

/** The new paper on the other case, with that case in hand until the caller takes its own back. */
async function putThere(tx: Tx, to: CaseScope, paper: Row, evidenceItemId: string): Promise<Refused | 'put'> {
  const { councilId, caseFileId, personId } = to;
  await handOver(tx, to);
  await assertStillStanding(tx, to);
  if (await paperWithBytes(tx, to, paper.sha256)) return refuse('misfileId', 'This paper is on that case already');
  const { title, fileName, mediaType, sentType, author, writtenOn, bytes, sha256, addedAt } = paper;
  await tx.insert(evidenceItem).values({
    ...{ councilId, caseFileId, evidenceItemId, title, fileName, mediaType, sentType, author, writtenOn },
    ...{ bytes, sha256, pages: 0, state: 'reading', receivedOn: dateOf(addedAt) },
    ...{ addedBy: personId, addedSide: 'council' },
  });
  await appendRow(tx, to, { kind: 'other', title, who: author, evidenceItemId });
  const detail = { fromCaseFileId: paper.caseFileId, was: paper.evidenceItemId, sha256 };
  await recordFor(tx, to, { action: 'paper.moved_here', target: evidenceItemId, detail });
  const arrived = await storeStream(councilId, readStream(councilId, paper.evidenceItemId), bytes);
  await keepFile(arrived, councilId, evidenceItemId);
  return 'put';
}
