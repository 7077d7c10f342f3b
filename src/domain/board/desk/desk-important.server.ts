import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { refuse, type Refused } from '#domain/evidence/begin.server.ts';
import { importantPagesOf } from '#domain/evidence/comments/comments.server.ts';
import { nameShown } from '#domain/evidence/names.server.ts';
import type { PackEntry } from '#domain/evidence/pack/pack.ts';
import { person } from '#domain/people/schema.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { importantAnswer } from './deciding-schema.server.ts';
import { beginAtDesk, whyOver } from './desk-item.server.ts';
import { citeNow } from './reasons-pages.ts';

/** A page the family marked as important and shared, and what the Board says to it so far. */
export interface ImportantPage {
  paperCommentId: string;
  evidenceItemId: string;
  page: number;
  /** As it is printed in the pack; empty when the paper is not in it. */
  cite: string;
  title: string;
  familyWords: string;
  familyName: string;
  answer: { words: string; byName: string; at: Date } | null;
}

/** Every page the family marked important, in the order of the pack, with its answer for this place on the agenda. */
export async function importantFor(
  tx: Tx,
  scope: CaseScope,
  agendaItemId: string,
  contents: readonly PackEntry[],
): Promise<ImportantPage[]> {
  const marked = await importantPagesOf(tx, scope);
  const answers = new Map((await answersOf(tx, scope, agendaItemId)).map((each) => [each.paperCommentId, each]));
  const number = ({ cite }: ImportantPage) => Number(cite.slice(1)) || Number.MAX_SAFE_INTEGER;
  return marked
    .map(({ paperCommentId, evidenceItemId, page, paperTitle: title, words: familyWords, byName: familyName }) => ({
      ...{ paperCommentId, evidenceItemId, page, title, familyWords, familyName },
      cite: citeNow({ evidenceItemId, page, cite: '' }, contents) ?? '',
      answer: answers.get(paperCommentId) ?? null,
    }))
    .sort((a, b) => number(a) - number(b));
}

const answersOf = (tx: Tx, { councilId, caseFileId }: CaseScope, agendaItemId: string) =>
  tx
    .select({
      paperCommentId: importantAnswer.paperCommentId,
      words: importantAnswer.words,
      at: importantAnswer.at,
      byName: nameShown,
    })
    .from(importantAnswer)
    .innerJoin(person, and(eq(person.councilId, importantAnswer.councilId), eq(person.personId, importantAnswer.by)))
    .where(
      and(
        eq(importantAnswer.councilId, councilId),
        eq(importantAnswer.caseFileId, caseFileId),
        eq(importantAnswer.agendaItemId, agendaItemId),
      ),
    );

export interface Answering {
  paperCommentId: string;
  words: string;
  /** When the answer in the box was written, in ms; null when there was none. */
  seenAtMs: number | null;
}

/** Writes what the Board says to one page the family marked (DEC9). Null when the family marked no such page. */
export async function answerImportant(
  tx: Tx,
  scope: CaseScope,
  agendaItemId: string,
  { paperCommentId, words, seenAtMs }: Answering,
): Promise<Refused | null | 'answered'> {
  const desk = await beginAtDesk(tx, scope, agendaItemId);
  if (desk === null || 'refused' in desk) return desk;
  const over = whyOver(desk.item);
  if (over) return over;
  const page = (await importantFor(tx, scope, agendaItemId, [])).find((each) => each.paperCommentId === paperCommentId);
  if (!page) return null;
  const field = `answer-${paperCommentId}`;
  if (!words.trim())
    return refuse(
      field,
      'Write what the Board says to this page. “We read it, and it did not change the decision because…” is an answer.',
    );
  if ((page.answer?.at.getTime() ?? null) !== seenAtMs)
    return refuse(
      field,
      'Somebody answered this while you wrote. Their words are above, yours are still in the box. Put the two together, then save.',
    );
  const { councilId, caseFileId, personId } = scope;
  const row = { words: words.trim(), by: personId, at: now() };
  await tx
    .insert(importantAnswer)
    .values({ councilId, caseFileId, agendaItemId, paperCommentId, ...row })
    .onConflictDoUpdate({
      target: [
        importantAnswer.councilId,
        importantAnswer.caseFileId,
        importantAnswer.agendaItemId,
        importantAnswer.paperCommentId,
      ],
      set: row,
    });
  await recordFor(tx, scope, { action: 'important.answered', target: paperCommentId, detail: { words: row.words } });
  return 'answered';
}
