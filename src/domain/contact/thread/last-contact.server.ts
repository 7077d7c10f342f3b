import { and, desc, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { entryKinds } from './entry.ts';
import { contactEntry } from './thread-schema.server.ts';

/** The last time a person of the council was in touch, as this reader may know of it; null when nobody has been yet. */
export async function lastContact(
  tx: Tx,
  { councilId, caseFileId }: CaseScope,
): Promise<{ how: string; at: Date } | null> {
  const [last] = await tx
    .select({ kind: contactEntry.kind, at: contactEntry.happenedAt })
    .from(contactEntry)
    .where(
      and(
        ...[eq(contactEntry.councilId, councilId), eq(contactEntry.caseFileId, caseFileId)],
        ...[eq(contactEntry.direction, 'out'), eq(contactEntry.automatic, false)],
      ),
    )
    .orderBy(desc(contactEntry.happenedAt))
    .limit(1);
  return last ? { how: entryKinds[last.kind].toLowerCase(), at: last.at } : null;
}
