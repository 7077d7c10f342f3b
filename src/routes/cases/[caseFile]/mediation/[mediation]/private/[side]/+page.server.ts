import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { CaseScope } from '#domain/access/scope.ts';
import { allowNote, keepNote } from '#domain/mediation/rooms/kept-notes.server.ts';
import { answerBack, callLead, useKept, type WhichRoom } from '#domain/mediation/rooms/room-commands.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { actionsFor, caseScopeOf } from '../../../../../../act.ts';
import { actIn } from '../../../in-mediation.server.ts';
import { pageOf } from '../../move.server.ts';
import { viewPrivateRoom } from './view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`, `private:${event.params.mediation}`);
  return viewPrivateRoom(scope, event.params, event.url.searchParams.get('share'));
};

// Every field may be missing: the other side is told by no error of a form that there is such a room (A10).
const given = v.object({
  words: v.optional(v.string(), ''),
  note: v.optional(v.string(), ''),
  shown: v.optional(v.string(), ''),
  answer: v.optional(v.string(), ''),
});
type Given = v.InferOutput<typeof given>;
type Did = Promise<object | 'done' | null>;

const inRoom =
  (command: (tx: Tx, scope: CaseScope, which: WhichRoom, form: Given) => Did) =>
  (event: RequestEvent, scope: CaseScope) => {
    const side = event.params.side ?? '';
    const back = pageOf(event, `/private/${side}`);
    return actIn(event, scope, given, (tx, form, mediationId) => command(tx, scope, { mediationId, side }, form), back);
  };

export const actions = actionsFor('/cases/[caseFile]/mediation/[mediation]/private/[side]', {
  call: inRoom((tx, scope, which) => callLead(tx, scope, which, true, now())),
  callOff: inRoom((tx, scope, which) => callLead(tx, scope, which, false, now())),
  back: inRoom((tx, scope, which, { answer }) => answerBack(tx, scope, which, answer === 'yes' ? 'yes' : 'not_yet')),
  kept: inRoom((tx, scope, which) => useKept(tx, scope, which)),
  say: inRoom((tx, scope, which, { words }) => keepNote(tx, scope, which, words)),
  allow: inRoom((tx, scope, which, { note, shown }) =>
    allowNote(tx, scope, which, { noteId: note, shownSha256: shown, may: true }, now()),
  ),
  takeBack: inRoom((tx, scope, which, { note }) =>
    allowNote(tx, scope, which, { noteId: note, shownSha256: '', may: false }, now()),
  ),
});
