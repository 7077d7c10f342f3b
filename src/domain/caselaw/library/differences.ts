import { inShort } from '#domain/calendar/words.ts';
import { appellantInWords, favoursInWords, regimeInWords } from '../outcome.ts';
import type { Precedent } from '../precedent.ts';
import { decidedInWords, type Labels } from './card.ts';

/** What one version of an entry said. */
export interface Said {
  entry: Precedent;
  supersededBy: string | null;
  checkedBy: string | null;
  checkedOn: string | null;
}

export interface Difference {
  field: string;
  before: string;
  after: string;
}

const NONE = 'nothing';
const listed = (words: readonly string[]): string => words.join('; ') || NONE;

/** Every field as a person would read it out. */
function inWords({ entry, supersededBy, checkedBy, checkedOn }: Said, labels: Labels): Record<string, string> {
  const tags = (list: readonly string[]) => listed(list.map((tag) => labels.get(tag) ?? tag));
  return {
    Name: entry.name,
    Citation: entry.citation,
    Court: entry.court,
    Decided: decidedInWords(entry.date),
    Law: regimeInWords[entry.regime],
    'Kind of appeal': tags(entry.grounds),
    'Point decided': tags(entry.issues),
    'Acts and sections': listed(entry.statute),
    'Brought by': appellantInWords[entry.appellant],
    Result: entry.outcome === 'other' ? 'not confirmed or mixed' : entry.outcome.replaceAll('-', ' '),
    'Who it helps': favoursInWords[entry.favours],
    Principle: entry.principle,
    'What to check': entry.triage_note,
    'Public copy': entry.url ?? NONE,
    Verified: entry.verified ? 'yes' : 'no',
    'What confirmed it': entry.source,
    'Superseded by': supersededBy ?? NONE,
    Checked: checkedBy && checkedOn ? `by ${checkedBy} on ${inShort(checkedOn)}` : NONE,
  };
}

/** What is different between two versions, field by field, in the order of the form. */
export function differencesOf(before: Said, after: Said, labels: Labels): Difference[] {
  const [was, is] = [inWords(before, labels), inWords(after, labels)];
  return Object.keys(is)
    .filter((field) => was[field] !== is[field])
    .map((field) => ({ field, before: was[field]!, after: is[field]! }));
}
