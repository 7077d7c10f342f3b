import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { causesHere } from '#domain/insight/causes/cause-names.server.ts';
import { causesOf, sayCauses } from '#domain/tribunal/ending/causes.server.ts';
import { ordersOf, settleDuty } from '#domain/tribunal/ending/duties.server.ts';
import { endAppeal, endFacts, recordOrder } from '#domain/tribunal/ending/end.server.ts';
import { orderOf } from '#domain/tribunal/ending/ending.ts';
import { withdrawalWarning } from '#domain/tribunal/ending/paths.ts';
import { now } from '#server/clock.ts';
import { actionsFor } from '../../../act.ts';
import { actOnAppeal, appealOnDesk } from '../../../appeal-page.server.ts';
import { causesForm, causesSaid, endForm, orderForm, orderGiven, settleForm } from './forms.ts';
import { endedInWords, offers, orderInWords, pathsInWords } from './view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { scope } = event.locals;
  const todaysDate = today(now);
  return underScope(scope, async (tx) => {
    const row = await appealOnDesk(tx, scope, event);
    const said = await causesOf(tx, row);
    const all = await causesHere(tx, scope);
    const open = row.stage !== 'closed';
    return {
      number: row.number,
      version: String(row.version),
      today: todaysDate,
      open,
      offers,
      warning: withdrawalWarning,
      paths: open ? pathsInWords(row, await endFacts(tx, row), todaysDate) : [],
      ended: open ? null : endedInWords(row),
      mayHaveOrder: !open && orderOf[row.outcome] !== null,
      orders: (await ordersOf(tx, row)).map((one) => orderInWords(one, todaysDate)),
      causes: all.flatMap(({ retired, ...cause }) => {
        const its = said.find((one) => one.cause === cause.cause);
        return retired && !its ? [] : [{ ...cause, said: its !== undefined, note: its?.note ?? '' }];
      }),
    };
  });
};

const here = ({ params }: { params: Partial<Record<string, string>> }) => `/tribunal/${params.appeal}/ending`;

export const actions = actionsFor('/tribunal/[appeal]/ending', {
  end: (event, scope) =>
    actOnAppeal(
      event,
      scope,
      endForm,
      (tx, form, id) => {
        const { outcome, endedOn, warned, version } = form as typeof form &
          Record<'outcome' | 'endedOn' | 'warned', string>;
        const given = { ...orderGiven(form), outcome, endedOn, warned: warned === 'yes' };
        return endAppeal(tx, scope, id, version, given, now());
      },
      here(event),
    ),
  order: (event, scope) =>
    actOnAppeal(
      event,
      scope,
      orderForm,
      (tx, form, id) => recordOrder(tx, scope, id, form.version, { ...orderGiven(form), on: String(form.on) }, now()),
      here(event),
    ),
  settle: (event, scope) =>
    actOnAppeal(
      event,
      scope,
      settleForm,
      (tx, { dutyId, doneOn: on, as }, id) =>
        settleDuty(tx, scope, id, { dutyId, on, as: as === 'not_needed' ? 'not_needed' : 'done' }, now()),
      here(event),
    ),
  causes: async (event, scope) => {
    const known = (await underScope(scope, (tx) => causesHere(tx, scope))).map(({ cause }) => cause);
    return actOnAppeal(
      event,
      scope,
      causesForm(known),
      (tx, form, id) => sayCauses(tx, scope, id, causesSaid(form, known), known),
      here(event),
    );
  },
});
