import * as v from 'valibot';
import { appellants, outcomes, regimes, sides } from '#domain/caselaw/library/entry.ts';
import type { Given } from '#domain/caselaw/library/keep.server.ts';
import { appellantInWords, favoursInWords } from '#domain/caselaw/outcome.ts';
import type { Precedent, Tag, Vocabulary } from '#domain/caselaw/precedent.ts';

/** The boxes of the form that are a field of the entry as it is, and the field each is. */
const boxes = {
  ...{ name: 'name', citation: 'citation', court: 'court', date: 'date', regime: 'regime', appellant: 'appellant' },
  ...{ outcome: 'outcome', favours: 'favours', principle: 'principle', note: 'triage_note', source: 'source' },
} as const satisfies Record<string, keyof Precedent>;

const box = v.optional(v.string(), '');
const ticks = (of: 'ground' | 'issue', tags: readonly Tag[]) =>
  Object.fromEntries(tags.map(({ tag }) => [`${of}-${tag}`, box]));

/** The form about an entry, with a box to tick for each tag there is. */
export const entryForm = ({ grounds, issues }: Vocabulary): v.ObjectSchema<Record<string, typeof box>, undefined> =>
  v.object({
    ...Object.fromEntries(Object.keys(boxes).map((name) => [name, box])),
    ...{ statute: box, url: box, verified: box, checkedOn: box, supersededBy: box, reason: box, version: box },
    ...ticks('ground', grounds),
    ...ticks('issue', issues),
  });

/** What a sent form says of the entry. Nothing is checked here. */
export function givenIn(form: Record<string, string>): Given {
  const ticked = (of: string) =>
    Object.keys(form).flatMap((name) => (name.startsWith(`${of}-`) && form[name] ? [name.slice(of.length + 1)] : []));
  const text = (name: string) => (form[name] ?? '').replaceAll('\r\n', '\n').trim();
  const entry = {
    ...Object.fromEntries(Object.entries(boxes).map(([name, field]) => [field, text(name)])),
    ...{ grounds: ticked('ground'), issues: ticked('issue'), url: text('url') || null },
    statute: text('statute')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
    verified: form.verified === 'yes',
  };
  const version = /^\d{1,9}$/.test(form.version ?? '') ? Number(form.version) : 0;
  return { entry, checkedOn: text('checkedOn'), supersededBy: text('supersededBy'), reason: text('reason'), version };
}

/** Errors by field of the entry, as errors by the box to go back to. */
export function errorsByBox(errors: Record<string, string>, { grounds, issues }: Vocabulary): Record<string, string> {
  const boxOf: Record<string, string> = {
    ...Object.fromEntries(Object.entries(boxes).map(([name, field]) => [field, name])),
    ...{ grounds: `ground-${grounds[0]?.tag}`, issues: `issue-${issues[0]?.tag}` },
  };
  return Object.fromEntries(Object.entries(errors).map(([field, why]) => [boxOf[field] ?? field, why]));
}

/** What the boxes show of an entry as it stands. */
export function valuesOf(entry: Precedent, supersededBy: string, version: number): Record<string, string> {
  const plain = Object.entries(boxes).map(([name, field]) => [name, entry[field]]);
  const tags = [...entry.grounds.map((tag) => `ground-${tag}`), ...entry.issues.map((tag) => `issue-${tag}`)];
  return {
    ...Object.fromEntries(plain),
    ...Object.fromEntries(tags.map((name) => [name, 'yes'])),
    ...{ statute: entry.statute.join('\n'), url: entry.url ?? '', verified: entry.verified ? 'yes' : '' },
    ...{ supersededBy, version: String(version) },
  };
}

const resultInWords: Record<(typeof outcomes)[number], string> = {
  allowed: 'Allowed',
  dismissed: 'Dismissed',
  'allowed-in-part': 'Allowed in part',
  remitted: 'Allowed and sent back to be decided again',
  other: 'Mixed, or not confirmed (counts neither as won nor as lost)',
};
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** What there is to choose from in the form. */
export const choicesFor = ({ grounds, issues }: Vocabulary) => ({
  grounds: grounds.map(({ tag, label }) => ({ id: `ground-${tag}`, label })),
  issues: issues.map(({ tag, label }) => ({ id: `issue-${tag}`, label })),
  regime: regimes.map((value) => ({ value, label: value === 'EHCP' ? 'The present law' : 'Statements (before 2014)' })),
  appellant: appellants.map((value) => ({ value, label: capital(appellantInWords[value]) })),
  outcome: outcomes.map((value) => ({ value, label: resultInWords[value] })),
  favours: sides.map((value) => ({ value, label: favoursInWords[value] })),
});
