import type { CaseScope } from '#domain/access/scope.ts';
import { about } from '#domain/cases/about.ts';
import { closedWords } from '#domain/cases/closed-in-words.ts';
import type { ClosedBecause } from '#domain/cases/closing.ts';
import { familyMembers } from '#domain/contact/thread/family-members.server.ts';
import { addEntry } from '#domain/contact/thread/add-entry.server.ts';
import type { Tx } from '#server/db.ts';

/** CLO6: to each family member in their own thread, in words of their own: what it means and what they still can do. */
export async function tellOfClosing(
  tx: Tx,
  scope: CaseScope,
  { because, words, child }: { because: ClosedBecause; words: string; child: string },
  now: Date,
): Promise<void> {
  await toEach(tx, scope, now, (role) => {
    const { means, still } = closedWords(because, about(child, role === 'young_person'));
    return ['The case is closed.', ...means, words, 'What you still can do:', ...still.map((one) => `- ${one}`)];
  });
}

/** CLO7: and the same when it is opened again. */
export const tellOfOpening = (tx: Tx, scope: CaseScope, why: string, now: Date): Promise<void> =>
  toEach(tx, scope, now, () => ['The case is open again.', why]);

async function toEach(tx: Tx, scope: CaseScope, now: Date, said: (role: string) => string[]): Promise<void> {
  const { councilId, caseFileId, personId } = scope;
  const entry = { kind: 'update', direction: 'out', happenedAt: now } as const;
  for (const { personId: withPersonId, role } of await familyMembers(tx, scope))
    await addEntry(
      tx,
      { councilId, caseFileId, personId },
      { ...entry, withPersonId, words: said(role).join('\n\n') },
      now,
    );
}
