import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import {
  figureNames,
  figureInWords,
  isMoney,
  partOf,
  spells,
  type FigureName,
  type Figures,
  type Spell,
} from './figures.ts';

/** What somebody typed: one time, one source, and a box for each figure, empty when they do not know it. */
export type Typed = Record<'spell' | 'from' | 'to' | 'source' | FigureName, string>;

export interface Entered {
  spell: Spell;
  from: CalendarDate;
  to: CalendarDate;
  source: string;
  values: Partial<Record<FigureName, number>>;
}

/** Above this somebody leant on a key: all of a county's special needs spending is less. */
const MOST = 1_000_000_000;
const SOURCE_MAX_LETTERS = 300;
const names = Object.keys(figureNames) as FigureName[];
type Errors = Record<string, string>;

/**
 * PIL6: reads what was typed against what stands. Every fault has its own sentence, by the field it is about; a figure
 * that is a part of another is compared with it, also when the other was entered earlier.
 */
export function readTyped(typed: Typed, standing: Figures, today: CalendarDate): { ok: Entered } | { errors: Errors } {
  const errors: Errors = {};
  const spell = Object.hasOwn(spells, typed.spell) ? (typed.spell as Spell) : null;
  if (!spell) errors.spell = 'Choose whether these figures are from before the pilot or during it';
  Object.assign(errors, faultsInTime(typed, today));
  const source = typed.source.trim();
  if (!source) errors.source = 'Write where the figures come from, so that others can look them up';
  if (source.length > SOURCE_MAX_LETTERS) errors.source = `Write where they come from in ${SOURCE_MAX_LETTERS} letters`;

  const values: Entered['values'] = {};
  for (const name of names) {
    if (!typed[name].trim()) continue;
    const read = readAmount(name, typed[name]);
    if (typeof read === 'number') values[name] = read;
    else errors[name] = read.fault;
  }
  if (!names.some((name) => typed[name].trim())) errors[names[0]!] = 'Write at least one figure';
  if (spell) Object.assign(errors, faultsInParts(values, standing, spell));
  if (!spell || Object.keys(errors).length > 0) return { errors };
  return { ok: { spell, from: typed.from, to: typed.to, source, values } };
}

function faultsInTime({ from, to }: Typed, today: CalendarDate): Errors {
  const errors: Errors = {};
  if (!isCalendarDate(from)) errors.from = 'Write the first day the figures cover, like 1 January 2024';
  if (!isCalendarDate(to)) errors.to = 'Write the last day the figures cover, like 31 August 2024';
  else if (isCalendarDate(from) && to < from) errors.to = 'The last day must not be before the first day';
  else if (to > today) errors.to = 'The last day must not be still to come: write what has been counted';
  return errors;
}

/** People write £517,602 as well as 517602. */
function readAmount(name: FigureName, text: string): number | { fault: string } {
  const bare = text.replace(/[£,\s]/g, '');
  const said = `“${figureNames[name]}”`;
  if (!/^-?\d+(\.\d{1,2})?$/.test(bare)) return { fault: `${said} must be a number, like 105` };
  const value = Number(bare);
  if (value < 0) return { fault: `${said} cannot be less than 0` };
  if (!isMoney(name) && !Number.isInteger(value)) return { fault: `${said} must be a whole number, like 105` };
  return value > MOST ? { fault: `${said} is too large to be right` } : value;
}

function faultsInParts(values: Entered['values'], standing: Figures, spell: Spell): Errors {
  const errors: Errors = {};
  for (const [part, all] of Object.entries(partOf) as [FigureName, FigureName][]) {
    if (values[part] === undefined && values[all] === undefined) continue;
    const [few, many] = [part, all].map((name) => values[name] ?? standing[spell]?.[name]?.value);
    if (few === undefined || many === undefined || few <= many) continue;
    const shown = (name: FigureName, value: number) => `“${figureNames[name]}” (${figureInWords({ name, value })})`;
    errors[values[part] === undefined ? all : part] = `${shown(part, few)} cannot be more than ${shown(all, many)}`;
  }
  return errors;
}
