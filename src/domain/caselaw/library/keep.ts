import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { citationOf } from '../citations.ts';
import type { Precedent } from '../precedent.ts';
import { readEntry, type AllowedTags } from './entry.ts';
import { sameContent } from './import.ts';
import type { Said } from './differences.ts';

/** What a form about an entry says: the entry as typed, the day its typist checked it (empty: they did not), and why. */
export interface Typed {
  entry: unknown;
  checkedOn: string;
  reason: string;
}

const LONGEST_REASON = 500;

/**
 * Reads what somebody typed of an entry. Whoever changes what an entry says has to have checked it against the judgment:
 * their name stands beside it, and no file writes over it. `was` is null for a new one.
 */
export function readKept(
  { entry: given, checkedOn, reason }: Typed,
  was: Precedent | null,
  allowed: AllowedTags,
  today: CalendarDate,
): { errors: Record<string, string> } | { entry: Precedent } {
  const read = readEntry(given, allowed, today);
  const errors: Record<string, string> = 'errors' in read ? { ...read.errors } : {};
  const said = 'entry' in read ? read.entry : null;
  const wrongDay = dayFault(checkedOn, said, today);
  if (wrongDay) errors.checkedOn = wrongDay;
  else if (!checkedOn && said && !(was && sameContent(was, said)))
    errors.checkedOn = 'Say which day you checked this against the judgment';
  if (was && !reason.trim()) errors.reason = 'Say why you change it. It stands beside the version';
  else if (reason.length > LONGEST_REASON) errors.reason = `Use ${LONGEST_REASON} characters or fewer`;
  return said && Object.keys(errors).length === 0 ? { entry: said } : { errors };
}

/** Nobody checks a judgment before it is given, or tomorrow. */
function dayFault(checkedOn: string, said: Precedent | null, today: CalendarDate): string | null {
  if (!checkedOn) return null;
  if (!isCalendarDate(checkedOn)) return 'Write a real day';
  if (checkedOn > today) return 'This day has not come yet';
  return said && checkedOn < said.date ? 'This is before the case was decided' : null;
}

/** Whether anything at all would be different. */
export const nothingChanges = (was: Said, entry: Precedent, supersededBy: string | null, checkedOn: string): boolean =>
  sameContent(was.entry, entry) && was.supersededBy === supersededBy && !checkedOn;

/** What somebody wrote into the box for the case that took its place: a citation as it is kept, or the name in an address. */
export const typedCase = (typed: string): { key: string } | { slug: string } => {
  const citation = citationOf(typed.trim());
  return citation ? { key: citation.key } : { slug: typed.trim().replace(/^.*\/decided-cases\//, '') };
};

/** Whether following who took whose place from `first` comes back to `slug`. `next` says who took the place of one. */
export function comesRound(slug: string, first: string, next: (of: string) => string | null): boolean {
  const seen = new Set<string>();
  for (let at: string | null = first; at !== null && !seen.has(at); at = next(at)) {
    if (at === slug) return true;
    seen.add(at);
  }
  return false;
}

/** The name a new entry has in addresses: "east-sussex-v-tw-2016". */
export function slugFor(name: string, date: string): string {
  const plain =
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return [...plain.join('-').slice(0, 70).split('-').filter(Boolean), date.slice(0, 4)].join('-');
}
