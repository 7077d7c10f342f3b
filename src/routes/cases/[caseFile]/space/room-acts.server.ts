import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { CaseScope } from '#domain/access/scope.ts';
import { breakLengths } from '#domain/spaces/break.ts';
import { closeSpace } from '#domain/spaces/close.server.ts';
import { startSpace } from '#domain/spaces/open.server.ts';
import { addPoint } from '#domain/spaces/point-commands.server.ts';
import { setQuiet } from '#domain/spaces/quiet.server.ts';
import {
  callHand,
  endBreak,
  lowerHand,
  moveAgenda,
  raiseHand,
  takeBreak,
} from '#domain/spaces/room-commands.server.ts';
import { now } from '#server/clock.ts';
import { field, onSpace, take } from './forms.server.ts';

const closing = { ...onSpace, hearFrom: field.words, hearBy: field.words, hearHow: field.words };
const breaking = {
  ...onSpace,
  length: v.picklist(breakLengths, 'Choose how long the break is.'),
  sayWho: v.optional(v.literal('yes')),
};

/** What can be done in the room as a whole. */
export const roomActs = {
  open: (event: RequestEvent, scope: CaseScope) => take(event, onSpace, (form) => startSpace(scope, form)),
  addPoint: (event: RequestEvent, scope: CaseScope) =>
    take(event, { ...onSpace, title: field.words }, (form) => addPoint(scope, form)),
  raiseHand: (event: RequestEvent, scope: CaseScope) =>
    take(event, { ...onSpace, words: field.words }, (form) => raiseHand(scope, form)),
  lowerHand: (event: RequestEvent, scope: CaseScope) => take(event, onSpace, (form) => lowerHand(scope, form)),
  callHand: (event: RequestEvent, scope: CaseScope) =>
    take(event, { ...onSpace, person: field.uuid }, (form) => callHand(scope, { ...form, personId: form.person })),
  moveAgenda: (event: RequestEvent, scope: CaseScope) =>
    take(event, { ...onSpace, item: field.count }, (form) => moveAgenda(scope, form)),
  takeBreak: (event: RequestEvent, scope: CaseScope) =>
    take(event, breaking, (form) => takeBreak(scope, { ...form, sayWho: form.sayWho === 'yes' }, now())),
  endBreak: (event: RequestEvent, scope: CaseScope) => take(event, onSpace, (form) => endBreak(scope, form)),
  close: (event: RequestEvent, scope: CaseScope) => take(event, closing, (form) => closeSpace(scope, form, now())),
  quiet: (event: RequestEvent, scope: CaseScope) =>
    take(event, { ...onSpace, quiet: v.picklist(['on', 'off']) }, (form) => setQuiet(scope, form.quiet === 'on')),
};
