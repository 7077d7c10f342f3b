import { and, asc, eq, isNull } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { addWeeks, type CalendarDate } from '#domain/calendar/date.ts';
import { appealBy } from '#domain/calendar/tribunal-days.ts';
import { inWords } from '#domain/calendar/words.ts';
import { caseBar } from '#domain/cases/bar.server.ts';
import { promisesOf, type PromiseOf } from '#domain/contact/promises/promises.server.ts';
import type { Tx } from '#server/db.ts';
import { drawnIn, type Drawn } from '../agreement/open-agreement.server.ts';
import type { AgreedClause } from '../agreement/agreement.ts';
import type { InMediation, MediationRow, PartyRow } from '../begin.server.ts';
import { leftOversOf } from '../clauses/left-overs.server.ts';
import { appealable, appealableInWords, isPlanSection } from '../dispute/appealable.ts';
import { areas, certificateKinds, grounds, rightsHolders } from '../dispute/dispute.ts';
import { certificateThatCounts } from '../dispute/dispute-dates.ts';
import { certificatesOf, disputeFor, issuesOf, type DisputeRow, type IssueRow } from '../dispute/disputes.server.ts';
import { comingAs, decidable, meetingModes, type Decidable } from '../mediation.ts';
import { mediationParty } from '../schema.server.ts';
import type { PrivateName } from './fields.ts';
import type { EndFacts } from './outcome.ts';
import type { Follows, Known } from './record.ts';

const day = (on: CalendarDate | null | undefined): string => (on ? inWords(on) : '');

/** The signed agreement of a mediation that counts: the newest. Null while there is none. */
export const signedIn = (drawn: readonly Drawn[]): Drawn | null =>
  drawn.find(({ end }) => end?.end === 'signed') ?? null;

/** What there is to show for how it is said to have ended. */
export async function endFactsOf(tx: Tx, scope: CaseScope, mediationId: string): Promise<EndFacts> {
  const drawn = await drawnIn(tx, scope, mediationId);
  const signed = signedIn(drawn);
  const waits = drawn[0] !== undefined && drawn[0].end === null;
  return {
    agreement: waits ? 'to_sign' : signed ? 'signed' : 'none',
    leftOver: signed?.agreement.text.leftOver.length ?? 0,
  };
}

const disputeOf = async (tx: Tx, scope: CaseScope, { disputeId }: MediationRow): Promise<DisputeRow> => {
  const found = await disputeFor(tx, scope, disputeId);
  if (!found) throw new Error('Whoever is in a mediation may know of its dispute.');
  return found;
};

/** The open fields that are taken from what the case holds, as they are now. */
export async function knownOf(
  tx: Tx,
  scope: CaseScope,
  { mediation }: InMediation,
  today: CalendarDate,
): Promise<Known> {
  const bar = await caseBar(tx, scope, today);
  const about = await disputeOf(tx, scope, mediation);
  const signed = signedIn(await drawnIn(tx, scope, mediation.mediationId));
  const text = signed?.agreement.text;
  return {
    reference: bar.reference,
    child: bar.child,
    rightsHolder: rightsHolders[about.rightsHolder],
    decision: about.ground
      ? `${grounds[about.ground].words} (${grounds[about.ground].source})`
      : 'No decision that can be appealed',
    noticeSentOn: day(about.noticeSentOn),
    provider: [mediation.provider, mediation.providerRef].filter(Boolean).join(', '),
    adviserContactedOn: day(about.adviserContactedOn),
    wantedOn: day(mediation.wantedOn),
    arrangeBy: day(mediation.arrangeBy),
    meetsOn: day(mediation.meetsOn),
    agreement: signed ? `Agreement ${signed.agreement.number}, fingerprint ${signed.agreement.sha256}` : '',
    agreedItems: text?.clauses.map(itemInWords).join('\n\n') ?? '',
    signedBy: text?.signers.map(({ name, body }) => [name, body].filter(Boolean).join(', ')).join('\n') ?? '',
    signedOn: day(signed?.end?.signedOn),
  };
}

const itemInWords = ({ number, words, officer, body, planSection, newWording, howKnown }: AgreedClause): string =>
  [
    `${number}. ${words}`,
    `Who: ${[officer, body].filter(Boolean).join(', ')}`,
    planSection && `Section ${planSection} of the plan${newWording ? `: ${newWording}` : ''}`,
    howKnown && `How we’ll know: ${howKnown}`,
  ]
    .filter(Boolean)
    .join('\n');

