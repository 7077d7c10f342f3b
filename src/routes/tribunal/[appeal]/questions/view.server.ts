import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inDays, inWords, momentInWords } from '#domain/calendar/words.ts';
import type { AppealRow } from '#domain/tribunal/begin.server.ts';
import { pathRefused, pathWords, whatFalls, withdrawalWarning } from '#domain/tribunal/ending/paths.ts';
import { askedInWords, askedNow } from '#domain/tribunal/triage/asked.ts';
import { lookAgainDefault } from '#domain/tribunal/triage/look-again.ts';
import {
  canShowInWords,
  questions,
  sameTodayInWords,
  whatWeDo,
  whenInWords,
  type ReviewPath,
} from '#domain/tribunal/triage/review.ts';
import type { ReviewSeen } from '#domain/tribunal/triage/reviews.server.ts';

const isPath = (path: string): path is ReviewPath => Object.hasOwn(pathWords, path);
const allPaths = Object.keys(pathWords).filter(isPath);

/** Everything that has to be known of a path before it is chosen: what it does in law, what we do, what falls with it. */
function aboutPath(path: ReviewPath, row: AppealRow): string {
  const { effect, when } = pathWords[path];
  const falls = whatFalls(path, row);
  const warning = path === 'withdraw' ? withdrawalWarning : null;
  return [...effect, when, whatWeDo[path], warning, falls].filter(Boolean).join(' ');
}

/** The paths that can be chosen today, and the others with why not. */
export function pathsOf(row: AppealRow, responseDueOn: CalendarDate | null, today: CalendarDate) {
  const facts = { stage: row.stage, responseDueOn, on: today };
  const refused = allPaths.map((path) => ({ path, why: pathRefused(path, facts) }));
  return {
    open: refused
      .filter(({ why }) => why === null)
      .map(({ path }) => ({ value: path, label: pathWords[path].label, hint: aboutPath(path, row) })),
    shut: refused
      .filter(({ why }) => why !== null)
      .map(({ path, why }) => ({ path, label: pathWords[path].label, why })),
  };
}

/** Whether an answer is wanted now, and what day to look again stands in the form. */
export function askedOf(
  row: AppealRow,
  newest: ReviewSeen | null,
  responseDueOn: CalendarDate | null,
  today: CalendarDate,
) {
  const last = newest && { on: dateOf(newest.at), lookAgainOn: newest.lookAgainOn };
  const asked = askedNow(row, last, today);
  const facts = { today, responseDueOn, hearingOn: row.hearingOn };
  return {
    asked: asked && askedInWords(asked, today),
    response: responseDueOn && `${inWords(responseDueOn)}, ${inDays(responseDueOn, today)}`,
    lookAgainOn: lookAgainDefault(facts) ?? '',
  };
}

/** One answer as it was given, with what its path does in law and what a leader said of it. */
export function reviewInWords(review: ReviewSeen, row: AppealRow) {
  const { sameToday, canShow, wouldSettle } = review.answers;
  return {
    id: review.appealReviewId,
    why: whenInWords[review.when],
    by: review.byName,
    at: momentInWords(review.at),
    path: pathWords[review.path].label,
    effect: pathWords[review.path].effect.join(' '),
    falls: whatFalls(review.path, row),
    warning: review.path === 'withdraw' ? withdrawalWarning : null,
    reason: review.reason,
    answers: [
      { question: questions.sameToday, answer: sameTodayInWords[sameToday] },
      { question: questions.canShow, answer: canShowInWords[canShow] },
      { question: questions.wouldSettle, answer: wouldSettle },
    ],
    lookAgainOn: review.lookAgainOn && inWords(review.lookAgainOn),
    manager: review.managerAt && {
      name: review.managerName!,
      says: review.managerSays === 'agrees' ? 'agrees' : 'does not agree',
      reason: review.managerReason!,
      at: momentInWords(review.managerAt),
    },
  };
}
