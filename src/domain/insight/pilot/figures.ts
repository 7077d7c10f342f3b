import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { inShort } from '#domain/calendar/words.ts';

/** The figures a council enters for its business case, and what each counts. */
export const figureNames = {
  families: 'Families the officers worked with',
  resolved: 'Of them, settled without a hearing',
  mediations: 'Mediations held',
  appeals: 'Appeals registered',
  heard: 'Of them, heard by the tribunal',
  officer_pounds: 'Cost of the dispute resolution officers, in pounds',
  mediation_pounds: 'Paid to mediation providers, in pounds',
  tribunal_staffing_pounds: 'Cost of tribunal staff, in pounds',
  legal_pounds: 'Cost of legal advice and counsel, in pounds',
} as const;
export type FigureName = keyof typeof figureNames;
export const isMoney = (name: FigureName): boolean => name.endsWith('_pounds');

/** A part of another figure: it cannot be more. */
export const partOf: Partial<Record<FigureName, FigureName>> = { resolved: 'families', heard: 'appeals' };

export const spells = { before: 'Before the pilot', during: 'During the pilot' } as const;
export type Spell = keyof typeof spells;

/** A figure as it was entered: what, of which time, from where, by whom. */
export interface Figure {
  name: FigureName;
  spell: Spell;
  from: CalendarDate;
  to: CalendarDate;
  value: number;
  source: string;
  enteredBy: string;
  at: Date;
}

/** The figures that stand: of each name and spell the newest. */
export type Figures = Partial<Record<Spell, Partial<Record<FigureName, Figure>>>>;

const monthOf = (date: CalendarDate): string => inShort(date).replace(/^\d+ /, '');

/** "January 2024 to August 2024" when it covers whole months, else the two days. */
export function spellInWords({ from, to }: { from: CalendarDate; to: CalendarDate }): string {
  const wholeMonths = from.endsWith('-01') && addDays(to, 1).endsWith('-01');
  return wholeMonths ? `${monthOf(from)} to ${monthOf(to)}` : `${inShort(from)} to ${inShort(to)}`;
}

/** Whether two figures are of exactly the same time, so that one may be divided by the other. */
export const ofOneTime = (a: Figure, b: Figure): boolean => a.from === b.from && a.to === b.to;

const inEngland = (digits: number) =>
  new Intl.NumberFormat('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const [whole, pence] = [inEngland(0), inEngland(2)];

export const countInWords = (value: number): string => whole.format(value);
/** "£517,602", and with pence where there are any: "£871.38". */
export const poundsInWords = (value: number): string => `£${(Number.isInteger(value) ? whole : pence).format(value)}`;
export const figureInWords = ({ name, value }: Pick<Figure, 'name' | 'value'>): string =>
  isMoney(name) ? poundsInWords(value) : countInWords(value);
