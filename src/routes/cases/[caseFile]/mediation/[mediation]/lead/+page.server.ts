import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { CaseScope } from '#domain/access/scope.ts';
import { carry } from '#domain/mediation/rooms/carried.server.ts';
import { keepLeadNotes } from '#domain/mediation/rooms/lead-notes.server.ts';
import { askBack } from '#domain/mediation/rooms/room-commands.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../../../act.ts';
import { actIn } from '../../in-mediation.server.ts';
import { movesTo, pageOf } from '../move.server.ts';
import { viewLead } from './view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`, `private:${event.params.mediation}`);
  return viewLead(scope, event, event.url.searchParams.get('only'));
};

const text = v.optional(v.string(), '');
const side = v.picklist(['family', 'council'], 'Choose a side.');
const shownTo = v.optional(v.picklist(['everyone', 'family', 'council'], 'Choose whom you show it to.'), 'everyone');
const lead = (event: RequestEvent) => pageOf(event, '/lead');

export const actions = actionsFor('/cases/[caseFile]/mediation/[mediation]/lead', {
  together: movesTo(() => ({ to: 'together' }), lead),
  apart: movesTo(({ leadWith, minutes }) => ({ to: 'apart', leadWith, minutes }), lead),
  askBack: (event: RequestEvent, scope: CaseScope) =>
    actIn(
      event,
      scope,
      v.object({ side }),
      (tx, form, mediationId) => askBack(tx, scope, { mediationId, side: form.side }, now()),
      lead(event),
    ),
  carry: (event: RequestEvent, scope: CaseScope) =>
    actIn(
      event,
      scope,
      v.object({ side, note: text, words: text, shownTo }),
      (tx, form, mediationId) => {
        const what = form.note ? { noteId: form.note } : { words: form.words };
        return carry(tx, scope, { mediationId, side: form.side }, what, form.shownTo);
      },
      lead(event),
    ),
  notes: (event: RequestEvent, scope: CaseScope) =>
    actIn(
      event,
      scope,
      v.object({ notes: text }),
      (tx, { notes }, mediationId) => keepLeadNotes(tx, scope, mediationId, notes, now()),
      lead(event),
    ),
});
