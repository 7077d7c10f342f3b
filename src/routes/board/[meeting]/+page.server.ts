import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { isRefused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { moveItem } from '#domain/board/meeting/agenda-commands.server.ts';
import {
  cancelMeeting,
  changeMeeting,
  endMeeting,
  holdMeeting,
  isNotTheirs,
  startMeeting,
} from '#domain/board/meeting/meeting-commands.server.ts';
import type { MeetingRow } from '#domain/board/meeting/meetings.server.ts';
import { giveSeat, takeSeat, writeAttendance } from '#domain/board/meeting/seat-commands.server.ts';
import type { Seat } from '#domain/board/seats.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { actionsFor } from '../../act.ts';
import { readForm, refuseForm, type ReadForm } from '../../form.ts';
import { planEntries, planFrom } from '../plan-form.ts';
import { agendaView, meetingHere, meetingView } from './view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { scope, person } = event.locals;
  const meeting = await meetingHere(event);
  return { ...(await meetingView(scope, meeting)), agenda: await agendaView(person, scope, meeting) };
};

type Arranging = Scope<'meeting:arrange'>;

/**
 * One act on the meeting of this page. Whether it is theirs is asked before the form is read, so that nobody learns from
 * a form's errors that there is such a meeting, and again, held, with the act.
 */
async function act<T extends object>(
  event: RequestEvent,
  scope: Arranging,
  read: (request: Request) => Promise<ReadForm<T>>,
  work: (tx: Tx, held: MeetingRow, form: T) => Promise<unknown>,
) {
  const id = event.params.meeting ?? '';
  const theirs = <R>(doing: (tx: Tx, held: MeetingRow) => Promise<R>): Promise<R> =>
    underScope(scope, async (tx) => {
      const held = await holdMeeting(tx, scope, id);
      if (isNotTheirs(held))
        error(held === 'unknown' ? 404 : 403, held === 'unknown' ? 'Not found' : 'You cannot change this');
      return doing(tx, held);
    });
  await theirs(async () => null);
  const form = await read(event.request);
  if ('refused' in form) return form.refused;
  const done = await theirs((tx, held) => work(tx, held, form.ok));
  if (isRefused(done)) return refuseForm(typed(form.ok), { [done.field]: done.refused });
  redirect(303, `/board/${id}`);
}

const typed = (form: object): Record<string, string> =>
  Object.fromEntries(Object.entries(form).filter(([, value]) => typeof value === 'string'));

const fields =
  <S extends v.ObjectSchema<v.ObjectEntries, undefined>>(schema: S) =>
  (request: Request) =>
    readForm(request, schema);
/** One box for each seat, all of one name: those that are ticked. */
const ticked = async (request: Request) => ({
  ok: { came: new Set((await request.formData()).getAll('came').map(String)) },
});

const nothing = fields(v.object({}));
const someId = v.pipe(v.optional(v.string(), ''), v.uuid('That is not there any more. Load the page again.'));
const maybeId = v.optional(v.union([v.literal(''), v.pipe(v.string(), v.uuid())], 'Choose whose seat they fill'), '');
const planForm = fields(v.object({ ...planEntries, papersOutOn: planEntries.meetsOn }));
const seatForm = fields(
  v.object({
    personId: v.pipe(v.optional(v.string(), ''), v.uuid('Choose who sits')),
    seat: v.optional(v.string(), ''),
    substituteFor: maybeId,
  }),
);
const moveForm = fields(v.object({ agendaItemId: someId, way: v.picklist(['up', 'down'], 'Choose up or down') }));

export const actions = actionsFor('/board/[meeting]', {
  change: (event, scope) =>
    act(event, scope, planForm, (tx, held, form) =>
      changeMeeting(tx, scope, held, { ...planFrom(form), papersOutOn: form.papersOutOn }, today(now)),
    ),
  cancel: (event, scope) => act(event, scope, nothing, (tx, held) => cancelMeeting(tx, scope, held)),
  giveSeat: (event, scope) =>
    act(event, scope, seatForm, (tx, held, form) => giveSeat(tx, scope, held, { ...form, seat: form.seat as Seat })),
  takeSeat: (event, scope) =>
    act(event, scope, fields(v.object({ boardSeatId: someId })), (tx, held, form) =>
      takeSeat(tx, scope, held, form.boardSeatId),
    ),
  attendance: (event, scope) =>
    act(event, scope, ticked, (tx, held, { came }) => writeAttendance(tx, scope, held, came)),
  start: (event, scope) => act(event, scope, nothing, (tx, held) => startMeeting(tx, scope, held, today(now))),
  end: (event, scope) => act(event, scope, nothing, (tx, held) => endMeeting(tx, scope, held)),
  move: (event, scope) =>
    act(event, scope, moveForm, (tx, held, form) => moveItem(tx, scope, held, form.agendaItemId, form.way === 'up')),
});
