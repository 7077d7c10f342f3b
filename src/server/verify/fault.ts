import type { Sql } from 'postgres';

/** One thing that is not as it was stored. `where` names the row or file, by ids only; `says` is a sentence without a subject. */
export interface Fault {
  kind: 'history' | 'document' | 'file';
  where: string;
  says: string;
}

/** What one part looked at and what it found. */
export interface Checked {
  /** In words, for the summary: "3 chains". */
  counted: string[];
  faults: Fault[];
}

/** The owner's connection: it sees every council's rows, which no running part of the app may. */
export type OwnerSql = Sql;
