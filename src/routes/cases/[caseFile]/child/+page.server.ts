import * as v from 'valibot';
import { mayAlso } from '#domain/access/offer.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { isCalendarDate } from '#domain/calendar/date.ts';
import { today } from '#domain/calendar/today.ts';
import { inWords, momentInWords } from '#domain/calendar/words.ts';
import { childPageOf, writeChildPage } from '#domain/cases/child-page.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../act.ts';
import { readForm, refuseForm } from '../../../form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const page = await underScope(scope, (tx) => childPageOf(tx, scope));
  const { askedOn, updatedAt, writtenBy } = page;
  return {
    page,
    asked: askedOn && inWords(askedOn),
    written: updatedAt && `Written down by ${writtenBy}, ${momentInWords(updatedAt)}`,
    toYou: scope.role === 'young_person',
    mayWrite: mayAlso(scope, 'child:write'),
  };
};

const words = v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(4000, 'Use 4,000 characters or fewer'));
const form = v.object({
  ownWords: words,
  goodDay: words,
  wantGrownUpsToKnow: words,
  helpedBy: v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.maxLength(200, 'Use 200 characters or fewer to say who helped'),
  ),
  askedOn: v.pipe(
    v.string(),
    v.check((given) => isCalendarDate(given) && given <= today(now), 'Enter the day they were asked: today or earlier'),
  ),
  seen: v.pipe(
    v.optional(v.string(), ''),
    v.check((given) => given === '' || !Number.isNaN(Date.parse(given)), 'Open the page again'),
  ),
});

const overtaken =
  'Somebody else wrote here while you were writing. What they wrote is above, and yours is still in the boxes. Put the two together, then save.';

export const actions = actionsFor('/cases/[caseFile]/child', {
  default: async ({ request }, scope) => {
    const read = await readForm(request, form);
    if ('refused' in read) return read.refused;
    const { seen, askedOn, ...said } = read.ok;
    if (!said.ownWords && !said.goodDay && !said.wantGrownUpsToKnow)
      return refuseForm(read.ok, { ownWords: 'Write down at least one thing they said' });
    const given = Object.fromEntries(Object.entries(said).map(([field, text]) => [field, text || null])) as Record<
      keyof typeof said,
      string | null
    >;
    const done = await underScope(scope, (tx) =>
      writeChildPage(tx, scope, { ...given, askedOn }, seen ? new Date(seen) : null, now()),
    );
    return done === 'overtaken' ? refuseForm(read.ok, { ownWords: overtaken }) : { saved: true };
  },
});
