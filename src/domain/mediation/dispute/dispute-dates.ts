import type { CalendarDate } from '#domain/calendar/date.ts';
import { appealBy } from '#domain/calendar/tribunal-days.ts';
import { inWords } from '#domain/calendar/words.ts';
import type { Reckoned } from '#domain/calendar/working-days.ts';
import type { DateState } from '#domain/cases/dates.ts';
import { certificateNeed, type Issue } from './appealable.ts';
import { certificateKinds, type CertificateKind, type Ground } from './dispute.ts';
import { clockEnds, type ClockFor } from '#domain/cases/dispute-clocks.ts';

/** What the dates of one dispute are reckoned from. */
export interface DisputeFacts {
  ground: Ground | null;
  noticeSentOn: CalendarDate | null;
  adviserContactedOn: CalendarDate | null;
  healthToldOn: CalendarDate | null;
  appealedOn: CalendarDate | null;
  issues: readonly (Issue & { health: boolean })[];
  certificates: readonly Certified[];
  /** Each statutory mediation that was asked for. Early resolution has no dates in law. */
  mediations: readonly { wantedOn: CalendarDate; meetsOn: CalendarDate | null; closed: boolean }[];
}
export interface Certified {
  kind: CertificateKind;
  clockFrom: CalendarDate;
  issuedOn: CalendarDate | null;
}

export interface DisputeDate {
  what: 'reach_adviser' | 'appeal' | 'certificate' | 'arrange_mediation' | 'tell_health';
  title: string;
  who: string;
  on: CalendarDate | null;
  /** Why this date: from what it counts, how long there is, and what to do when it has passed. */
  why: string;
  source: string;
  state: Exclude<DateState, 'excused'>;
}

const CALENDAR = 'Weekends, bank holidays and school holidays count too.';
const WORKING = 'Weekends and bank holidays do not count.';
const TRIBUNAL =
  'First-tier Tribunal (Health, Education and Social Care Chamber) Rules 2008 (SI 2008/2699), rules 12 and 20(1)(c)';
const STILL = 'If the day has passed, ask the tribunal all the same and say why. It can still take a late appeal.';

/** Every date the law sets on a dispute, the earliest first; the ones nobody can reckon come last. */
export function disputeDates(facts: DisputeFacts, today: CalendarDate): DisputeDate[] {
  const dates = [
    adviser(facts, today),
    appeal(facts, today),
    ...facts.certificates.map((one) => certificateDate(one, today)),
    ...facts.mediations.map((one) => arrange(one, today)),
    health(facts, today),
  ];
  const reckoned = dates.filter((date) => date !== null);
  return reckoned.sort((a, b) => (a.on ?? '9999').localeCompare(b.on ?? '9999'));
}

/** DIS6: two calendar months from the day the notice was sent to reach the mediation adviser, where a certificate is needed. */
function adviser(facts: DisputeFacts, today: CalendarDate): DisputeDate | null {
  const { ground, noticeSentOn, adviserContactedOn, issues } = facts;
  if (noticeSentOn === null || certificateNeed(ground, issues) !== 'needed') return null;
  const why = `Two months from ${inWords(noticeSentOn)}, the day the letter was sent. ${CALENDAR} If the day has passed, ring them all the same.`;
  const said = { title: 'Ring the mediation adviser', who: 'The family', why };
  return ofClock('reach_adviser', 'reach_adviser', noticeSentOn, adviserContactedOn !== null, today, said);
}

/**
 * The certificate an appeal counts from. DIS8: of two the one issued first, because nobody has ever been late by
 * counting from it.
 */
export const certificateThatCounts = (certificates: readonly Certified[]): CalendarDate | null =>
  certificates
    .map(({ issuedOn }) => issuedOn)
    .filter((day) => day !== null)
    .sort()[0] ?? null;

