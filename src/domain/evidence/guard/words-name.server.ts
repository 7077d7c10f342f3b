import type { CaseScope } from '#domain/access/scope.ts';
import { inTransaction } from '#server/db.ts';
import { whoIsNamed } from './guard.server.ts';

/**
 * Whether words name another child of the council and not this one, as a paper's words are looked through: then they may
 * be about another case. Says nothing of whom.
 */
export const nameAnotherChild = (of: Pick<CaseScope, 'councilId' | 'caseFileId'>, words: string): Promise<boolean> =>
  inTransaction(of, async (tx) => {
    const { named, matches } = await whoIsNamed(tx, of, [{ words }]);
    return matches.length > 0 && !named;
  });
