import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { nameShown } from '../names.server.ts';
import { redaction } from '../comments/reading-schema.server.ts';
import { becauseInWords } from '../redaction/redaction.ts';

/** RED5: what everybody is told of the places hidden on one page: that they are, by whom, when and why. One sentence for each reason. */
export async function hiddenInWords(tx: Tx, scope: CaseScope, evidenceItemId: string, page: number): Promise<string[]> {
  const places = await tx
    .select({ name: nameShown, at: redaction.releasedAt, reason: redaction.reason })
    .from(redaction)
    .innerJoin(person, and(eq(person.councilId, redaction.councilId), eq(person.personId, redaction.releasedBy)))
    .where(
      and(
        eq(redaction.councilId, scope.councilId),
        eq(redaction.caseFileId, scope.caseFileId),
        eq(redaction.evidenceItemId, evidenceItemId),
        eq(redaction.page, page),
        isNotNull(redaction.releasedAt),
      ),
    )
    .orderBy(asc(redaction.releasedAt));
  const sentences = places.map(
    ({ name, at, reason }) =>
      `Something is hidden here. ${name} hid it on ${inWords(dateOf(at!))} because ${becauseInWords[reason]}.`,
  );
  return [...new Set(sentences)];
}
