/** One decided case, as a file of the library holds it and as the pages show it. Our own summary, never a quotation. */
export interface Precedent {
  id: string;
  name: string;
  citation: string;
  court: string;
  /** YYYY-MM-DD, or YYYY where only the year was confirmed. */
  date: string;
  regime: 'EHCP' | 'Statement (pre-2014)';
  grounds: string[];
  issues: string[];
  statute: string[];
  appellant: 'parent' | 'young-person' | 'local-authority' | 'school' | 'other';
  /** For that appellant in that court. `other` is a mixed or unconfirmed result and counts neither as a win nor as a loss. */
  outcome: 'allowed' | 'dismissed' | 'allowed-in-part' | 'remitted' | 'other';
  /** Which side the principle helps, which is not always the side that won. */
  favours: 'family' | 'authority' | 'neutral';
  principle: string;
  triage_note: string;
  url: string | null;
  /** Name and citation were both seen together in a public source. False has to be checked before it is used. */
  verified: boolean;
  source: string;
}

export interface Tag {
  tag: string;
  label: string;
  meaning: string;
}
/** The allowed tags: `grounds` is the kind of appeal, `issues` the point decided. */
export interface Vocabulary {
  grounds: Tag[];
  issues: Tag[];
}
