import { assertStillStanding, underScope } from '../../src/domain/access/scoped.server.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { addEntry, type NewEntry } from '../../src/domain/contact/thread/add-entry.server.ts';
import { scopeFor } from './papers.ts';

/** One entry of a case's thread, put there by this person as a page would. Returns its id. */
export async function sayInThread(
  person: Person,
  caseFileId: string,
  entry: Partial<NewEntry> & Pick<NewEntry, 'words'>,
  at = new Date(),
): Promise<string> {
  const scope = await scopeFor(person, caseFileId, 'contact:write');
  const isFamily = scope.side === 'family';
  return underScope(scope, async (tx) => {
    await assertStillStanding(tx, scope);
    const said: NewEntry = {
      ...{ kind: 'message', direction: isFamily ? 'in' : 'out', withPersonId: isFamily ? scope.personId : null },
      ...{ happenedAt: at, ...entry },
    };
    return (await addEntry(tx, scope, said, at)).contactEntryId;
  });
}
