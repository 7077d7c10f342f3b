import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import type { Place } from './place.server.ts';
import { isParty, type Party } from './point.ts';
import { Refused } from './refusal.ts';
import { spaceCommand } from './schema.server.ts';

/** Every form in a space carries the id of its command, made with the page: posting it twice does it once (B17). */
export interface Command {
  commandId: string;
  /** The space it is about. */
  place: Place;
}

/**
 * Runs one command: the person's place on the case held still, then the work, in one transaction. A command done
 * before is not done again; its first answer is given back. A refusal keeps nothing, so the same form may be sent again.
 * `work` answers with plain data.
 */
export function command<T>(scope: CaseScope, { commandId, place }: Command, work: (tx: Tx) => Promise<T>): Promise<T> {
  return underScope(scope, async (tx) => {
    await place.begin(tx, scope);
    const key = { councilId: scope.councilId, caseFileId: scope.caseFileId, personId: scope.personId, commandId };
    const [fresh] = await tx.insert(spaceCommand).values(key).onConflictDoNothing().returning();
    const here = and(
      eq(spaceCommand.councilId, key.councilId),
      eq(spaceCommand.caseFileId, key.caseFileId),
      eq(spaceCommand.personId, key.personId),
      eq(spaceCommand.commandId, commandId),
    );
    if (!fresh) {
      const [done] = await tx.select({ answer: spaceCommand.answer }).from(spaceCommand).where(here);
      return done?.answer as T;
    }
    const answer = await work(tx);
    await tx.update(spaceCommand).set({ answer }).where(here);
    return answer;
  });
}

/** The side this person speaks for. Throws `no-side` for those who speak for neither. */
export function partyOf(scope: CaseScope): Party {
  if (!isParty(scope.side)) throw new Refused('no-side');
  return scope.side;
}
