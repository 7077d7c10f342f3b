import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { document } from '#realtime/server/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { command, type Command } from './command.server.ts';
import { space } from './schema.server.ts';
import { findSpace, type SpaceRow } from './store.server.ts';
import { documentKinds } from './texts.ts';

/**
 * The case file's open pre-Board check, made with its three documents when there is none. Two officers opening it at
 * once get the same one: the table allows one open space a case file.
 */
export async function openSpace(tx: Tx, scope: CaseScope): Promise<SpaceRow> {
  const found = await findSpace(tx, scope);
  if (found && !found.closedAt) return found;
  const owner = { councilId: scope.councilId, caseFileId: scope.caseFileId };
  const [made] = await tx
    .insert(space)
    .values({ ...owner, kind: 'pre_board_check' })
    .onConflictDoNothing()
    .returning();
  if (!made) return (await findSpace(tx, scope))!;
  await tx.insert(document).values(documentKinds.map((kind) => ({ ...owner, subjectId: made.spaceId, kind })));
  await recordFor(tx, scope, { action: 'space.opened', target: made.spaceId });
  return made;
}

/** Opens the space from its page. */
export const startSpace = (scope: CaseScope, form: Command): Promise<null> =>
  command(scope, form, async (tx) => {
    await openSpace(tx, scope);
    return null;
  });
