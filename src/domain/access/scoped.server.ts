import { inTransaction, type Tx } from '#server/db.ts';
import { record, type Happening } from '#server/history.ts';
import type { Scope } from './scope.ts';

/** One transaction under a scope: row-level security shows only its council, and its case file when it has one. */
export const underScope = <T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(scope, work);

/** Records what the person of this scope did, in the chain of their case file. */
export const recordFor = (tx: Tx, scope: Scope, happening: Omit<Happening, 'councilId' | 'caseFileId' | 'actorId'>): Promise<number> =>
  record(tx, { councilId: scope.councilId, caseFileId: scope.caseFileId, actorId: scope.personId, ...happening });
