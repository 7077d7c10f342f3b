import { dateOf } from '#domain/calendar/today.ts';
import { inShort } from '#domain/calendar/words.ts';
import {
  figureInWords,
  figureNames,
  spellInWords,
  spells,
  type Figure,
  type FigureName,
  type Figures,
  type Spell,
} from './figures.ts';
import { valueShown } from './pairs.ts';
import type { Section } from './report.ts';

/** Every figure that stands, with where it comes from and who entered it. */
export function sourcesSection(figures: Figures): Section {
  const heading = 'Where the figures come from';
  const all = (Object.keys(spells) as Spell[]).flatMap((spell) =>
    (Object.keys(figureNames) as FigureName[]).flatMap((name) => figures[spell]?.[name] ?? []),
  );
  if (all.length === 0) return { heading, says: ['No figures have been entered yet.'] };
  const valueInWords = (figure: Figure): string => {
    const value = valueShown(figures, figure);
    return value === null ? 'Not shown' : figureInWords({ ...figure, value });
  };
  return {
    heading,
    says: ['A figure is corrected by entering a newer one. Earlier ones are kept.'],
    table: {
      caption: 'Figures that were entered',
      head: ['Figure', 'When', 'Value', 'Source', 'Entered by'],
      rows: all.map((figure) => [
        ...[figureNames[figure.name], `${spells[figure.spell]}, ${spellInWords(figure)}`, valueInWords(figure)],
        ...[figure.source, `${figure.enteredBy}, ${inShort(dateOf(figure.at))}`],
      ]),
    },
  };
}
