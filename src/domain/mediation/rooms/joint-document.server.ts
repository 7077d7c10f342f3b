import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { engine } from '#realtime/server/engine.ts';
import { document } from '#realtime/server/schema.server.ts';
import type { Tx } from '#server/db.ts';

/** The text of everyone's room that belongs to no clause. */
export const NOTE = 'note';

/**
 * The one document of everyone's room, made when it is first needed. Two people opening the room at once get the same
 * one: the table allows one of a kind on a subject. Its texts are named by clause ids, and `note`.
 */
export async function jointDocument(tx: Tx, scope: CaseScope, mediationId: string): Promise<string> {
  const { councilId, caseFileId } = scope;
  await tx
    .insert(document)
    .values({ councilId, caseFileId, subjectId: mediationId, kind: 'shared', class: 'joint' })
    .onConflictDoNothing();
  const [found] = await tx
    .select({ documentId: document.documentId })
    .from(document)
    .where(
      and(
        eq(document.councilId, councilId),
        eq(document.caseFileId, caseFileId),
        eq(document.subjectId, mediationId),
        eq(document.kind, 'shared'),
      ),
    );
  return found!.documentId;
}

/**
 * Makes the texts that are not there yet: by the server, never by two browsers at once. After the transaction that made
 * the document has committed.
 */
export async function ensureJointTexts(
  scope: CaseScope,
  documentId: string,
  clauseIds: readonly string[],
): Promise<void> {
  for (const name of [NOTE, ...clauseIds]) await engine().ensureText({ councilId: scope.councilId, documentId, name });
}