/** The open fields that go on changing after the record is shared, as they are now. */
export async function followsOf(
  tx: Tx,
  scope: CaseScope,
  { mediation }: InMediation,
  today: CalendarDate,
): Promise<Follows> {
  const about = await disputeOf(tx, scope, mediation);
  const certificates = await certificatesOf(tx, scope, about.disputeId);
  const signed = signedIn(await drawnIn(tx, scope, mediation.mediationId));
  const promises = (await promisesOf(tx, scope, today)).filter(
    ({ subjectId }) => subjectId === signed?.agreement.agreementId,
  );
  const by =
    about.noticeSentOn && about.ground ? appealBy(about.noticeSentOn, certificateThatCounts(certificates)) : null;
  return {
    certificate: certificates
      .map(({ kind, issuedOn, dueOn }) => {
        const when = issuedOn ? `issued on ${day(issuedOn)}` : dueOn ? `to be issued by ${day(dueOn)}` : 'asked for';
        return `${certificateKinds[kind].words}: ${when}`;
      })
      .join('\n'),
    appealBy: by && 'on' in by ? day(by.on) : '',
    checkInOn: signed?.end?.signedOn ? day(addWeeks(signed.end.signedOn, 2)) : '',
    compliance: complianceInWords(promises),
    appealedOn: day(about.appealedOn),
  };
}

function complianceInWords(promises: readonly PromiseOf[]): string {
  if (promises.length === 0) return '';
  const count = (is: PromiseOf['state']['is']) => promises.filter(({ state }) => state.is === is).length;
  const late = count('late');
  return `${count('kept')} of ${promises.length} done${late > 0 ? `, ${late} late` : ''}`;
}

/** What the fields of the meeting begin with: what is known of it, for whoever leads to put right. Nothing one side keeps to itself. */
export async function offeredOf(
  tx: Tx,
  scope: CaseScope,
  { mediation }: InMediation,
): Promise<Partial<Record<PrivateName, string>>> {
  const parties = await partiesOf(tx, scope, mediation.mediationId);
  const about = await disputeOf(tx, scope, mediation);
  const issues = await issuesOf(tx, scope, about.disputeId);
  const left = await leftOversOf(tx, scope, mediation.mediationId);
  const who = parties.filter(({ coming }) => coming !== 'no');
  return {
    mode: mediation.mode ? meetingModes[mediation.mode] : '',
    hours: [mediation.startsAt, mediation.endsAt].filter(Boolean).join(' to '),
    mediator: who.filter(isLead).map(leadInWords).join(', '),
    attendees: who.map((party) => `${party.name}: ${comingAs[party.comingAs]}`).join('\n'),
    authority: who
      .filter(({ authority }) => authority)
      .map(authorityInWords)
      .join('\n'),
    supporter: who
      .filter((party) => party.comingAs === 'supporter' || party.comingAs === 'advocate')
      .map(({ name }) => name)
      .join(', '),
    issues: issues.map((issue) => issueInWords(issue, about)).join('\n'),
    leftOver: left.map(({ title }) => title).join('\n'),
  };
}

const isLead = ({ comingAs: as }: PartyRow): boolean => as === 'mediator' || as === 'facilitator';

const leadInWords = ({ name, body, independentAt }: PartyRow): string =>
  [name, body, independentAt && 'has said that they are independent'].filter(Boolean).join(', ');

const authorityInWords = ({ name, authority }: PartyRow): string => {
  const said = Object.entries(authority ?? {}) as [Decidable, { may: 'yes' | 'no' | 'limited'; limits: string }][];
  const words = said.map(([what, { may, limits }]) => `${decidable[what]}: ${may === 'limited' ? limits : may}`);
  return `${name}. ${words.join('. ')}`;
};

const issueInWords = ({ number, words, area, planSection }: IssueRow, { ground }: DisputeRow): string => {
  const section = planSection && isPlanSection(planSection) ? planSection : null;
  const appeal = appealableInWords[appealable({ planSection: section }, ground)].short;
  return `${number}. ${words} (${areas[area]}${section ? `, section ${section}` : ''}. ${appeal})`;
};

const partiesOf = (tx: Tx, { councilId, caseFileId }: CaseScope, mediationId: string): Promise<PartyRow[]> =>
  tx
    .select()
    .from(mediationParty)
    .where(
      and(
        ...[eq(mediationParty.councilId, councilId), eq(mediationParty.caseFileId, caseFileId)],
        ...[eq(mediationParty.mediationId, mediationId), isNull(mediationParty.leftAt)],
      ),
    )
    .orderBy(asc(mediationParty.addedAt));
