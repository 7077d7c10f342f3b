import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { grounds, type Ground } from '#domain/mediation/dispute/dispute.ts';
import { isOutcome, isStage, type AppealOutcome, type AppealStage } from '../appeal.ts';
import { daysOfYear } from './academic-year.ts';

/** What a list of the register can be ordered by. Nothing else reaches the database (H12). */
export const sorts = {
  registered: 'When it was registered',
  due: 'What is due first',
  hearing: 'The hearing',
  ended: 'When it ended',
  number: 'Number',
  child: 'Name',
} as const;
export type Sort = keyof typeof sorts;

/** Which appeals of the register somebody wants to see. Null: all of them. */
export interface AskedFor {
  words: string;
  open: 'open' | 'closed' | null;
  ground: Ground | null;
  stage: AppealStage | null;
  outcome: AppealOutcome | null;
  area: string | null;
  from: CalendarDate | null;
  to: CalendarDate | null;
  /** The academic year it was registered in, by the year it starts in. */
  year: number | null;
  sort: Sort;
  page: number;
}

const WORDS_MAX = 100;
const PAGE_MAX = 10_000;

const day = (text: string | null): CalendarDate | null => (text && isCalendarDate(text) ? text : null);
const number = (text: string | null, most: number): number | null =>
  text && /^\d{1,5}$/.test(text) && Number(text) <= most ? Number(text) : null;

/** TR9: reads an address; what is not one of the choices is as if it had not been asked. */
export function askedFor(params: URLSearchParams): AskedFor {
  const [open, ground, stage, outcome, sort] = ['open', 'ground', 'stage', 'outcome', 'sort'].map(
    (name) => params.get(name) ?? '',
  ) as [string, string, string, string, string];
  return {
    words: (params.get('words') ?? '').replaceAll('\0', '').trim().slice(0, WORDS_MAX),
    open: open === 'open' || open === 'closed' ? open : null,
    ground: Object.hasOwn(grounds, ground) ? (ground as Ground) : null,
    stage: isStage(stage) ? stage : null,
    outcome: isOutcome(outcome) ? outcome : null,
    area: params.get('area')?.replaceAll('\0', '').slice(0, WORDS_MAX) || null,
    from: day(params.get('from')),
    to: day(params.get('to')),
    year: number(params.get('year'), 2200),
    sort: Object.hasOwn(sorts, sort) ? (sort as Sort) : 'registered',
    page: Math.max(1, number(params.get('page'), PAGE_MAX) ?? 1),
  };
}

/** The first and last day of registration that are wanted, from days and year together. */
export function registeredWithin({ from, to, year }: AskedFor): { from: CalendarDate | null; to: CalendarDate | null } {
  if (year === null) return { from, to };
  const whole = daysOfYear(year);
  return { from: from && from > whole.from ? from : whole.from, to: to && to < whole.to ? to : whole.to };
}

/** The same question as an address, with another page. */
export function addressOf(asked: AskedFor, page: number): string {
  const { words, open, ground, stage, outcome, area, from, to, year, sort } = asked;
  const parts = { words, open, ground, stage, outcome, area, from, to, year, sort: sort === 'registered' ? '' : sort };
  const given = Object.entries({ ...parts, page: page > 1 ? page : '' }).filter(([, value]) => value);
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`;
}
