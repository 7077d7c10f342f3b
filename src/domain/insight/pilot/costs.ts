import {
  countInWords,
  ofOneTime,
  poundsInWords,
  spellInWords,
  spells,
  type FigureName,
  type Figures,
  type Spell,
} from './figures.ts';
import { LEAST_SHOWN } from '#domain/cases/small-numbers.ts';

type Pounds = Extract<FigureName, `${string}_pounds`>;

/** What each sum paid for, and what it leaves out: the reader has to know both. */
const paidFor: Record<Pounds, { stage: string; per: FigureName; each: string; leavesOut: string }> = {
  officer_pounds: {
    ...{ stage: 'Early resolution', per: 'families', each: 'families' },
    leavesOut: 'The dispute resolution officers only, for each family they worked with, settled or not.',
  },
  mediation_pounds: {
    ...{ stage: 'Mediation', per: 'mediations', each: 'mediations held' },
    leavesOut: 'What providers were paid only. It leaves out the time of the council’s own staff and of families.',
  },
  tribunal_staffing_pounds: {
    ...{ stage: 'Tribunal: staff', per: 'appeals', each: 'appeals registered' },
    leavesOut:
      'Staffing only, for each appeal registered, heard or not. It leaves out legal advice, experts, the tribunal’s own cost and what families spend.',
  },
  legal_pounds: {
    ...{ stage: 'Tribunal: legal', per: 'appeals', each: 'appeals registered' },
    leavesOut: 'Legal advice and counsel only.',
  },
};

export interface Cost {
  stage: string;
  /** "Before the pilot, September 2022 to August 2023". */
  spell: string;
  /** "£517,602 ÷ 594 appeals registered". */
  sum: string;
  each: number;
  leavesOut: string;
}

/** Pounds for each, unrounded; null unless both figures are there, of one time, and the count is large enough to show. */
export function poundsEach(figures: Figures, spell: Spell, name: Pounds): number | null {
  const [sum, count] = [figures[spell]?.[name], figures[spell]?.[paidFor[name].per]];
  if (!sum || !count || !ofOneTime(sum, count) || count.value < LEAST_SHOWN) return null;
  return sum.value / count.value;
}

/** PIL7: the cost of each stage for each family, mediation or appeal, from a sum and a count of exactly the same time. */
export function costsOf(figures: Figures): Cost[] {
  return (Object.keys(paidFor) as Pounds[]).flatMap((name) =>
    (Object.keys(spells) as Spell[]).flatMap((spell) => {
      const each = poundsEach(figures, spell, name);
      if (each === null) return [];
      const { stage, per, each: eachWhat, leavesOut } = paidFor[name];
      const [sum, count] = [figures[spell]![name]!, figures[spell]![per]!];
      const said = `${poundsInWords(sum.value)} ÷ ${countInWords(count.value)} ${eachWhat}`;
      return [{ stage, spell: `${spells[spell]}, ${spellInWords(sum)}`, sum: said, each, leavesOut }];
    }),
  );
}
