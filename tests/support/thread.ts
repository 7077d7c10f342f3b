import { assertStillStanding, underScope } from '../../src/domain/access/scoped.server.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { addEntry, type NewEntry } from '../../src/domain/contact/thread/add-entry.server.ts';
import { familyMembers } from '../../src/domain/contact/thread/family-members.server.ts';
import { latestOf, writeToFamily, type CouncilSays } from '../../src/domain/contact/thread/write.server.ts';
import { isRefused } from '../../src/domain/access/refused.ts';
import type { TestDatabase } from './database.ts';
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

/** What a form of the council's sends when nothing but the words was filled in. */
export const plainSays: Omit<CouncilSays, 'to' | 'words'> = {
  ...{ how: 'message', hard: false, why: '', asked: '', answersId: '', last: '' },
};

/** A letter of the thread to the parent, at the address an officer checked. Returns its entry. */
export async function writeLetter({ owner }: TestDatabase, officer: Person, caseFileId: string): Promise<string> {
  const { councilId } = officer;
  await owner`update adult set address = '7 Mill Lane, Meadowford' where council_id = ${councilId} and case_file_id = ${caseFileId}`;
  const scope = await scopeFor(officer, caseFileId, 'contact:write');
  await underScope(scope, async (tx) => {
    const to = (await familyMembers(tx, scope)).find(({ role }) => role === 'parent')!.personId;
    const last = await latestOf(tx, scope);
    const says = { ...plainSays, how: 'letter' as const, to, words: 'The visit is on Monday.', last };
    const done = await writeToFamily(tx, scope as never, says, new Date());
    if (isRefused(done)) throw new Error(done.refused);
  });
  const [row] = await owner<{ contact_entry_id: string }[]>`
    select contact_entry_id from contact_entry where case_file_id = ${caseFileId} and kind = 'letter' order by at desc limit 1`;
  return row!.contact_entry_id;
}
