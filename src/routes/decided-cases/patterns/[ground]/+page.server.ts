import { error } from '@sveltejs/kit';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { inShort } from '#domain/calendar/words.ts';
import { trustInWords } from '#domain/caselaw/library/card.ts';
import { vocabularyOf } from '#domain/caselaw/library/entries.server.ts';
import type { PrecedentRow } from '#domain/caselaw/library/row.ts';
import { searchAddress } from '#domain/caselaw/library/wanted.ts';
import { favoursInWords } from '#domain/caselaw/outcome.ts';
import { MOST_PRINCIPLES, onOnePage } from '#domain/caselaw/patterns/briefing.ts';
import { patternedCases, strongestOf } from '#domain/caselaw/patterns/patterns.server.ts';
import { countOf } from '#domain/caselaw/patterns/patterns.ts';
import { ownAppeals } from '#domain/tribunal/this-appeal/own-patterns.server.ts';
import { periodInWords } from '#domain/tribunal/this-appeal/past-outcomes.ts';
import { now } from '#server/clock.ts';
import { countInWords, ownInWords } from '../view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { scope }, params }) =>
  underScope(scope, async (tx) => {
    const { grounds } = await vocabularyOf(tx);
    const ground = grounds.find(({ tag }) => tag === params.ground) ?? error(404, 'Not found');
    const rows = await patternedCases(tx, ground.tag);
    const strongest = onOnePage(await strongestOf(tx, rows, MOST_PRINCIPLES));
    const own = await ownAppeals(tx, scope, [ground.tag]);
    return {
      ...ground,
      on: inShort(today(now)),
      cases: countInWords(countOf(rows)),
      unverified: rows.filter(({ verified }) => !verified).length,
      list: searchAddress({ ground: ground.tag }),
      strongest: strongest.map(principleOf),
      own: { period: periodInWords(own.period), shown: ownInWords(own.grounds[0]!.count) },
    };
  });

const principleOf = (row: PrecedentRow) => ({
  slug: row.slug,
  name: row.name,
  citation: row.citation,
  principle: row.principle,
  check: row.triageNote,
  favours: favoursInWords[row.favours],
  trust: trustInWords(row),
  superseded: row.supersededBy !== null,
});
