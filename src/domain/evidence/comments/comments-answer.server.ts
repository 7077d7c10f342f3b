import { and, eq, isNull } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import { updateMail } from '#domain/people/messages.ts';
import { person } from '#domain/people/schema.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { queueMessage } from '#server/outbox.ts';
import { refuse, type Refused } from '../begin.server.ts';
import { waitsForAnswer, type Outcome, type PaperComment } from './comments.ts';
import { commentOf, thisComment } from './comments.server.ts';
import { isHere } from '../paper.ts';
import { papersOf } from '../papers.server.ts';
import { paperComment } from './reading-schema.server.ts';

export interface Answering {
  paperCommentId: string;
  words: string;
  /** For a correction only. */
  outcome: Outcome | null;
}

/**
 * An officer's plain answer, beside the words it answers. READ7: a correction is answered with what becomes of it, and
 * "put right" only once there is a newer version. Whoever asked is sent word that there is something. Null when there
 * is nothing of that kind to answer.
 */
export async function answerComment(
  tx: Tx,
  scope: CaseScope,
  { paperCommentId, words, outcome }: Answering,
): Promise<Refused | null | 'answered'> {
  await assertStillStanding(tx, scope);
  const comment = await commentOf(tx, scope, paperCommentId);
  if (!comment || comment.kind === 'important') return null;
  const field = `answer-${paperCommentId}`;
  if (!waitsForAnswer(comment)) return refuse(field, 'Somebody has answered this already.');
  if (words === '') return refuse(field, 'Write a plain answer.');
  const correction = comment.kind === 'correction';
  if (correction && outcome === null) return refuse(`outcome-${paperCommentId}`, 'Say what becomes of it.');
  if (correction && outcome === 'corrected' && !(await hasNewer(tx, scope, comment)))
    return refuse(`outcome-${paperCommentId}`, 'Add the newer version first. Then say that it is put right.');
  const set = { answer: words, outcome: correction ? outcome : null, answeredBy: scope.personId, answeredAt: now() };
  const open = and(thisComment(scope, paperCommentId), isNull(paperComment.answeredAt));
  const done = await tx.update(paperComment).set(set).where(open).returning({ id: paperComment.paperCommentId });
  if (done.length === 0) return refuse(field, 'Somebody has answered this already.');
  // A question nobody else may read is answered without a word to anybody else.
  if (comment.sharedAt) await recordFor(tx, scope, { action: 'comment.answered', target: paperCommentId });
  else await recordFor(tx, scope, { action: 'question.answered', target: paperCommentId });
  if (comment.by !== scope.personId) await tellAsker(tx, scope, comment);
  return 'answered';
}

async function hasNewer(tx: Tx, scope: CaseScope, { evidenceItemId }: PaperComment): Promise<boolean> {
  return (await papersOf(tx, scope)).some((paper) => paper.replaces === evidenceItemId && isHere(paper));
}

async function tellAsker(tx: Tx, { councilId }: CaseScope, { by }: PaperComment): Promise<void> {
  const [asker] = await tx
    .select({ email: person.email })
    .from(person)
    .where(and(eq(person.councilId, councilId), eq(person.personId, by)));
  if (asker?.email)
    await queueMessage(tx, { councilId, channel: 'email', to: asker.email, ...updateMail(env().ORIGIN) });
}
