import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { addDays } from '#domain/calendar/date.ts';
import { certificatesOf } from '#domain/mediation/dispute/disputes.server.ts';
import { writeIssued } from '#domain/mediation/dispute/certificates.server.ts';
import { closeMediation, saveOutcome } from '#domain/mediation/outcome/outcome-commands.server.ts';
import { outcomeFor } from '#domain/mediation/outcome/outcomes.server.ts';
import { rateMediation } from '#domain/mediation/outcome/ratings.server.ts';
import { engine } from '#realtime/server/engine.ts';
import { did } from './did.ts';
import type { Meeting } from './meet.ts';
import { scopeOn } from './scope.ts';

/** Whoever leads shares how a mediation ended, with part of it agreed, and closes it, as at that time. */
export async function closePart(lead: Person, { caseFileId, mediationId }: Meeting, at: Date): Promise<void> {
  const scope = await scopeOn(lead, caseFileId, 'mediation:lead');
  const typed = {
    ...{ mode: 'In person', needsMet: 'yes', copiesAs: 'ordinary', copiesSentOn: dateOf(at) },
    childViews: 'Amara wrote a page herself and read it out at the start.',
    nextSteps: 'The Board looks at the school from September.',
    leftOver: 'Which school from September',
  };
  const documentIds = await underScope(scope, async (tx) => {
    did(await saveOutcome(tx, scope, mediationId, { version: 0, outcome: 'part', typed }, at));
    const { sha256 } = did(await outcomeFor(tx, scope, mediationId, dateOf(at)));
    return did(await closeMediation(tx, scope, mediationId, sha256, at)).documentIds;
  });
  for (const documentId of documentIds) await engine().closeDocument({ councilId: scope.councilId, documentId });
}

/** The certificate comes two days later, and the family says what they made of it. */
export async function afterwards(who: Person, disputeId: string, { caseFileId, mediationId }: Meeting, at: Date) {
  const scope = await scopeOn(who, caseFileId, 'dispute:raise');
  const rating = await scopeOn(who, caseFileId, 'mediation:rate');
  const issuedOn = addDays(dateOf(at), 2);
  await underScope(scope, async (tx) => {
    const [asked] = await certificatesOf(tx, scope, disputeId);
    const given = { certificateId: asked!.certificateId, issuedOn, issuedBy: 'Level Ground Mediation' };
    did(await writeIssued(tx, scope, disputeId, given, issuedOn));
  });
  const said = { rating: 4, words: 'Ines let nobody interrupt. That was new.' };
  did(await underScope(rating, (tx) => rateMediation(tx, rating, mediationId, said, at)));
}