/** DIS7: the last day to appeal, by the tribunal's own calendar. It never says that an appeal is too late. */
function appeal(facts: DisputeFacts, today: CalendarDate): DisputeDate | null {
  const { ground, noticeSentOn, certificates, appealedOn } = facts;
  if (noticeSentOn === null || ground === null) return null;
  const certified = certificateThatCounts(certificates);
  const by = appealBy(noticeSentOn, certified);
  const counted = `Two months from ${inWords(noticeSentOn)}, the day the letter was sent, or one month from the day of the mediation certificate if that is later.`;
  const which = certified
    ? `The certificate is of ${inWords(certified)}.`
    : 'No certificate is written down yet. One may move this day further off, and never nearer.';
  const rule =
    'A time that ends in August, over Christmas or on a day nobody works ends on the next working day after it. It must be there by 5pm.';
  return {
    what: 'appeal',
    title: 'Appeal to the tribunal',
    who: 'The family',
    why: `${counted} ${which} ${rule} ${unknown(by)}${STILL}`,
    source: TRIBUNAL,
    ...dayAndState(by, appealedOn !== null, today),
  };
}

/** DIS9: each certificate is issued within three working days of what sets its clock going. */
function certificateDate({ kind, clockFrom, issuedOn }: Certified, today: CalendarDate): DisputeDate | null {
  const { words, clockFrom: since } = certificateKinds[kind];
  const why = `Three working days after ${inWords(clockFrom)}, the day ${since}. ${WORKING}`;
  const said = { title: `The mediation certificate is issued (${words.toLowerCase()})`, who: 'The adviser', why };
  return ofClock('certificate', `certificate_${kind}`, clockFrom, issuedOn !== null, today, said);
}

/** DIS10: a mediation is arranged within 30 calendar days of the council being told that the family wants it. */
function arrange({ wantedOn, meetsOn, closed }: DisputeFacts['mediations'][number], today: CalendarDate) {
  const why = `30 days from ${inWords(wantedOn)}, when the council was told that you want it. ${CALENDAR} If it cannot be arranged by then, the council tells the adviser at once. You then get a certificate, and can still mediate.`;
  const said = { title: 'Mediation is arranged', who: 'The council', why };
  return ofClock('arrange_mediation', 'arrange_mediation', wantedOn, meetsOn !== null || closed, today, said);
}

/** DIS11: the health service is told of a health issue within three working days of the family wanting to mediate. */
function health({ issues, mediations, healthToldOn }: DisputeFacts, today: CalendarDate): DisputeDate | null {
  const first = mediations.map(({ wantedOn }) => wantedOn).sort()[0];
  if (!first || !issues.some((issue) => issue.health)) return null;
  const why = `One of the issues is about health. Three working days after ${inWords(first)}, when the council was told that you want to mediate. ${WORKING}`;
  const said = { title: 'The health service (ICB) is told what it is about', who: 'The council', why };
  return ofClock('tell_health', 'tell_health', first, healthToldOn !== null, today, said);
}

function ofClock(
  what: DisputeDate['what'],
  clock: ClockFor,
  begins: CalendarDate,
  done: boolean,
  today: CalendarDate,
  said: Pick<DisputeDate, 'title' | 'who' | 'why'>,
): DisputeDate | null {
  const found = clockEnds(clock, begins);
  if (!found) return null;
  const why = `${said.why} ${unknown(found.ends)}`.trim();
  return { what, ...said, why, source: found.source, ...dayAndState(found.ends, done, today) };
}

/** DIS12: a day nobody can reckon is said to be unknown, and why. */
const unknown = (ends: Reckoned): string =>
  'on' in ends ? '' : `We do not know the bank holidays of ${ends.unknownYear} yet, so we do not say a day. `;

function dayAndState(ends: Reckoned, done: boolean, today: CalendarDate): Pick<DisputeDate, 'on' | 'state'> {
  const on = 'on' in ends ? ends.on : null;
  if (done) return { on, state: 'done' };
  if (on === null) return { on, state: 'unknown' };
  return { on, state: on === today ? 'today' : on < today ? 'passed' : 'to_come' };
}
