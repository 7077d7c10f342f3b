import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Place } from '#domain/mediation/mediation.ts';
import { moveMeeting } from '#domain/mediation/rooms/phase-commands.server.ts';
import { minutesToChoose, type Minutes, type Move } from '#domain/mediation/rooms/phase.ts';
import { now } from '#server/clock.ts';
import { actIn } from '../in-mediation.server.ts';

const version = v.optional(v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number)), '0');
const minutes = v.optional(
  v.pipe(v.string(), v.transform(Number), v.picklist(minutesToChoose, 'Choose how long.')),
  '10',
);
const leadWith = v.optional(v.picklist(['family', 'council'], 'Choose which side you go to.'), 'family');
const form = v.object({ version, minutes, leadWith });
export interface MoveForm {
  minutes: Minutes;
  leadWith: 'family' | 'council';
}

/** Moves the meeting as a form of one of its pages asks, and takes the person to `to`. */
export const movesTo =
  (moveOf: (form: MoveForm) => Move, to: (event: RequestEvent, movedBy: Place) => string) =>
  (event: RequestEvent, scope: CaseScope) =>
    actIn(
      event,
      scope,
      form,
      (tx, given, mediationId) => moveMeeting(tx, scope, mediationId, given.version, moveOf(given), now()),
      ({ movedBy }) => to(event, movedBy),
    );

/** The address of a page of the mediation an event is about. */
export const pageOf = ({ params }: Pick<RequestEvent, 'params'>, path: string): string =>
  `/cases/${params.caseFile}/mediation/${params.mediation}${path}`;
