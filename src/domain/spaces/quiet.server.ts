import { and, eq } from 'drizzle-orm';
import { assertStillStanding, underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';

const me = (scope: CaseScope) => and(eq(person.councilId, scope.councilId), eq(person.personId, scope.personId));

/** Quiet mode is remembered on the person: no presence, nothing announced, one summary when they ask. Nobody else is told. */
export const setQuiet = (scope: CaseScope, quietMode: boolean): Promise<void> =>
  underScope(scope, async (tx) => {
    await assertStillStanding(tx, scope);
    await tx.update(person).set({ quietMode }).where(me(scope));
  });

/** Whether this person asked for quiet. */
export async function isQuiet(tx: Tx, scope: CaseScope): Promise<boolean> {
  const [row] = await tx.select({ quiet: person.quietMode }).from(person).where(me(scope));
  return row?.quiet ?? false;
}
