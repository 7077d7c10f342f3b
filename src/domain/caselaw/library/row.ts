import { citationKey, statuteKey } from '../citations.ts';
import type { Precedent } from '../precedent.ts';
import type { precedent } from '../schema.server.ts';

export type PrecedentRow = typeof precedent.$inferSelect;

/** What an entry is kept as: its words, and the keys it is found by. */
export function rowOf({ id, date, triage_note, ...entry }: Precedent) {
  return {
    ...entry,
    slug: id,
    decided: date,
    year: Number(date.slice(0, 4)),
    triageNote: triage_note,
    citationKey: citationKey(entry.citation),
    statuteKeys: [...new Set(entry.statute.flatMap(statuteKey))],
  };
}

/** The entry a row holds, as a file would have it. */
export function entryOf(row: Omit<PrecedentRow, 'words'>): Precedent {
  const { slug, name, citation, court, decided, regime, grounds, issues, statute, appellant, outcome, favours } = row;
  const { principle, triageNote, url, verified, source } = row;
  return {
    ...{
      id: slug,
      name,
      citation,
      court,
      date: decided,
      regime,
      grounds,
      issues,
      statute,
      appellant,
      outcome,
      favours,
    },
    ...{ principle, triage_note: triageNote, url, verified, source },
  };
}
