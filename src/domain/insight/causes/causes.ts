/** One thing an appeal can come from. `cause` is its code; the words are the council's own where it changed them. */
export interface Cause {
  cause: string;
  label: string;
  meaning: string;
  /** No longer offered; what was said with it stays said. */
  retired: boolean;
}

/** The list to begin with. A row of `cause_name` renames one, retires one or adds another. */
const begun: readonly Omit<Cause, 'retired'>[] = [
  { cause: 'evidence_missing', label: 'Evidence was missing', meaning: 'The Board decided without a paper it needed' },
  {
    cause: 'evidence_came_later',
    label: 'Evidence came later',
    meaning: 'A report after the decision changed what was known',
  },
  { cause: 'threshold_misapplied', label: 'The wrong test', meaning: 'More was asked for than the law asks for' },
  {
    cause: 'wording_not_specific',
    label: 'Words not specific',
    meaning: 'The plan did not say what, how much, how often or by whom',
  },
  {
    cause: 'placement_reasoning',
    label: 'Reasons about the school',
    meaning: 'Why another school or college, did not hold',
  },
  { cause: 'late_advice', label: 'Late advice', meaning: 'A report the law asks for came too late to be used' },
  { cause: 'not_explained', label: 'Not explained', meaning: 'The letter or the call did not say why' },
  { cause: 'views_not_heard', label: 'Views not heard', meaning: 'What the child or the family said was not answered' },
];

export interface CauseName {
  cause: string;
  label: string;
  meaning: string;
  retiredAt: Date | null;
}

/** LEA7: the council's causes: the list to begin with in its own words, then what it added, in the order of the words. */
export function causesFrom(named: readonly CauseName[]): Cause[] {
  const rows = new Map(named.map((row) => [row.cause, row]));
  const first = begun.map((one) => worded(one, rows.get(one.cause)));
  const codes = new Set(begun.map(({ cause }) => cause));
  const added = named.filter(({ cause }) => !codes.has(cause)).map((row) => worded(row, row));
  return [...first, ...added.sort((a, b) => a.label.localeCompare(b.label, 'en-GB'))];
}

const worded = ({ cause, label, meaning }: Omit<Cause, 'retired'>, row: CauseName | undefined): Cause => ({
  cause,
  label: row?.label ?? label,
  meaning: row?.meaning ?? meaning,
  retired: row !== undefined && row.retiredAt !== null,
});

/** The code of a cause somebody adds, from its words; null when nothing is left of them. */
export function causeCode(label: string): string | null {
  const code = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return code === '' ? null : code.slice(0, 60);
}
