import type { Tx } from '#server/db.ts';
import { vocabularyOf } from './library/entries.server.ts';
import type { Vocabulary } from './precedent.ts';

/** What each tag of the library is called. */
export type TagWords = Readonly<Record<keyof Vocabulary, ReadonlyMap<string, string>>>;

/** The names of all tags, also of those no longer given to new entries: an older appeal may carry them. */
export async function tagWords(tx: Tx): Promise<TagWords> {
  const { grounds, issues } = await vocabularyOf(tx);
  const named = (tags: Vocabulary['grounds']) => new Map(tags.map(({ tag, label }) => [tag, label]));
  return { grounds: named(grounds), issues: named(issues) };
}

/** A tag by its name; one the library no longer knows by itself. */
export const tagNamed = (words: ReadonlyMap<string, string>, tag: string): string => words.get(tag) ?? tag;
