import { and, eq, isNull, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { assertStillStanding } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { type Place } from './mediation.ts';
import { mediation, mediationParty } from './schema.server.ts';

export type MediationRow = typeof mediation.$inferSelect;
export type PartyRow = typeof mediationParty.$inferSelect;

/** A mediation as one of those in it finds it. */
export interface InMediation {
  mediation: MediationRow;
  place: Place;
  party: PartyRow;
}

/** What a form was shown is not how the meeting is now. `closed`: nothing in it changes any more. */
export class MediationMoved extends Error {
  readonly why: 'closed' | 'changed';
  constructor(why: 'closed' | 'changed') {
    super(why === 'closed' ? 'This mediation is closed.' : 'The meeting has changed since the page was shown.');
    this.why = why;
  }
}
export const movedInWords: Record<MediationMoved['why'], string> = {
  closed: 'This mediation is closed. Nothing in it changes any more. To go on, both sides ask for a new one.',
  changed: 'Something changed while you looked. Look at how it is now, and press again if you still want to.',
};

/**
 * One mediation and the place of whoever asks (MED1). Null for everybody who has no place in it: to them it is an id of
 * nothing, whatever else they may do on the case.
 */
export async function mediationFor(tx: Tx, scope: CaseScope, mediationId: string): Promise<InMediation | null> {
  if (!isId(mediationId)) return null;
  const [found] = await tx
    .select({
      mediation,
      party: mediationParty,
      place: sql<Place | null>`mediation_place(${mediation.councilId}, ${mediation.mediationId}, ${scope.personId})`,
    })
    .from(mediation)
    .innerJoin(
      mediationParty,
      and(
        eq(mediationParty.councilId, mediation.councilId),
        eq(mediationParty.caseFileId, mediation.caseFileId),
        eq(mediationParty.mediationId, mediation.mediationId),
        eq(mediationParty.personId, scope.personId),
        isNull(mediationParty.leftAt),
      ),
    )
    .where(
      and(
        eq(mediation.councilId, scope.councilId),
        eq(mediation.caseFileId, scope.caseFileId),
        eq(mediation.mediationId, mediationId),
      ),
    );
  return found?.place ? { ...found, place: found.place } : null;
}

/**
 * Starts a command in a mediation: the person's place on the case and in it held, commands in one mediation one after
 * the other. Null as `mediationFor`. Throws `AccessEnded`, and `MediationMoved` when it is closed or is no longer at
 * `version`, where the form carried one.
 */
export async function beginInMediation(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  version?: number,
): Promise<InMediation | null> {
  await assertStillStanding(tx, scope);
  if (!isId(mediationId)) return null;
  await tx.execute(sql`
    select 1 from mediation where council_id = ${scope.councilId} and case_file_id = ${scope.caseFileId}
       and mediation_id = ${mediationId} for no key update`);
  const found = await mediationFor(tx, scope, mediationId);
  if (!found) return null;
  if (found.mediation.closedAt) throw new MediationMoved('closed');
  if (version !== undefined && version !== found.mediation.version) throw new MediationMoved('changed');
  return found;
}
