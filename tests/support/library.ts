import type { Precedent } from '../../src/domain/caselaw/precedent.ts';
import { rowOf } from '../../src/domain/caselaw/library/row.ts';
import { vocabularyRows } from '../../src/domain/caselaw/library/entries.server.ts';
import { shippedFile } from '../../src/domain/caselaw/shipped.ts';
import type { TestDatabase } from './database.ts';

/** The decided cases this program comes with. */
export const shippedCases = (): Precedent[] => JSON.parse(shippedFile()) as Precedent[];

/** Fills the library behind the scenes, with the tags: its 97 entries unless others are handed in. */
export async function seedLibrary(
  { owner }: Pick<TestDatabase, 'owner'>,
  cases: readonly Precedent[] = shippedCases(),
): Promise<void> {
  await owner`insert into precedent_tag ${owner(vocabularyRows())} on conflict do nothing`;
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const rows = cases.map((entry) =>
    Object.fromEntries(Object.entries(rowOf(entry)).map(([name, value]) => [snake(name), value])),
  );
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const some = rows.slice(at, at + ROWS_AT_ONCE);
    await owner`insert into precedent ${owner(some)} on conflict do nothing`;
  }
}
const ROWS_AT_ONCE = 500;

/** One entry of a made-up case, right in every field; what is given counts instead. */
export const anEntry = (given: Partial<Precedent> = {}): Precedent => ({
  id: 'harrow-v-finch-2021',
  name: 'Harrow v Finch',
  citation: '[2021] UKUT 999 (AAC)',
  court: 'UKUT (AAC)',
  date: '2021-05-04',
  regime: 'EHCP',
  grounds: ['contents-F'],
  issues: ['specificity'],
  statute: ['CFA 2014 s.37'],
  appellant: 'parent',
  outcome: 'allowed',
  favours: 'family',
  principle: 'The plan has to say how many hours of help there are each week.',
  triage_note: 'Look for words like regular or access to.',
  url: 'https://www.example.org/2021/999',
  verified: true,
  source: 'Made up for a test.',
  ...given,
});
