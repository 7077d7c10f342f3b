import * as v from 'valibot';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Scope } from '#domain/access/scope.ts';
import { today } from '#domain/calendar/today.ts';
import { inShort } from '#domain/calendar/words.ts';
import { actionDone, addAction, learningActions, publish } from '#domain/insight/learning/actions.server.ts';
import { complaintsReport } from '#domain/insight/learning/complaints-report.ts';
import {
  addComplaint,
  closeComplaint,
  complaintsCounted,
  complaintsOf,
} from '#domain/insight/learning/complaints.server.ts';
import { levels, upheldInWords, type Level, type Upheld } from '#domain/insight/learning/levels.ts';
import { themes, type Theme } from '#domain/insight/learning/themes.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { actionsFor } from '../../act.ts';
import { dutyHere } from '../../duty-page.server.ts';
import { readForm, refuseForm } from '../../form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { scope } }) => {
  await dutyHere(scope, 'complaints');
  const todaysDate = today(now);
  return underScope(scope, async (tx) => ({
    sections: complaintsReport(await complaintsCounted(tx, scope), todaysDate),
    complaints: (await complaintsOf(tx, scope)).map((one) => ({
      ...{ complaintId: one.complaintId, number: one.number, level: levels[one.level], learned: one.learned },
      about: one.themes.map((theme) => themes[theme]).join('; '),
      came: inShort(one.receivedOn),
      ended: one.closedOn && one.upheld && `${upheldInWords[one.upheld]}, ${inShort(one.closedOn)}`,
    })),
    actions: (await learningActions(tx, scope)).map((one) => ({
      ...{ actionId: one.learningActionId, youSaid: one.youSaid, weDid: one.weDid, helped: one.helped },
      theme: themes[one.theme],
      byWhen: one.byWhen && inShort(one.byWhen),
      doneOn: one.doneOn && inShort(one.doneOn),
      published: one.publishedAt !== null,
    })),
    words: { themes, levels, upheld: upheldInWords },
    today: todaysDate,
  }));
};

const text = (most: number) =>
  v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(most, `Use ${most} characters or fewer`));
const oneOf = <T extends string>(from: Record<T, string>, sentence: string) =>
  v.picklist(Object.keys(from) as [T, ...T[]], sentence);
const codes = Object.keys(themes) as Theme[];
const tick = v.optional(v.literal('yes'));
/** A field may come once, so each theme is a box of its own. */
const boxes = Object.fromEntries(codes.map((code) => [`about-${code}`, tick])) as Record<`about-${Theme}`, typeof tick>;
const forms = {
  add: v.object({
    number: text(40),
    level: oneOf<Level>(levels, 'Choose how far it went'),
    receivedOn: text(10),
    ...boxes,
  }),
  close: v.object({
    ...{ complaintId: text(40), closedOn: text(10), learned: text(300) },
    upheld: oneOf<Upheld>(upheldInWords, 'Choose how it ended'),
  }),
  learn: v.object({
    ...{ youSaid: text(300), weDid: text(300), byWhen: text(10) },
    theme: oneOf<Theme>(themes, 'Choose what it is about'),
  }),
  done: v.object({ actionId: text(40), doneOn: text(10), helped: text(300) }),
  publish: v.object({ actionId: text(40), on: v.picklist(['yes', 'no']) }),
};

/** One form of the page: whether they keep complaints is asked before it is read. */
async function act<S extends v.ObjectSchema<v.ObjectEntries, undefined>>(
  request: Request,
  scope: Scope,
  schema: S,
  command: (tx: Tx, form: v.InferOutput<S>) => Promise<unknown>,
) {
  await dutyHere(scope, 'complaints');
  const read = await readForm(request, schema);
  if ('refused' in read) return read.refused;
  const done = await underScope(scope, (tx) => command(tx, read.ok));
  const values = Object.fromEntries(Object.entries(read.ok).filter(([, value]) => typeof value === 'string'));
  return isRefused(done)
    ? refuseForm(values as Record<string, string>, { [done.field]: done.refused })
    : { saved: true };
}

export const actions = actionsFor('/measures/complaints', {
  add: ({ request }, scope) =>
    act(request, scope, forms.add, (tx, form) => {
      const about = codes.filter((code) => form[`about-${code}`]);
      return addComplaint(tx, scope, { ...form, themes: about }, today(now));
    }),
  close: ({ request }, scope) =>
    act(request, scope, forms.close, (tx, form) => closeComplaint(tx, scope, form, today(now))),
  learn: ({ request }, scope) => act(request, scope, forms.learn, (tx, form) => addAction(tx, scope, form)),
  done: ({ request }, scope) => act(request, scope, forms.done, (tx, form) => actionDone(tx, scope, form, today(now))),
  publish: ({ request }, scope) =>
    act(request, scope, forms.publish, (tx, { actionId, on }) =>
      publish(tx, scope, { actionId, on: on === 'yes' }, now()),
    ),
});
