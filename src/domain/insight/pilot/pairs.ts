import { ofOneTime, partOf, type Figure, type FigureName, type Figures, type Spell } from './figures.ts';
import { shareInWords } from '#domain/cases/share.ts';
import { LEAST_SHOWN, partShown } from '#domain/cases/small-numbers.ts';

/** A figure as it may be shown: null for a count under five, and for a part that it or its rest would give away. */
export function valueShown(figures: Figures, { name, spell, value }: Figure): number | null {
  const whole = partOf[name] && figures[spell]?.[partOf[name]];
  if (whole) return partShown(value, whole.value);
  return value < LEAST_SHOWN ? null : value;
}

export interface Pair {
  part: number | null;
  whole: number | null;
  /** The whole's own row: its time is that of both. */
  of: Figure;
}

/** A part and its whole of one time; null while one of them is not entered, is of another time, or they do not fit. */
export function pairOf(figures: Figures, spell: Spell, part: FigureName, whole: FigureName): Pair | null {
  const [few, many] = [figures[spell]?.[part], figures[spell]?.[whole]];
  if (!few || !many || !ofOneTime(few, many) || few.value > many.value) return null;
  return { part: valueShown(figures, few), whole: valueShown(figures, many), of: many };
}

export const pairInWords = ({ part, whole }: Pair): string =>
  part === null || whole === null ? 'Not shown' : shareInWords(part, whole);
