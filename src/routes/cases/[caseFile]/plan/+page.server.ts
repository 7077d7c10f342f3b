import * as v from 'valibot';
import { mayAlso } from '#domain/access/offer.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import {
  firstByInWords,
  formatInWords,
  formats,
  noNewsInWords,
  type Format,
} from '#domain/contact/communication-plan.ts';
import { myPlan, plansForOfficers, writePlan, type PlanOf } from '#domain/contact/plans.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../act.ts';
import { readForm } from '../../../form.ts';
import type { PageServerLoad } from './$types';

const planInWords = (plan: PlanOf) => ({
  name: plan.name,
  rows: [
    ['First', firstByInWords[plan.firstBy]],
    ['When nothing has changed', noNewsInWords[plan.noNews]],
    ['Good times', plan.goodTimes],
    ['Please not', plan.notOn],
    ['With me', plan.withMe],
    ['What helps', plan.formats.map((format) => formatInWords[format]).join(', ')],
    ['Address', plan.keepAddressPrivate === 'yes' ? 'Keep it private, also from other family' : ''],
  ].filter(([, words]) => words) as [string, string][],
  saidOn: inWords(dateOf(plan.updatedAt)),
});

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const family = scope.side === 'family';
  return underScope(scope, async (tx) => ({
    mine: family ? await myPlan(tx, scope) : null,
    plans: family ? [] : (await plansForOfficers(tx, scope)).map(planInWords),
    reader: family ? ('family' as const) : ('council' as const),
    mayWrite: mayAlso(scope, 'plan:write'),
  }));
};

const line = v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(400, 'Use 400 characters or fewer'));
const tick = v.optional(v.literal('on'));
const choices = <T extends string>(from: Record<T, string>) => Object.keys(from) as [T, ...T[]];
const form = v.object({
  firstBy: v.picklist(choices(firstByInWords), 'Choose how you want to hear first'),
  noNews: v.picklist(choices(noNewsInWords), 'Choose how often you want to hear when nothing has changed'),
  goodTimes: line,
  notOn: line,
  withMe: line,
  keepAddressPrivate: v.picklist(['yes', 'no'], 'Choose whether to keep your address private'),
  // A field may come once, so each format is a box of its own.
  ...(Object.fromEntries(formats.map((format) => [`format-${format}`, tick])) as Record<
    `format-${Format}`,
    typeof tick
  >),
});

export const actions = actionsFor('/cases/[caseFile]/plan', {
  default: async ({ request }, scope) => {
    const read = await readForm(request, form);
    if ('refused' in read) return read.refused;
    const { firstBy, noNews, goodTimes, notOn, withMe, keepAddressPrivate } = read.ok;
    const wanted = formats.filter((format) => read.ok[`format-${format}`]);
    await underScope(scope, (tx) =>
      writePlan(tx, scope, { firstBy, noNews, goodTimes, notOn, withMe, keepAddressPrivate, formats: wanted }, now()),
    );
    return { saved: true };
  },
});
