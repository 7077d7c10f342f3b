import { addCouncilWorkingDays } from '#domain/calendar/working-days.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import type { Found } from './whose.ts';

/** How long an officer has to look at a paper before anybody reads it. */
const CHECKED_WITHIN_WORKING_DAYS = 2;

/** All that anybody but an officer is told of a held paper (GUARD5): who looks, and by when. `officer` null: the team does. */
export function heldInWords(officer: string | null, today: CalendarDate): string {
  const by = addCouncilWorkingDays(today, CHECKED_WITHIN_WORKING_DAYS);
  const when = 'on' in by ? `by ${inWords(by.on)}` : `within ${CHECKED_WITHIN_WORKING_DAYS} working days`;
  return `An officer is checking this paper before anyone reads it. ${officer ?? 'The team'} will do it ${when}.`;
}

const what: Record<Found['what'], string> = {
  name: 'the name',
  born: 'the date of birth with the last name',
  upn: 'the pupil number',
  nhs: 'the NHS number',
};

/** "the name on pages 1 and 3, the NHS number on page 2", for officers. */
export function foundInWords(found: readonly Found[]): string {
  const kinds = [...new Set(found.map((each) => each.what))];
  return kinds
    .map((kind) => {
      const pages = found.filter((each) => each.what === kind).map(({ page }) => page);
      const listed = pages.length > 1 ? `${pages.slice(0, -1).join(', ')} and ${pages.at(-1)}` : String(pages[0]);
      return `${what[kind]} on page${pages.length > 1 ? 's' : ''} ${listed}`;
    })
    .join(', ');
}
