import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inShort } from '#domain/calendar/words.ts';
import type { AppealRow } from '#domain/tribunal/begin.server.ts';
import { dayInWords } from '#domain/tribunal/dates/day-in-words.ts';
import { appealDays } from '#domain/tribunal/dates/next-due.server.ts';
import { pathWords, whatFalls } from '#domain/tribunal/ending/paths.ts';
import { issuesOf } from '#domain/tribunal/issues/issues.server.ts';
import { bearingCases } from '#domain/tribunal/this-appeal/bearing.server.ts';
import { pastOutcomes } from '#domain/tribunal/this-appeal/past-outcomes.server.ts';
import { ageInWords } from '#domain/tribunal/triage/age.ts';
import { askedInWords, askedNow } from '#domain/tribunal/triage/asked.ts';
import { reviewsOf } from '#domain/tribunal/triage/reviews.server.ts';
import type { Tx } from '#server/db.ts';

const DAYS_SHOWN = 3;
const CASES_SHOWN = 3;

/** TRI14: one appeal at a glance, what is to be done first: each part in a few lines, with its own page for the rest. */
export async function thisAppeal(tx: Tx, scope: Scope, row: AppealRow, today: CalendarDate) {
  const days = (await appealDays(tx, row)).filter(({ waits }) => waits);
  const past = await pastOutcomes(tx, scope, row);
  const bearing = await bearingCases(tx, scope, row, CASES_SHOWN);
  const issues = await issuesOf(tx, scope, row.appealId);
  return {
    age: ageInWords(row, today),
    days: days.slice(0, DAYS_SHOWN).map((day) => dayInWords(day, today, 'council')),
    ...(await answered(tx, scope, row, today)),
    issues: issues.map(({ number, words, planSection, tag, pages, settled }) => ({
      ...{ number, words, planSection, tag, settled: settled !== null },
      pages: pages.length === 1 ? '1 page' : `${pages.length} pages`,
    })),
    past: [past.ground, ...past.issues].map(({ sentence }) => sentence),
    bearing: bearing.map(({ slug, name, citation, triageNote, verified, terms }) => ({
      ...{ slug, name, citation, triageNote, verified },
      why: terms[0]?.why ?? 'An officer added it',
    })),
  };
}

/** The newest answer to "Concede now?" in a line, and whether there should be a newer one. */
async function answered(tx: Tx, scope: Scope, row: AppealRow, today: CalendarDate) {
  const [newest] = await reviewsOf(tx, scope, row.appealId);
  const last = newest ? { on: dateOf(newest.at), lookAgainOn: newest.lookAgainOn } : null;
  const asked = askedNow(row, last, today);
  return {
    asked: asked && askedInWords(asked, today),
    answer: newest && {
      path: pathWords[newest.path].label,
      effect: pathWords[newest.path].effect.join(' '),
      falls: whatFalls(newest.path, row),
      by: `${newest.byName}, ${inShort(dateOf(newest.at))}`,
      manager: managersWord(newest),
    },
  };
}

function managersWord({
  managerName,
  managerSays,
}: {
  managerName: string | null;
  managerSays: string | null;
}): string {
  if (managerName === null) return 'No leader of the team has said yet whether they agree.';
  return `${managerName} ${managerSays === 'agrees' ? 'agrees' : 'does not agree'}.`;
}
