import { and, asc, eq, isNull } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import type { InMediation, PartyRow } from '../begin.server.ts';
import type { Authority, ComingAs } from '../mediation.ts';
import { mediationParty } from '../schema.server.ts';
import { isTheirs, type WaitsFor } from './who-may-add.ts';

/** Somebody who comes, as one of those in the mediation may see them. */
export interface PartySeen {
  partyId: string;
  name: string;
  side: 'family' | 'council' | 'neutral';
  comingAs: ComingAs;
  body: string;
  coming: 'yes' | 'no' | 'not_said';
  /** What makes it easier for them. Null for whoever may not know: only their own side and the lead do (RDY7). */
  needs: string | null;
  signs: boolean;
  authority: Authority | null;
  agreedToMediateAt: Date | null;
  independentAt: Date | null;
  waitsFor: WaitsFor | null;
  /** They have no sign-in and come beside another. */
  byName: boolean;
  me: boolean;
  theirs: boolean;
}

const inIt = (scope: CaseScope, mediationId: string) =>
  and(
    eq(mediationParty.councilId, scope.councilId),
    eq(mediationParty.caseFileId, scope.caseFileId),
    eq(mediationParty.mediationId, mediationId),
    isNull(mediationParty.leftAt),
  );

/** One row of the list as it is kept, for a command. Undefined for one that is not on this list now. */
export async function partyRow(
  tx: Tx,
  scope: CaseScope,
  { mediation }: InMediation,
  partyId: string,
): Promise<PartyRow | undefined> {
  const [row] = await tx
    .select()
    .from(mediationParty)
    .where(and(inIt(scope, mediation.mediationId), eq(mediationParty.partyId, partyId)));
  return row;
}

/** Everybody who comes, in the order they were put on the list. */
export async function partiesOf(tx: Tx, scope: CaseScope, here: InMediation): Promise<PartySeen[]> {
  const rows = await tx
    .select()
    .from(mediationParty)
    .where(inIt(scope, here.mediation.mediationId))
    .orderBy(asc(mediationParty.addedAt), asc(mediationParty.partyId));
  return rows.map((row) => seenBy(scope, here, row));
}

function seenBy(scope: CaseScope, { place }: InMediation, row: PartyRow): PartySeen {
  const theirs = isTheirs(place, scope.personId, row);
  const { partyId, name, side, comingAs, body, coming, signs, authority, waitsFor } = row;
  const { agreedToMediateAt, independentAt } = row;
  return {
    ...{ partyId, name, side, comingAs, body, coming, signs, authority, waitsFor, theirs },
    ...{ agreedToMediateAt, independentAt },
    needs: theirs || place === 'lead' ? row.needs : null,
    byName: row.personId === null,
    me: row.personId === scope.personId,
  };
}
