/** What is known of one row of history of a working document, for saying it in a sentence. */
export interface WorkingRow {
  side: 'family' | 'council' | null;
  /** "Section F, paragraph 3". */
  title: string;
  section: string | null;
  reason: string | null;
}

const who = ({ side }: WorkingRow) => (side === 'family' ? 'The family' : 'The council');

/** Which rows everybody in a working document is told about, and in which sentence. One that is not here is not announced. */
export const workingTold: Readonly<Record<string, (row: WorkingRow) => string>> = {
  'working.opened': () => 'The working document is open.',
  'working.joined': () => 'The family works on it too now.',
  'working.section_added': (row) => `Section ${row.section} of the plan was put in.`,
  'working.paragraph_removed': (row) => `A paragraph of Section ${row.section} was taken away.`,
  'working.proposed': (row) => `${who(row)} put words forward for ${row.title}.`,
  'working.withdrawn': (row) => `${who(row)} took back their words on ${row.title}.`,
  'working.agreed': (row) => `${row.title} is agreed.`,
  'working.not_agreed': (row) => `${who(row)} said ${row.title} is not agreed yet.`,
  'working.come_back_to': (row) => `${who(row)} asked to come back to ${row.title}.`,
  'working.reopened': (row) => `${who(row)} opened ${row.title} again, because: ${row.reason}`,
};
