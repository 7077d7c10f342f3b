import type { CaseScope } from '#domain/access/scope.ts';
import type { Connection } from './connection.ts';

/** A standing in one word, for noticing that it changed. Null stands for a duty that came with a team. */
export const standingWord = (standingId: string | null, epoch: number, role: string | null): string =>
  `${standingId}/${epoch}/${role}`;

/** Notes with which standing a door was opened; `revoke.ts` compares it with the standing as it is. */
export function useStanding(connection: Connection, scope: CaseScope): void {
  const { caseFileId, standingId, epoch, role } = scope;
  connection.standings.set(caseFileId, { caseFileId, standing: standingWord(standingId, epoch, role) });
}
