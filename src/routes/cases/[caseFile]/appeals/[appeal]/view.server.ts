import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import { about } from '#domain/cases/about.ts';
import { whereThingsAre } from '#domain/cases/where.server.ts';
import type { AppealRow } from '#domain/tribunal/begin.server.ts';
import type { AppealDay } from '#domain/tribunal/dates/appeal-days.ts';
import {
  agreedEarly,
  endForBoth,
  meanwhileByLaw,
  orderForBoth,
  stageForBoth,
} from '#domain/tribunal/dates/case-words.ts';
import { dayInWords, type Reader } from '#domain/tribunal/dates/day-in-words.ts';
import { appealDays } from '#domain/tribunal/dates/next-due.server.ts';
import { namedOfficer, pointsAgreed } from '#domain/tribunal/dates/on-case.server.ts';
import { dutyState, dutyStateInWords } from '#domain/tribunal/ending/duties.ts';
import { ordersOf } from '#domain/tribunal/ending/duties.server.ts';
import { issuesOf, type IssueView } from '#domain/tribunal/issues/issues.server.ts';
import { groundInWords } from '#domain/tribunal/triage/appeal-head.server.ts';
import type { Tx } from '#server/db.ts';
import { accessMap } from '../../../../access-map.ts';

/** The other pages of the appeal that both sides have, while the router has them. */
const parts = [
  { path: '/working-document', label: 'The draft plan: what is agreed and what is not (working document)' },
  { path: '/bundle', label: 'All the papers in one file (bundle)' },
];

/**
 * One appeal as both sides see it (screen 14). Everything here comes from tables that follow the appeal; what the council
 * thinks of it is in tables this page never asks (A15).
 */
export async function appealView(tx: Tx, scope: CaseScope, row: AppealRow, today: CalendarDate) {
  const reader: Reader = scope.side === 'family' ? 'family' : 'council';
  const days = await appealDays(tx, row);
  const inWordsOf = (day: AppealDay) => dayInWords(day, today, reader);
  const ended = row.stage === 'closed';
  const { child, nowSentence, tellTheChild } = await whereThingsAre(tx, scope);
  const whom = about(child, scope.role === 'young_person');
  const issues = (await issuesOf(tx, scope, row.appealId)).map(issueInWords);
  return {
    appealId: row.appealId,
    forFamily: reader === 'family',
    number: row.number,
    about: groundInWords(row),
    ended,
    where: ended ? `${stageForBoth.closed} ${endForBoth[row.outcome]}` : stageForBoth[row.stage],
    endedOn: row.endedOn && inWords(row.endedOn),
    days: days.filter((day) => isAhead(day, today)).map(inWordsOf),
    past: days.filter((day) => !isAhead(day, today)).map(inWordsOf),
    early: agreedEarly({ ...row, responseOn: responseOf(days) }, today, reader),
    open: issues.filter(({ settled }) => settled === null),
    settled: issues.filter(({ settled }) => settled !== null),
    meanwhile: {
      title: whom.you ? 'What you get meanwhile' : `What ${child} gets meanwhile`,
      law: ended ? null : meanwhileByLaw(row.ground, whom),
      nowSentence,
      tellTheChild: whom.you ? '' : tellTheChild,
      child,
    },
    officer: await namedOfficer(tx, row),
    points: await pointsAgreed(tx, row),
    parts: parts.filter(({ path }) => `/cases/[caseFile]/appeals/[appeal]${path}` in accessMap),
    orders: (await ordersOf(tx, row)).map((order) => orderInWords(order, today)),
  };
}

/** What is still to come, or should have been: what is done, or behind the appeal, is folded away. */
const isAhead = ({ waits, doneOn, on }: AppealDay, today: CalendarDate): boolean =>
  waits || (doneOn === null && 'on' in on && on.on >= today);

const responseOf = (days: readonly AppealDay[]): CalendarDate | null => {
  const response = days.find(({ kind }) => kind === 'response');
  return response && 'on' in response.on ? response.on.on : null;
};

const issueInWords = ({ appealIssueId, number, words, planSection, pages, settled }: IssueView) => ({
  ...{ appealIssueId, number, words },
  section: planSection && `Section ${planSection}`,
  // A paper that may not be read here has no title, and is not spoken of.
  pages: pages.flatMap(({ evidenceItemId, page, title }) => (title === null ? [] : [{ evidenceItemId, page, title }])),
  settled: settled && (settled.how || 'It is settled.'),
});

type Order = Awaited<ReturnType<typeof ordersOf>>[number];

const orderInWords = ({ order: { appealOrderId, of, on, words }, duties }: Order, today: CalendarDate) => ({
  appealOrderId,
  title: `${orderForBoth[of]}, ${inWords(on)}`,
  words,
  duties: duties.map((duty) => ({
    appealDutyId: duty.appealDutyId,
    what: duty.what,
    source: duty.source,
    by: duty.dueOn ? inWords(duty.dueOn) : 'The day is not known',
    state: dutyStateInWords(dutyState(duty, today)),
  })),
});
