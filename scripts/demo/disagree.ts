import { eq, and } from 'drizzle-orm';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Ground, RightsHolder } from '#domain/mediation/dispute/dispute.ts';
import { addIssue, type IssueWritten } from '#domain/mediation/dispute/issues.server.ts';
import { raiseDispute } from '#domain/mediation/dispute/raise.server.ts';
import { writeAdviserContacted, writeDecided } from '#domain/mediation/dispute/written.server.ts';
import { dispute } from '#domain/mediation/schema.server.ts';
import { did } from './did.ts';
import { scopeOn } from './scope.ts';

/** What somebody does not agree with, from one sentence up to a decision with its days. */
export interface Disagreement {
  ownWords: string;
  about?: { ground: Ground; rightsHolder: RightsHolder; sentOn: CalendarDate; adviserOn: CalendarDate };
  issues?: IssueWritten[];
  raisedOn: CalendarDate;
}

/** Raises it as the family would, on its page. Returns the dispute's id. */
export async function disagree(
  who: Person,
  caseFileId: string,
  { ownWords, about, issues = [], raisedOn }: Disagreement,
  today: CalendarDate,
): Promise<string> {
  const scope = await scopeOn(who, caseFileId, 'dispute:raise');
  return underScope(scope, async (tx) => {
    const raised = { ownWords, about: null, forPersonId: '' };
    const { disputeId } = did(await raiseDispute(tx, scope, raised, raisedOn));
    if (about) {
      const { ground, rightsHolder, sentOn: noticeSentOn, adviserOn } = about;
      did(await writeDecided(tx, scope, disputeId, { ground, noticeSentOn, rightsHolder }, today));
      did(await writeAdviserContacted(tx, scope, disputeId, adviserOn, today));
    }
    for (const issue of issues) did(await addIssue(tx, scope, disputeId, issue));
    // The database writes its own time; a disagreement of last month would otherwise have begun today.
    await tx
      .update(dispute)
      .set({ raisedAt: new Date(`${raisedOn}T10:20:00Z`) })
      .where(and(eq(dispute.councilId, scope.councilId), eq(dispute.disputeId, disputeId)));
    return disputeId;
  });
}
