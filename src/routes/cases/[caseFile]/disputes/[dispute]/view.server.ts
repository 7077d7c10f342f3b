import { mayAlso } from '#domain/access/offer.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inDays, inShort, inWords } from '#domain/calendar/words.ts';
import { stateInWords } from '#domain/cases/dates.ts';
import { appealable, appealableInWords, planSections } from '#domain/mediation/dispute/appealable.ts';
import { areas, certificateKinds, endings, grounds, rightsHolders } from '#domain/mediation/dispute/dispute.ts';
import type { DisputeDate } from '#domain/mediation/dispute/dispute-dates.ts';
import type { DisputeView, Try } from '#domain/mediation/dispute/dispute-view.server.ts';
import type { CertificateRow, IssueRow } from '#domain/mediation/dispute/disputes.server.ts';
import { mediationKinds } from '#domain/mediation/mediation.ts';

const choices = (of: Record<string, string>) => Object.entries(of).map(([value, label]) => ({ value, label }));
const wordsOf = (of: Record<string, { words: string }>) =>
  Object.entries(of).map(([value, { words }]) => ({ value, label: words }));

/** What the forms of the page offer. */
export const offers = {
  grounds: wordsOf(grounds),
  rightsHolders: choices(rightsHolders),
  sections: Object.entries(planSections).map(([value, { holds }]) => ({ value, label: `${value}: ${holds}` })),
  areas: choices(areas),
  certificates: wordsOf(certificateKinds),
  endings: choices(endings),
  kinds: choices(mediationKinds),
};

/** One dispute in words, for the page of whoever asks. */
export function inPageWords(view: DisputeView, scope: CaseScope, todaysDate: CalendarDate) {
  const { row, issues, certificates, tries, need, dates, next, names } = view;
  const nameOf = (personId: string | null) => (personId && names.get(personId)) || 'Somebody';
  const open = row.endedAt === null;
  return {
    disputeId: row.disputeId,
    number: row.number,
    ownWords: row.ownWords,
    saidBy: row.raisedSide === 'family' ? `Family: ${nameOf(row.raisedBy)}` : `Council: ${nameOf(row.raisedBy)}`,
    side: row.raisedSide,
    raisedOn: inWords(dateOf(row.raisedAt)),
    ended: row.endedAt && {
      how: endings[row.endedHow ?? 'not_pursued'],
      appealed: row.endedHow === 'appealed',
      by: nameOf(row.endedBy),
      on: inWords(dateOf(row.endedAt)),
    },
    decided: decidedInWords(view),
    need,
    issues: issues.map((issue) => issueInWords(issue, view, nameOf)),
    certificates: certificates.map(certificateInWords),
    tries: tries.map(tryInWords),
    dates: dates.map((date) => dateInWords(date, todaysDate)),
    next,
    days: {
      adviserContactedOn: row.adviserContactedOn ?? '',
      healthToldOn: row.healthToldOn ?? '',
      appealedOn: row.appealedOn ?? '',
    },
    forFamily: scope.side === 'family',
    mayChange: open && mayAlso(scope, 'dispute:raise'),
    mayReopen: !open && mayAlso(scope, 'dispute:raise'),
    mayTellHealth: open && mayAlso(scope, 'dispute:arrange') && dates.some(({ what }) => what === 'tell_health'),
    meetingOpen: tries.some(({ closedAt }) => closedAt === null),
    today: todaysDate,
  };
}

const decidedInWords = ({ row }: DisputeView) => ({
  ground: row.ground ?? '',
  groundWords: row.ground && grounds[row.ground].words,
  source: row.ground && `Children and Families Act 2014, ${grounds[row.ground].source}`,
  noticeSentOn: row.noticeSentOn ?? '',
  sentOn: row.noticeSentOn && inWords(row.noticeSentOn),
  rightsHolder: row.rightsHolder,
  rightsHolderWords: rightsHolders[row.rightsHolder],
  fromBoard: row.decisionId !== null,
});

function issueInWords(
  { issueId, number, words, area, planSection, settledAt, settledBy }: IssueRow,
  { row }: DisputeView,
  nameOf: (personId: string | null) => string,
) {
  const answer = appealableInWords[appealable({ planSection }, row.ground)];
  return {
    ...{ issueId, number, words, area, planSection: planSection ?? '' },
    about: planSection ? `Section ${planSection}. ${planSections[planSection].holds}` : areas[area],
    appeal: answer.short,
    appealWhy: answer.why,
    settled: settledAt && `${nameOf(settledBy)} wrote down that this is settled, ${inShort(dateOf(settledAt))}.`,
  };
}

const certificateInWords = ({ certificateId, kind, clockFrom, dueOn, issuedOn, issuedBy }: CertificateRow) => ({
  certificateId,
  kind: certificateKinds[kind].words,
  since: `${inWords(clockFrom)}: the day ${certificateKinds[kind].clockFrom}`,
  due: dueOn && inWords(dueOn),
  issuedOn: issuedOn ?? '',
  issued: issuedOn && `${inWords(issuedOn)}${issuedBy && `, by ${issuedBy}`}`,
});

const tryInWords = ({ mediationId, kind, wantedOn, meetsOn, closedAt, provider, place }: Try) => ({
  mediationId,
  kind: mediationKinds[kind],
  open: closedAt === null,
  wanted: inWords(wantedOn),
  provider,
  how: closedAt ? 'It is closed.' : meetsOn ? `It is on ${inWords(meetsOn)}.` : 'It is being arranged.',
  mayGo: place !== null,
});

const dateInWords = ({ what, title, who, on, why, source, state }: DisputeDate, todaysDate: CalendarDate) => ({
  ...{ what, title, who, why, source, state },
  stateInWords: stateInWords[state],
  on: on === null ? 'We cannot say yet' : inWords(on),
  inDays: on === null || state === 'done' ? null : inDays(on, todaysDate),
});
