import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { favoursInWords } from '#domain/caselaw/outcome.ts';
import { cardOf, labelsOf } from '#domain/caselaw/library/card.ts';
import { mayKeep, namesOf, vocabularyOf } from '#domain/caselaw/library/entries.server.ts';
import { piecesOf } from '#domain/caselaw/library/marked.ts';
import { countOf, courtsOf, searchPrecedents, type Search } from '#domain/caselaw/library/search.server.ts';
import { PAGE_ROWS, readWanted, searchAddress, type Typed } from '#domain/caselaw/library/wanted.ts';
import type { Tag, Vocabulary } from '#domain/caselaw/precedent.ts';
import { now } from '#server/clock.ts';
import type { PageServerLoad } from './$types';

const choices = (tags: readonly Tag[]) => tags.map(({ tag, label }) => ({ value: tag, label }));

export const load: PageServerLoad = ({ locals: { scope }, url }) => {
  const { wanted, typed, errors } = readWanted(url.searchParams, today(now));
  return underScope(scope, async (tx) => {
    const vocabulary = await vocabularyOf(tx);
    const search = await searchPrecedents(tx, wanted);
    const superseding = search.rows.flatMap(({ supersededBy }) => supersededBy ?? []);
    return {
      typed,
      errors,
      verified: wanted.verified,
      narrowed: filtersIn(typed) + (wanted.verified ? 1 : 0),
      all: await countOf(tx),
      mayKeep: await mayKeep(tx),
      choices: {
        ground: choices(vocabulary.grounds),
        issue: choices(vocabulary.issues),
        court: (await courtsOf(tx)).map((court) => ({ value: court, label: court })),
        favours: Object.entries(favoursInWords).map(([value, label]) => ({ value, label })),
      },
      cards: cardsOf(search, vocabulary),
      superseding: Object.fromEntries(await namesOf(tx, superseding)),
      unknown: search.unknown,
      ...pagesOf(search, { ...typed, verified: wanted.verified ? 'yes' : '' }),
    };
  });
};

/** How many boxes below the words say something. */
const filtersIn = ({ q: _words, sort: _order, ...filters }: Typed): number =>
  Object.values(filters).filter(Boolean).length;

const cardsOf = ({ rows }: Search, vocabulary: Vocabulary) => {
  const labels = labelsOf(vocabulary);
  return rows.map(({ nameMarked, principleMarked, noteMarked, ...row }) => ({
    ...cardOf(row, labels),
    name: piecesOf(nameMarked),
    principle: piecesOf(principleMarked),
    note: piecesOf(noteMarked),
  }));
};

/** Which of how many are shown, and the addresses of the pages beside this one. */
function pagesOf({ total, page, rows }: Search, typed: Typed & { verified: string }) {
  const first = (page - 1) * PAGE_ROWS + 1;
  const last = first + rows.length - 1;
  const to = (other: number) => searchAddress({ ...typed, page: other > 1 ? String(other) : '' });
  return {
    total,
    range: total > PAGE_ROWS ? `${first} to ${last} of ${total}` : String(total),
    before: page > 1 ? to(page - 1) : null,
    after: last < total ? to(page + 1) : null,
  };
}
