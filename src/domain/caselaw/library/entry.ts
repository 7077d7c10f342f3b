import * as v from 'valibot';
import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { citationOf } from '../citations.ts';
import type { Precedent } from '../precedent.ts';

/** The tags an entry may carry. */
export interface AllowedTags {
  grounds: ReadonlySet<string>;
  issues: ReadonlySet<string>;
}

export const regimes = ['EHCP', 'Statement (pre-2014)'] as const;
export const appellants = ['parent', 'young-person', 'local-authority', 'school', 'other'] as const;
export const outcomes = ['allowed', 'dismissed', 'allowed-in-part', 'remitted', 'other'] as const;
export const sides = ['family', 'authority', 'neutral'] as const;

const words = (most: number) =>
  v.pipe(
    v.string('This has to be words'),
    v.check(
      (text) => text.isWellFormed() && !/[\p{Cc}--[\n\r\t]]/v.test(text),
      'There are signs in it that nobody can read',
    ),
    v.trim(),
    v.nonEmpty('This is empty'),
    v.maxLength(most, `This is longer than ${most} characters`),
  );
const oneOf = <const T extends readonly string[]>(choices: T) =>
  v.picklist(choices, `This has to be one of: ${choices.join(', ')}`);

const isDay = (text: string) => /^\d{4}$/.test(text) || isCalendarDate(text);
const CITATION_FORM =
  'This is not in the form of a citation. Write it like [2016] UKUT 385 (AAC), [2020] EWCA Civ 226 or [1998] 2 WLR 884';

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text) || /[\s<>"]/.test(text)) return false;
  const { protocol, username } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '';
}

const MOST_TAGS = 20;
const tags = (allowed: ReadonlySet<string>) =>
  v.pipe(
    v.array(v.string('A tag has to be a word'), 'This has to be a list of tags'),
    v.minLength(1, 'There has to be at least one tag'),
    v.maxLength(MOST_TAGS, `There are more than ${MOST_TAGS} tags`),
    v.checkItems(
      (tag) => allowed.has(tag),
      ({ input }) => `“${String(input).slice(0, 60)}” is not a tag of the library`,
    ),
    v.checkItems((tag, at, all) => all.indexOf(tag) === at, 'The same tag is there twice'),
  );

/** What one entry has to be, field by field. `today` because nothing can be decided tomorrow. */
const entrySchema = (allowed: AllowedTags, today: CalendarDate) =>
  v.object({
    id: v.pipe(
      words(80),
      v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Use small letters, numbers and single dashes, like east-sussex-v-tw-2016'),
    ),
    name: words(200),
    citation: v.pipe(
      words(80),
      v.check((text) => citationOf(text) !== null, CITATION_FORM),
    ),
    court: words(60),
    date: v.pipe(
      words(10),
      v.check(isDay, 'Write the date as YYYY-MM-DD, or the year alone'),
      v.check((text) => text <= today, 'This day has not come yet'),
      v.check((text) => text >= '1800', 'No case this old can be used'),
    ),
    regime: oneOf(regimes),
    grounds: tags(allowed.grounds),
    issues: tags(allowed.issues),
    statute: v.pipe(
      v.array(words(200), 'This has to be a list'),
      v.maxLength(MOST_TAGS, `There are more than ${MOST_TAGS} lines`),
    ),
    appellant: oneOf(appellants),
    outcome: oneOf(outcomes),
    favours: oneOf(sides),
    principle: words(1500),
    triage_note: words(1500),
    url: v.nullable(
      v.pipe(words(500), v.check(isWebAddress, 'This has to be a web address that starts with https:// or http://')),
    ),
    verified: v.boolean('This has to be true or false'),
    source: words(1500),
  }) satisfies v.GenericSchema<unknown, Precedent>;

/** A sentence for each field that is wrong, the first that was found of each; or the entry, its fields always in one order. */
export function readEntry(
  given: unknown,
  allowed: AllowedTags,
  today: CalendarDate,
): { entry: Precedent } | { errors: Record<string, string> } {
  const read = v.safeParse(entrySchema(allowed, today), Array.isArray(given) ? null : given);
  if (!read.success) {
    const errors: Record<string, string> = {};
    for (const { path, message } of read.issues) {
      const field = path?.[0]?.key;
      if (field === undefined) return { errors: { entry: 'This is not a decided case' } };
      errors[String(field)] ??= plain(message);
    }
    return { errors };
  }
  const clash = yearsClash(read.output);
  return clash ? { errors: { date: clash } } : { entry: read.output };
}

/** What the schema library says by itself of a field that is not there is not for people. */
const plain = (message: string): string => (/^Invalid /.test(message) ? 'This is missing' : message);

/** A court numbers its judgment in the year it gives it, or soon after; a judgment cannot be older or younger than its number. */
function yearsClash({ citation, date }: Precedent): string | null {
  const { neutral, year, words: shown } = citationOf(citation)!;
  const decided = Number(date.slice(0, 4));
  if (neutral && Math.abs(year - decided) > 1) return `${shown} is a number of ${year}, and the date says ${decided}`;
  return !neutral && decided > year ? `${shown} was printed in ${year}, before the date` : null;
}
