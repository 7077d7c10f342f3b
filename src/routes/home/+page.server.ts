import { redirect } from '@sveltejs/kit';
import { mayAlso } from '#domain/access/offer.ts';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { roleInWords } from '#domain/access/standing.ts';
import { today } from '#domain/calendar/today.ts';
import { inDays, inShort, inWords } from '#domain/calendar/words.ts';
import { clockInWords } from '#domain/board/gap/gap.ts';
import { gapsWaitingFor } from '#domain/board/gap/gap.server.ts';
import { nextDate } from '#domain/cases/next-date.ts';
import { stageInWords } from '#domain/cases/stage.ts';
import { latePromisesOn } from '#domain/contact/promises/late.server.ts';
import { daysLate, promiseTitle } from '#domain/contact/promises/promise.ts';
import { clockInWords as hoursInWords } from '#domain/evidence/guard/breach.ts';
import { myOpenBreaches } from '#domain/evidence/guard/breaches.server.ts';
import { myCases, myClosedCases, type MyCase, type MyClosedCase } from '#domain/insight/my-cases.server.ts';
import { waitingInWords } from '#domain/insight/waiting.ts';
import { myMediations } from '#domain/mediation/ready/my-mediations.server.ts';
import { now } from '#server/clock.ts';
import { keptAt } from '../my-day/view.ts';
import { meetingInWords } from '../my-meetings.ts';
import { staffLinks } from '../staff-links.server.ts';
import type { PageServerLoad } from './$types';

const byNextDate = (a: { sort: string }, b: { sort: string }) => a.sort.localeCompare(b.sort);

/** Only who leads a case is asked for anything; a member of the Board reads. */
const leads = ({ role }: MyCase): boolean => role === 'case_officer' || role === 'senior_manager';

function forFamily(file: MyCase, todaysDate: string) {
  const next = nextDate(file, todaysDate);
  const { caseFileId, child } = file;
  return {
    caseFileId,
    child,
    where: stageInWords[file.stage],
    next: next && `${next.label} ${inShort(next.on)}, ${inDays(next.on, todaysDate)}.`,
  };
}

/** CLO8: a closed case is found where it always was. */
const closedForFamily = ({ caseFileId, child, closedOn }: MyClosedCase) => ({
  ...{ caseFileId, child, where: `Closed on ${inWords(closedOn)}`, next: null },
});
const closedForStaff = ({ caseFileId, child, lastName, reference, closedOn }: MyClosedCase) => ({
  ...{ caseFileId, reference, child: `${child} ${lastName}`, closedOn: inShort(closedOn) },
});

function forStaff(file: MyCase, todaysDate: string) {
  const next = nextDate(file, todaysDate);
  const { caseFileId, child, lastName, reference } = file;
  return {
    caseFileId,
    child: `${child} ${lastName}`,
    reference,
    role: roleInWords[file.role],
    where: stageInWords[file.stage],
    next: next && { label: next.label, on: inShort(next.on), inDays: inDays(next.on, todaysDate) },
    waiting: leads(file) ? waitingInWords(file) : [],
    sort: next?.on ?? '9999-12-31',
  };
}

/** What this person alone is asked to answer, the most overdue first: above every list (GAP4). */
const mineToAnswer = async (scope: App.Locals['scope']) =>
  (await underScope(scope, (tx) => gapsWaitingFor(tx, scope))).map(({ caseFileId, answerBy }) => ({
    caseFileId,
    words: clockInWords(answerBy, 'You', today(now)),
  }));

/** The 72 hours that run on cases this person leads. */
async function recalled(scope: Scope) {
  const open = await underScope(scope, (tx) => myOpenBreaches(tx, scope));
  return open.map((one) => ({
    href: `/cases/${one.caseFileId}/papers/${one.evidenceItemId}/wrong-child`,
    words: `${one.reference}: ${hoursInWords(one.reportBy, now())}`,
  }));
}

/** What was promised on the cases this person leads and is late, the longest first (PRO7). */
async function lateOn(scope: Scope, files: readonly MyCase[], todaysDate: string) {
  const led = new Map(files.filter(leads).map((file) => [file.caseFileId, file]));
  const late = await underScope(scope, (tx) => latePromisesOn(tx, scope, [...led.keys()], todaysDate));
  return late.map(({ caseFileId, ownerName, days, ...which }) => {
    const { child, lastName } = led.get(caseFileId)!;
    const who = ownerName ? `, ${ownerName}` : '';
    const href = `/cases/${caseFileId}/${keptAt(which.kind)}`;
    return { href, name: `${child} ${lastName}`, words: `${promiseTitle(which)}${who}: ${daysLate(days)}` };
  });
}

/** The mediations somebody is in, by who is in them: a mediator has nothing else here, and knows nothing of the case (RDY11). */
const talks = async (scope: Scope, todaysDate: string) =>
  (await underScope(scope, (tx) => myMediations(tx, scope))).map((one) => meetingInWords(one, todaysDate, false));

export const load: PageServerLoad = async ({ locals, url }) => {
  const { scope, person } = locals;
  const todaysDate = today(now);
  const known = await underScope(scope, (tx) => myCases(tx, scope));
  // Whoever leads a mediation has a standing on its case, and no page of it to read.
  const files = known.filter((file) => mayAlso(file, 'case:see'));
  const closed = (await underScope(scope, myClosedCases)).filter((file) => mayAlso(file, 'case:see'));
  const mediations = await talks(scope, todaysDate);
  if (person?.kind === 'staff') {
    const all = files.map((file) => forStaff(file, todaysDate)).sort(byNextDate);
    const waiting = all.filter((file) => file.waiting.length > 0);
    const only = url.searchParams.get('show') === 'waiting';
    const counts = { count: all.length, waiting: waiting.length };
    const clocks = await recalled(scope);
    const mine = await mineToAnswer(scope);
    const groups = await staffLinks(scope);
    const late = await lateOn(scope, files, todaysDate);
    const staff = { cases: only ? waiting : all, only, ...counts, mine, clocks, late, groups };
    const ended = url.searchParams.get('show') === 'closed' ? closed.map(closedForStaff) : null;
    return { family: null, staff: { ...staff, ended, endedCount: closed.length }, mediations };
  }
  const family = [...files.map((file) => forFamily(file, todaysDate)), ...closed.map(closedForFamily)];
  const [first, ...others] = family;
  if (first && others.length === 0) redirect(303, `/cases/${first.caseFileId}`);
  const [only, ...more] = mediations;
  if (only && family.length === 0 && more.length === 0) redirect(303, only.href);
  return { family, staff: null, mediations };
};
