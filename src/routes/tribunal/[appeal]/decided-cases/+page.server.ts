import * as v from 'valibot';
import { underScope } from '#domain/access/scoped.server.ts';
import { decidedInWords } from '#domain/caselaw/library/card.ts';
import { favoursInWords } from '#domain/caselaw/outcome.ts';
import { bearingsOf, type Bearing } from '#domain/tribunal/this-appeal/bearing.server.ts';
import { addByCitation, sayBearing } from '#domain/tribunal/this-appeal/say-bearing.server.ts';
import { actionsFor } from '../../../act.ts';
import { actOnAppeal, appealOnDesk } from '../../../appeal-page.server.ts';
import type { PageServerLoad } from './$types';

const SHOWN = 10;

export const load: PageServerLoad = (event) => {
  const { scope } = event.locals;
  event.depends('appeals:queue');
  return underScope(scope, async (tx) => {
    const appeal = await appealOnDesk(tx, scope, event);
    const { bears, removed } = await bearingsOf(tx, scope, appeal, SHOWN);
    return { open: appeal.stage !== 'closed', bears: bears.map(inWords), removed: removed.map(inWords) };
  });
};

const inWords = ({ court, citation, decided, favours, terms, ...one }: Bearing) => ({
  ...one,
  facts: `${citation}. ${court}, ${decidedInWords(decided)}. ${favoursInWords[favours]}.`,
  terms: terms.map(
    ({ why, weight }) => `${why} (${weight < 0 ? 'takes away' : 'adds'} ${Math.abs(weight).toFixed(1)})`,
  ),
});
export type OneBearing = ReturnType<typeof inWords>;

const reason = v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(500, 'Use 500 characters or fewer'));
const saying = v.object({
  slug: v.pipe(v.string('Open the page again'), v.maxLength(80, 'Open the page again')),
  says: v.picklist(['bears', 'does_not_bear', 'unsaid'], 'Choose whether it bears on this appeal'),
  reason,
});
const adding = v.object({
  citation: v.pipe(v.string('Write the citation'), v.trim(), v.nonEmpty('Write the citation')),
  why: reason,
});

export const actions = actionsFor('/tribunal/[appeal]/decided-cases', {
  say: (event, scope) =>
    actOnAppeal(event, scope, saying, (tx, form, id) => sayBearing(tx, scope, id, form), event.url.pathname),
  add: (event, scope) =>
    actOnAppeal(
      event,
      scope,
      adding,
      (tx, { citation, why }, id) => addByCitation(tx, scope, id, { citation, reason: why }),
      event.url.pathname,
    ),
});
