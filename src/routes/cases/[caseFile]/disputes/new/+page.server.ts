import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { familyOfCase, raiseDispute } from '#domain/mediation/dispute/raise.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../../act.ts';
import { readForm, refuseForm } from '../../../../form.ts';
import { decisionInHand } from '../decision.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const asked = event.url.searchParams.get('decision');
  return underScope(scope, async (tx) => {
    const decision = asked ? await decisionInHand(tx, scope, today(now)) : null;
    const family = scope.side === 'family' ? [] : await familyOfCase(tx, scope);
    return {
      // One that is not out, or was not read yet, is one that is not there: the form is the plain one.
      decision: decision?.about.decisionId === asked ? decision && shown(decision) : null,
      family: family.map(({ personId, name }) => ({ value: personId, label: name })),
      forFamily: scope.side === 'family',
    };
  });
};

const shown = ({ about, sentence, sentOn }: NonNullable<Awaited<ReturnType<typeof decisionInHand>>>) => ({
  decisionId: about.decisionId,
  sentence,
  sentOn,
  noticeSentOn: about.noticeSentOn && inWords(about.noticeSentOn),
});

const SOMEBODY_ELSE = 'somebody-else';
const words = v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(4000, 'Use 4,000 characters or fewer'));
const newForm = v.object({
  ownWords: words,
  decision: v.optional(v.string(), ''),
  forPersonId: v.optional(v.string(), ''),
});

export const actions = actionsFor('/cases/[caseFile]/disputes/new', {
  default: async ({ request, params }, scope) => {
    const form = await readForm(request, newForm);
    if ('refused' in form) return form.refused;
    const { ownWords, decision, forPersonId } = form.ok;
    if (scope.side !== 'family' && !forPersonId)
      return refuseForm(form.ok, { forPersonId: 'Choose who does not agree' });
    const done = await underScope(scope, async (tx) => {
      const inHand = decision ? await decisionInHand(tx, scope, today(now)) : null;
      const about = inHand?.about.decisionId === decision ? inHand.about : null;
      const whose = forPersonId === SOMEBODY_ELSE ? '' : forPersonId;
      return raiseDispute(tx, scope, { ownWords, about, forPersonId: whose }, today(now));
    });
    if (isRefused(done)) return refuseForm(form.ok, { [done.field]: done.refused });
    redirect(303, `/cases/${params.caseFile}/disputes/${done.disputeId}`);
  },
});
