import type { RequestEvent } from '@sveltejs/kit';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { leadsTribunalTeam } from '#domain/tribunal/begin.server.ts';
import { claimAppeal, releaseAppeal, takeOverAppeal } from '#domain/tribunal/triage/claim.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor } from '../../act.ts';
import { actOnAppeal, appealOnDesk } from '../../appeal-page.server.ts';
import * as forms from './forms.ts';
import { thisAppeal } from './this-appeal.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const { scope } = event.locals;
  event.depends('appeals:queue');
  return underScope(scope, async (tx) => {
    const row = await appealOnDesk(tx, scope, event);
    return {
      version: row.version,
      open: row.stage !== 'closed',
      leads: await leadsTribunalTeam(tx),
      view: await thisAppeal(tx, scope, row, today(now)),
    };
  });
};

const page = ({ params }: RequestEvent) => `/tribunal/${params.appeal}`;

export const actions = actionsFor('/tribunal/[appeal]', {
  // From the queue back to the queue: whoever takes several takes them one after the other.
  claim: (event, scope) =>
    actOnAppeal(
      event,
      scope,
      forms.claimForm,
      async (tx, { from }, id) => {
        const done = await claimAppeal(tx, scope, id);
        return isRefused(done) ? done : { to: from === 'queue' ? '/tribunal' : page(event) };
      },
      ({ to }) => to,
    ),
  release: (event, scope) =>
    actOnAppeal(event, scope, forms.releaseForm, (tx, _, id) => releaseAppeal(tx, scope, id), page(event)),
  takeOver: (event, scope) =>
    actOnAppeal(event, scope, forms.takeOverForm, (tx, form, id) => takeOverAppeal(tx, scope, id, form), page(event)),
});
