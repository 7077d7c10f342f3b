import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import type { SpaceKind } from './kinds.ts';

/** What happened in a place, as the commands of every kind of place tell it. */
export interface InPlace {
  action: string;
  spaceId: string;
  /** Null: it concerns the whole place. */
  pointId: string | null;
  reason?: string;
  detail?: Record<string, unknown>;
}

/** Which live place of a case file is meant, and what is its kind's own. Every form of a place says which. */
export interface Place {
  readonly kind: SpaceKind;
  /** The appeal a working document belongs to. */
  readonly appealId: string | null;
  /** Every command's first step: holds still whatever gives this person a part in it. Throws when they have none any more. */
  begin(tx: Tx, scope: CaseScope): Promise<void>;
  /** Writes down what happened, for those who may be told of it. */
  record(tx: Tx, scope: CaseScope, what: InPlace): Promise<unknown>;
}

/** The case file's check before the Board: everybody on the case is told what happens in it. */
export const theCheck: Place = {
  kind: 'pre_board_check',
  appealId: null,
  begin: assertStillStanding,
  record: (tx, scope, { spaceId, pointId, ...what }) => recordFor(tx, scope, { ...what, target: pointId ?? spaceId }),
};
