import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { caseBar } from '#domain/cases/bar.server.ts';
import { council, person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { Place } from '../mediation.ts';
import { mediation } from '../schema.server.ts';
import { certificateNeed, type CertificateNeed } from './appealable.ts';
import { disputeDates, type DisputeDate } from './dispute-dates.ts';
import { certificatesOf, issuesOf, type CertificateRow, type DisputeRow, type IssueRow } from './disputes.server.ts';
import { whatNext, type Helpers, type NextStep } from './what-next.ts';

/** One try to settle a dispute. `place` is that of whoever asks: null where they have none, and its pages are not there for them. */
export type Try = typeof mediation.$inferSelect & { place: Place | null };

/** Everything one page says of one dispute, with the days and steps that follow from it. */
export interface DisputeView {
  row: DisputeRow;
  issues: IssueRow[];
  certificates: CertificateRow[];
  tries: Try[];
  need: CertificateNeed;
  dates: DisputeDate[];
  next: NextStep[];
  /** The names of those who raised, settled or ended something, by their ids. */
  names: ReadonlyMap<string, string>;
}

/** Gathers it. Ask `disputeFor` first: the row is the proof. */
export async function disputeView(
  tx: Tx,
  scope: CaseScope,
  row: DisputeRow,
  today: CalendarDate,
): Promise<DisputeView> {
  const issues = await issuesOf(tx, scope, row.disputeId);
  const certificates = await certificatesOf(tx, scope, row.disputeId);
  const tries = await triesOf(tx, scope, row.disputeId);
  const said = issues.map(({ planSection, settledAt, area }) => ({
    planSection,
    settled: settledAt !== null,
    health: area === 'health',
  }));
  const need = certificateNeed(row.ground, said);
  const statutory = tries.filter(({ kind }) => kind === 'mediation');
  const mediations = statutory.map(({ closedAt, ...one }) => ({ ...one, closed: closedAt !== null }));
  const dates = disputeDates({ ...row, issues: said, certificates, mediations }, today);
  const next = whatNext({
    ...(await helpersOf(tx, scope, today)),
    ...{ need, dates, today },
    knowsDecision: row.ground !== null && row.noticeSentOn !== null,
    meetingOpen: tries.some(({ closedAt }) => closedAt === null),
    certified: certificates.length > 0,
    appealed: row.appealedOn !== null,
  });
  const doers = [row.raisedBy, row.endedBy, ...issues.map(({ settledBy }) => settledBy)];
  return { row, issues, certificates, tries, need, dates, next, names: await namesOf(tx, scope, doers) };
}

/** The tries to settle a dispute, the newest first. */
const triesOf = async (tx: Tx, { councilId, caseFileId, personId }: CaseScope, disputeId: string): Promise<Try[]> => {
  const place = sql<Place | null>`mediation_place(${mediation.councilId}, ${mediation.mediationId}, ${personId})`;
  const rows = await tx
    .select({ row: mediation, place })
    .from(mediation)
    .where(
      and(eq(mediation.councilId, councilId), eq(mediation.caseFileId, caseFileId), eq(mediation.disputeId, disputeId)),
    )
    .orderBy(desc(mediation.openedAt));
  return rows.map(({ row, place: own }) => ({ ...row, place: own }));
};

async function helpersOf(tx: Tx, scope: CaseScope, today: CalendarDate): Promise<Helpers> {
  const [row] = await tx.select().from(council).where(eq(council.councilId, scope.councilId));
  const { contact } = await caseBar(tx, scope, today);
  const { mediationAdviser, adviceService, disagreementService } = row!;
  return {
    mediationAdviser,
    adviceService,
    disagreementService,
    contact: { name: contact.name ?? 'the team', phone: contact.phone },
  };
}

/** Staff by their name, a family by what they asked to be called. */
async function namesOf(tx: Tx, { councilId }: CaseScope, ids: (string | null)[]): Promise<Map<string, string>> {
  const asked = [...new Set(ids.filter((one) => one !== null))];
  const rows = await tx
    .select({
      personId: person.personId,
      name: sql<string>`case when ${person.kind} = 'staff' then ${person.fullName} else coalesce(${person.calledName}, ${person.fullName}) end`,
    })
    .from(person)
    .where(and(eq(person.councilId, councilId), inArray(person.personId, asked)));
  return new Map(rows.map(({ personId, name }) => [personId, name]));
}
