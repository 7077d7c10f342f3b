import { v7 } from 'uuid';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { mediationKinds, type MediationKind } from '../mediation.ts';
import { tellThoseInIt } from '../ready/tell.server.ts';
import { mediation, mediationParty } from '../schema.server.ts';
import { faultInDay } from './days.ts';
import { beginOnDispute } from './disputes.server.ts';
import { openMediationOf } from './ending.server.ts';
import { leaderOf, partiesOf, peopleOn } from './who-is-in.server.ts';
import { clockEnds } from '#domain/cases/dispute-clocks.ts';

export interface MediationWanted {
  kind: string;
  /** The day the council was told that the family wants it: 30 days run from it. */
  wantedOn: string;
  /** Who will mediate; empty while nobody knows. Early resolution is the council's own. */
  provider: string;
  /** A provider that never goes between needs no private rooms. */
  neverGoesBetween: boolean;
}

/**
 * Opens a try to settle a dispute, of either kind, one at a time (DIS19). In it from the start are whoever raised it, the
 * young person whose right it is, the council's case officers and, in early resolution, its dispute resolution officer,
 * who leads. Null as `disputeFor`.
 */
export async function openMediation(
  tx: Tx,
  scope: CaseScope<'dispute:raise'> | CaseScope<'dispute:arrange'>,
  disputeId: string,
  { kind, wantedOn, provider, neverGoesBetween }: MediationWanted,
  today: CalendarDate,
): Promise<Refused | null | { mediationId: string }> {
  const found = await beginOnDispute(tx, scope, disputeId);
  if (found === null || isRefused(found)) return found;
  if (!Object.hasOwn(mediationKinds, kind)) return refuse('kind', 'Choose early resolution or mediation');
  const isMediation = kind === 'mediation';
  if (await openMediationOf(tx, scope, disputeId))
    return refuse('kind', 'There is a meeting about this already. It has to be closed before another is asked for.');
  const fault = faultInDay('wantedOn', 'The day it was asked for', wantedOn, today, [
    { day: found.noticeSentOn, said: 'the letter was sent' },
  ]);
  if (fault) return fault;
  const people = await peopleOn(tx, scope);
  const facilitator = isMediation ? null : leaderOf(people, scope);
  if (!isMediation && !facilitator)
    return refuse(
      'kind',
      'The council’s dispute resolution officer is not on this case yet. The council has to put them on it first.',
    );
  const { councilId, caseFileId, personId } = scope;
  const mediationId = v7();
  const ends = isMediation ? clockEnds('arrange_mediation', wantedOn)?.ends : undefined;
  await tx.insert(mediation).values({
    ...{ councilId, caseFileId, mediationId, disputeId, kind: kind as MediationKind, wantedOn, openedBy: personId },
    arrangeBy: ends && 'on' in ends ? ends.on : null,
    provider: isMediation ? provider.trim() : '',
    privateRooms: isMediation && !neverGoesBetween,
  });
  const parties = partiesOf(found, people, facilitator);
  const of = { councilId, caseFileId, mediationId, addedBy: personId };
  if (parties.length > 0) await tx.insert(mediationParty).values(parties.map((party) => ({ ...of, ...party })));
  const detail = { disputeId, kind, wantedOn, parties: parties.map((party) => party.personId) };
  await recordFor(tx, scope, { action: 'mediation.opened', target: mediationId, detail });
  await tellThoseInIt(tx, scope, mediationId);
  return { mediationId };
}
