import { error } from '@sveltejs/kit';
import { underScope } from '#domain/access/scoped.server.ts';
import { momentInWords } from '#domain/calendar/words.ts';
import { cardOf, labelsOf, type Labels } from '#domain/caselaw/library/card.ts';
import { mayKeep, namesOf, precedentBySlug, vocabularyOf } from '#domain/caselaw/library/entries.server.ts';
import type { PrecedentRow } from '#domain/caselaw/library/row.ts';
import { raisedWith, versionsOf, type Version } from '#domain/caselaw/library/versions.server.ts';
import { searchAddress } from '#domain/caselaw/library/wanted.ts';
import { NOT_VERIFIED, regimeInWords } from '#domain/caselaw/outcome.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { scope }, params }) =>
  underScope(scope, async (tx) => {
    const row = await precedentBySlug(tx, params.precedent);
    if (!row) error(404, 'Not found');
    const labels = labelsOf(await vocabularyOf(tx));
    const names = await namesOf(tx, row.supersededBy ? [row.supersededBy] : []);
    return {
      card: cardOf(row, labels),
      superseded: row.supersededBy && { slug: row.supersededBy, name: names.get(row.supersededBy) ?? row.supersededBy },
      principle: row.principle,
      note: row.triageNote,
      source: row.source,
      url: row.url,
      host: row.url && new URL(row.url).host,
      law: regimeInWords[row.regime],
      lists: listsOf(row, labels),
      related: (await raisedWith(tx, row)).map(({ points, verified, ...one }) => ({
        ...one,
        shared: points === 1 ? '1 point in common' : `${points} points in common`,
        warning: verified ? null : NOT_VERIFIED,
      })),
      versions: (await versionsOf(tx, scope, row.slug, labels)).map(versionInWords),
      mayKeep: await mayKeep(tx),
    };
  });

/** What the entry is filed under, each a way to everything else under it. */
function listsOf({ grounds, issues, statute, statuteKeys }: PrecedentRow, labels: Labels) {
  const link = (words: string, typed: Parameters<typeof searchAddress>[0]) => ({ words, href: searchAddress(typed) });
  return [
    { name: 'Kind of appeal', links: grounds.map((ground) => link(labels.get(ground) ?? ground, { ground })) },
    { name: 'Points decided', links: issues.map((issue) => link(labels.get(issue) ?? issue, { issue })) },
    {
      name: 'Acts and sections',
      said: statute.join('; '),
      links: statuteKeys.map((key) => link(key, { statute: key })),
    },
  ];
}

const versionInWords = ({ version, at, byName, ours, reason, differences }: Version) => ({
  version,
  head: `Version ${version}, ${momentInWords(at)}, by ${byName}${ours ? '' : ' of another council'}`,
  reason,
  differences,
});
