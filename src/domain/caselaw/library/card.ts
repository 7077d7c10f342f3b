import { inShort } from '#domain/calendar/words.ts';
import type { Vocabulary } from '../precedent.ts';
import { favoursInWords, outcomeInWords, regimeInWords, verifiedInWords } from '../outcome.ts';
import type { PrecedentRow } from './row.ts';

export type Labels = ReadonlyMap<string, string>;
/** Every tag's label; one that is in no vocabulary any more shows as it is written. */
export const labelsOf = ({ grounds, issues }: Vocabulary): Labels =>
  new Map([...grounds, ...issues].map(({ tag, label }) => [tag, label]));

/** "4 May 2021", or the year where only the year is known. */
export const decidedInWords = (decided: string): string => (decided.length === 4 ? decided : inShort(decided));

/** The signs of how far an entry can be trusted, in words: wherever an entry is shown they are shown. */
export const trustInWords = ({ verified, checkedBy, checkedOn, regime }: Omit<PrecedentRow, 'words'>) => ({
  verified: verifiedInWords(verified),
  isVerified: verified,
  checked:
    checkedBy && checkedOn ? `Checked by ${checkedBy} on ${inShort(checkedOn)}` : 'Nobody has checked it here yet',
  oldLaw: regime === 'EHCP' ? null : regimeInWords[regime],
});

/** One decided case as a list shows it. */
export const cardOf = (row: Omit<PrecedentRow, 'words'>, labels: Labels) => ({
  slug: row.slug,
  name: row.name,
  facts: `${row.citation}. ${row.court}, ${decidedInWords(row.decided)}`,
  favours: favoursInWords[row.favours],
  outcome: outcomeInWords(row),
  tags: [...row.grounds, ...row.issues].map((tag) => labels.get(tag) ?? tag),
  supersededBy: row.supersededBy,
  ...trustInWords(row),
});
export type CardWords = ReturnType<typeof cardOf>;
