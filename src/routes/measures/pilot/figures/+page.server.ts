import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { momentInWords } from '#domain/calendar/words.ts';
import {
  figureInWords,
  figureNames,
  isMoney,
  spellInWords,
  spells,
  type FigureName,
} from '#domain/insight/pilot/figures.ts';
import { enterFigures, everyFigure, mayEnter, standingOf } from '#domain/insight/pilot/figures.server.ts';
import type { Typed } from '#domain/insight/pilot/typed.ts';
import { now } from '#server/clock.ts';
import { actionsFor } from '../../../act.ts';
import { readForm, refuseForm } from '../../../form.ts';
import type { PageServerLoad } from './$types';

const CANNOT = 'You cannot change this';

export const load: PageServerLoad = async ({ locals: { scope } }) => {
  const all = await underScope(scope, async (tx) => ((await mayEnter(tx, scope)) ? everyFigure(tx, scope) : null));
  if (!all) error(403, CANNOT);
  const standing = standingOf(all);
  return {
    boxes: (Object.keys(figureNames) as FigureName[]).map((id) => ({ id, label: figureNames[id], money: isMoney(id) })),
    spells: Object.entries(spells).map(([value, label]) => ({ value, label })),
    history: all.map((figure) => ({
      what: figureNames[figure.name],
      when: `${spells[figure.spell]}, ${spellInWords(figure)}`,
      value: figureInWords(figure),
      source: figure.source,
      by: `${figure.enteredBy}, ${momentInWords(figure.at)}`,
      stands: standing[figure.spell]?.[figure.name] === figure,
    })),
  };
};

const box = v.optional(v.string(), '');
const form = v.object({
  ...{ spell: box, from: box, to: box, source: box, families: box, resolved: box, mediations: box, appeals: box },
  ...{ heard: box, officer_pounds: box, mediation_pounds: box, tribunal_staffing_pounds: box, legal_pounds: box },
} satisfies Record<keyof Typed, typeof box>);

export const actions = actionsFor('/measures/pilot/figures', {
  default: async ({ request }, scope: Scope<'measures:write'>) => {
    // Asked before the form is read: somebody who may not is told nothing of what they typed.
    if (!(await underScope(scope, (tx) => mayEnter(tx, scope)))) error(403, CANNOT);
    const read = await readForm(request, form);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => enterFigures(tx, scope, read.ok, today(now)));
    if (done === null) error(403, CANNOT);
    return 'errors' in done ? refuseForm(read.ok, done.errors) : { entered: done.entered };
  },
});
