import { precedentTag } from './schema.server.ts';
import type { Vocabulary } from './precedent.ts';
import type { Tx } from '#server/db.ts';

/** What each tag of the library is called, by `of` and tag. */
export type TagWords = Readonly<Record<keyof Vocabulary, ReadonlyMap<string, string>>>;

/** The names of all tags, also of those no longer given to new entries: an older appeal may carry them. */
export async function tagWords(tx: Tx): Promise<TagWords> {
  const rows = await tx
    .select({ of: precedentTag.of, tag: precedentTag.tag, label: precedentTag.label })
    .from(precedentTag)
    .orderBy(precedentTag.position);
  const named = (which: keyof Vocabulary) =>
    new Map(rows.filter(({ of }) => of === which).map(({ tag, label }) => [tag, label]));
  return { grounds: named('grounds'), issues: named('issues') };
}

/** A tag by its name; one the library no longer knows by itself. */
export const tagNamed = (words: ReadonlyMap<string, string>, tag: string): string => words.get(tag) ?? tag;
