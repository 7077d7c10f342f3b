import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { isRefused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Place } from '#domain/mediation/mediation.ts';
import { saveNote } from '#domain/mediation/rooms/note.server.ts';
import { actionsFor, caseScopeOf } from '../../../../../act.ts';
import { readForm, refuseForm } from '../../../../../form.ts';
import { mediationHere } from '../../in-mediation.server.ts';
import { unlessMoved } from '../../moved.ts';
import { movesTo, pageOf } from '../move.server.ts';
import { viewRoom } from './room.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return viewRoom(scope, event);
};

const room = (event: RequestEvent) => pageOf(event, '/room');
/** Whoever asks for a private minute is taken to their own side's room. */
const ownRoom = (event: RequestEvent, place: Place) => pageOf(event, place === 'lead' ? '/room' : `/private/${place}`);
const noteForm = v.object({ words: v.optional(v.string(), ''), shown: v.optional(v.string(), '') });

/** The note is written by the engine, in a transaction of its own: only the asking before it is one of ours. */
async function note(event: RequestEvent, scope: CaseScope) {
  const { mediation } = await underScope(scope, (tx) => mediationHere(tx, scope, event));
  const form = await readForm(event.request, noteForm);
  if ('refused' in form) return form.refused;
  const { words, shown: shownSha256 } = form.ok;
  return unlessMoved(form.ok, async () => {
    const done = await saveNote(scope, mediation.mediationId, { words, shownSha256 });
    if (done === null) error(404, 'Not found');
    if (isRefused(done)) return refuseForm(form.ok, { [done.field]: done.refused });
    redirect(303, room(event));
  });
}

export const actions = actionsFor('/cases/[caseFile]/mediation/[mediation]/room', {
  begin: movesTo(() => ({ to: 'together' }), room),
  minute: movesTo(() => ({ to: 'minute' }), ownRoom),
  break: movesTo(({ minutes }) => ({ to: 'break', minutes }), room),
  stop: movesTo(() => ({ to: 'stopped' }), room),
  note,
});
