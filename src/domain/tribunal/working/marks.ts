export type Hand = 'family' | 'council' | 'agreed';

/** Words of one mark, in the tribunal's key. `by` is empty for words of the plan that nobody wants to change. */
export interface Run {
  text: string;
  act: 'keeps' | 'adds' | 'deletes';
  by: readonly Hand[];
}

const who: Record<Hand, string> = { family: 'Family', council: 'Council', agreed: 'Agreed' };

/** What a mark means, said before the words for whoever cannot see it: "Family proposes to add". Null for the plan's own. */
export function markInWords({ act, by }: Pick<Run, 'act' | 'by'>): string | null {
  if (act === 'keeps' || by.length === 0) return null;
  const verb = act === 'adds' ? 'add' : 'take out';
  if (by.includes('agreed')) return `Agreed to ${verb}`;
  return by.length === 2 ? `Family and council propose to ${verb}` : `${who[by[0]!]} proposes to ${verb}`;
}

/** The character formats of a mark: bold is the family's, italic the council's, underlined is agreed, struck is taken out. */
export const formatOf = ({ act, by }: Pick<Run, 'act' | 'by'>) => ({
  bold: by.includes('family'),
  italic: by.includes('council'),
  underline: by.includes('agreed'),
  strike: act === 'deletes',
});

/** Every mark there is, for the key at the top (process.md 4.7). */
export const theKey: readonly (Pick<Run, 'act' | 'by'> & { means: string })[] = [
  { act: 'keeps', by: [], means: 'the plan’s own words' },
  { act: 'adds', by: ['family'], means: 'the family proposes to add' },
  { act: 'deletes', by: ['family'], means: 'the family proposes to take out' },
  { act: 'adds', by: ['council'], means: 'the council proposes to add' },
  { act: 'deletes', by: ['council'], means: 'the council proposes to take out' },
  { act: 'adds', by: ['agreed'], means: 'both agreed to add' },
  { act: 'deletes', by: ['agreed'], means: 'both agreed to take out' },
];
