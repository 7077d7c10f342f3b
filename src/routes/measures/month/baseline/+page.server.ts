import * as v from 'valibot';
import { underScope } from '#domain/access/scoped.server.ts';
import { momentInWords } from '#domain/calendar/words.ts';
import {
  baselineFigures,
  baselineInWords,
  everyBaseline,
  type BaselineFigure,
} from '#domain/insight/month/baseline.ts';
import { enterBaseline, everyEntered, standing } from '#domain/insight/month/baseline.server.ts';
import { actionsFor } from '../../../act.ts';
import { dutyHere } from '../../../duty-page.server.ts';
import { readForm, refuseForm } from '../../../form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { scope } }) => {
  await dutyHere(scope, 'director');
  const all = await underScope(scope, (tx) => everyEntered(tx, scope.councilId));
  const stands = standing(all);
  return {
    boxes: everyBaseline.map((id) => ({ id, ...baselineFigures[id] })),
    history: all.map((one) => ({
      what: baselineFigures[one.figure].name,
      value: baselineInWords(one),
      ...{ period: one.period, source: one.source, at: momentInWords(one.at) },
      stands: stands.get(one.figure) === one,
    })),
  };
};

const box = v.optional(v.string(), '');
const boxes = Object.fromEntries(everyBaseline.map((figure) => [figure, box])) as Record<BaselineFigure, typeof box>;
const form = v.object({ period: box, source: box, ...boxes });

export const actions = actionsFor('/measures/month/baseline', {
  default: async ({ request }, scope) => {
    await dutyHere(scope, 'director');
    const read = await readForm(request, form);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => enterBaseline(tx, scope, read.ok));
    return 'errors' in done ? refuseForm(read.ok, done.errors) : { entered: done.entered };
  },
});
