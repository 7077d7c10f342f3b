import type { CalendarDate } from '#domain/calendar/date.ts';
import { statuteKey } from '../citations.ts';
import type { Precedent } from '../precedent.ts';
import { sides } from './entry.ts';

export const LONGEST_SEARCH = 200;
export const PAGE_ROWS = 20;
/** Beyond this nobody turns pages, and a number somebody made up would only be work. */
const LAST_PAGE = 1000;

/** What somebody looks for; empty where they said nothing. */
export interface Wanted {
  words: string;
  ground: string;
  issue: string;
  /** Provisions as they are kept, any of which will do. */
  statutes: string[];
  court: string;
  from: number | null;
  to: number | null;
  favours: Precedent['favours'] | '';
  verified: boolean;
  sort: 'relevance' | 'date';
  page: number;
}

/** What each box of the form shows again. */
export type Typed = Record<'q' | 'ground' | 'issue' | 'statute' | 'court' | 'from' | 'to' | 'favours' | 'sort', string>;

/**
 * Reads a search out of an address. What cannot be read is left out of the search and said in `errors`, by box; anything
 * may be typed into an address, so nothing here throws.
 */
export function readWanted(
  given: URLSearchParams,
  today: CalendarDate,
): { wanted: Wanted; typed: Typed; errors: Record<string, string> } {
  const one = (name: string) => (given.get(name) ?? '').replaceAll('\0', '').toWellFormed().trim();
  const tag = (name: string) => one(name).slice(0, LONGEST_SEARCH);
  const errors: Record<string, string> = {};
  const words = one('q');
  if (words.length > LONGEST_SEARCH)
    errors.q = `Your search has more than ${LONGEST_SEARCH} characters. Use fewer words`;
  const statute = tag('statute');
  const statutes = statuteKey(statute);
  if (statute && statutes.length === 0) errors.statute = 'Name the act and its year, like CFA 2014 s.37';
  const latest = Number(today.slice(0, 4));
  const [from, to] = [yearIn(one('from'), latest, 'from', errors), yearIn(one('to'), latest, 'to', errors)];
  if (from !== null && to !== null && from > to) errors.to = 'The last year is before the first';
  const favours = sides.find((side) => side === one('favours')) ?? '';
  const sort = one('sort') === 'date' ? 'date' : 'relevance';
  const wanted = {
    ...{ words: errors.q ? '' : words, ground: tag('ground'), issue: tag('issue'), statutes, court: tag('court') },
    ...{ from, to, favours, verified: one('verified') === 'yes', sort, page: pageIn(one('page')) },
  } satisfies Wanted;
  const typed = {
    ...{ q: words.slice(0, LONGEST_SEARCH), ground: wanted.ground, issue: wanted.issue, statute, court: wanted.court },
    ...{ from: one('from').slice(0, 10), to: one('to').slice(0, 10), favours, sort },
  };
  return { wanted, typed, errors };
}

function yearIn(text: string, latest: number, box: string, errors: Record<string, string>): number | null {
  if (text === '') return null;
  const year = /^\d{4}$/.test(text) ? Number(text) : 0;
  if (year >= 1800 && year <= latest) return year;
  errors[box] = `Write a year up to ${latest}, like 2016`;
  return null;
}

const pageIn = (text: string): number => (/^\d{1,4}$/.test(text) ? Math.min(Math.max(Number(text), 1), LAST_PAGE) : 1);

/** The address of the same search with something else said. Boxes that say nothing are left out. */
export function searchAddress(typed: Partial<Typed> & { verified?: string; page?: string }): string {
  const said = Object.entries(typed).filter(([name, value]) => value && !(name === 'sort' && value === 'relevance'));
  return `/decided-cases${said.length > 0 ? `?${new URLSearchParams(said).toString()}` : ''}`;
}
