import { and, eq, isNull, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { tellOfficers } from '../asking/asking-told.server.ts';
import { refuse, type Refused } from '../begin.server.ts';
import { isSharedAtOnce, mayRemove, mayShare, whyNotSay, type CommentKind, type Saying } from './comments.ts';
import { commentOf, thisComment } from './comments.server.ts';
import { findOpen } from '../open-paper.server.ts';
import { wordsOfPage } from '../papers.server.ts';
import { paperComment } from './reading-schema.server.ts';

export interface NewComment extends Saying {
  evidenceItemId: string;
  page: number;
}

/** What each is written down as. READ2: a note is quiet, so that nothing of it reaches anybody else's screen. */
const recordedAs: Record<CommentKind, { action: string }> = {
  comment: { action: 'note.written' },
  dont_understand: { action: 'question.asked' },
  important: { action: 'page.marked_important' },
  correction: { action: 'correction.asked' },
};

/**
 * Says something of a page or a paragraph. A note is the writer's own until they share it; a question goes to the
 * officers; a mark and a correction are for everybody at once. Null when there is no such page to read.
 */
export async function sayOfPage(tx: Tx, scope: CaseScope, given: NewComment): Promise<Refused | null | string> {
  await assertStillStanding(tx, scope);
  const { evidenceItemId, page, paragraph, kind } = given;
  const open = await findOpen(tx, scope, evidenceItemId);
  if (!open?.mayRead || page < 1 || page > open.paper.pages) return null;
  const { paragraphs } = await wordsOfPage(tx, scope, evidenceItemId, page);
  if (paragraph !== null && (paragraph < 0 || paragraph >= paragraphs.length)) return null;
  const because = whyNotSay(given);
  if (because) return because;
  if (kind === 'important' && (await isMarked(tx, scope, given)))
    return refuse('words', 'You have marked this page already.');
  const { councilId, caseFileId, personId: by, side } = scope;
  const { words, shouldSay } = given;
  const sharedAt = isSharedAtOnce(kind) ? now() : null;
  const [made] = await tx
    .insert(paperComment)
    .values({ councilId, caseFileId, evidenceItemId, page, paragraph, kind, side, words, shouldSay, by, sharedAt })
    .returning({ id: paperComment.paperCommentId });
  await recordFor(tx, scope, { ...recordedAs[kind], target: made!.id });
  if (kind === 'dont_understand' || kind === 'correction') await tellOfficers(tx, scope, 'update');
  return made!.id;
}

async function isMarked(tx: Tx, scope: CaseScope, { evidenceItemId, page }: NewComment): Promise<boolean> {
  const rows = await tx
    .select({ id: paperComment.paperCommentId })
    .from(paperComment)
    .where(
      and(
        eq(paperComment.councilId, scope.councilId),
        eq(paperComment.caseFileId, scope.caseFileId),
        eq(paperComment.evidenceItemId, evidenceItemId),
        eq(paperComment.page, page),
        eq(paperComment.kind, 'important'),
        eq(paperComment.by, scope.personId),
        isNull(paperComment.removedAt),
      ),
    );
  return rows.length > 0;
}

/** Lets everybody on the case read one's own note or question, with its answer. Null when there is none to share. */
export async function shareComment(tx: Tx, scope: CaseScope, paperCommentId: string): Promise<'shared' | null> {
  await assertStillStanding(tx, scope);
  const comment = await commentOf(tx, scope, paperCommentId);
  if (!comment || !mayShare(comment, scope.personId)) return null;
  await tx.update(paperComment).set({ sharedAt: now() }).where(thisComment(scope, paperCommentId));
  await recordFor(tx, scope, { action: 'comment.shared', target: paperCommentId });
  return 'shared';
}

/**
 * Takes back one's own. A note nobody else has read is gone for good; of what others could read, history keeps that it
 * was there. Null when there is none to take back.
 */
export async function removeComment(
  tx: Tx,
  scope: CaseScope,
  paperCommentId: string,
): Promise<Refused | 'removed' | null> {
  await assertStillStanding(tx, scope);
  const comment = await commentOf(tx, scope, paperCommentId);
  if (!comment || comment.by !== scope.personId) return null;
  if (!mayRemove(comment, scope.personId)) return refuse('words', 'It has been answered, so it stays.');
  const unanswered = and(thisComment(scope, paperCommentId), isNull(paperComment.answeredAt));
  if (comment.sharedAt === null) {
    await tx.delete(paperComment).where(unanswered);
    await recordFor(tx, scope, { action: 'note.removed', target: paperCommentId });
  } else {
    await tx
      .update(paperComment)
      .set({ removedAt: sql`now()` })
      .where(unanswered);
    await recordFor(tx, scope, { action: 'comment.removed', target: paperCommentId });
  }
  return 'removed';
}
