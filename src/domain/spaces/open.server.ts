import type { CaseScope } from '#domain/access/scope.ts';
import { document } from '#realtime/server/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { command, type Command } from './command.server.ts';
import type { Place } from './place.server.ts';
import { space } from './schema.server.ts';
import { findSpace, type SpaceRow } from './store.server.ts';
import { documentKinds } from './texts.ts';

/**
 * The open space of that place, made with its three documents when there is none. Two officers opening it at once get
 * the same one: the table allows one open space of a kind.
 */
export async function openSpace(tx: Tx, scope: CaseScope, place: Place): Promise<SpaceRow> {
  const found = await findSpace(tx, scope, place);
  if (found && !found.closedAt) return found;
  const owner = { councilId: scope.councilId, caseFileId: scope.caseFileId };
  const [made] = await tx
    .insert(space)
    .values({ ...owner, kind: place.kind, appealId: place.appealId })
    .onConflictDoNothing()
    .returning();
  if (!made) return (await findSpace(tx, scope, place))!;
  await tx.insert(document).values(documentKinds.map((kind) => ({ ...owner, subjectId: made.spaceId, kind })));
  await place.record(tx, scope, { action: 'space.opened', spaceId: made.spaceId, pointId: null });
  return made;
}

/** Opens the space from its page. */
export const startSpace = (scope: CaseScope, form: Command): Promise<null> =>
  command(scope, form, async (tx) => {
    await openSpace(tx, scope, form.place);
    return null;
  });
