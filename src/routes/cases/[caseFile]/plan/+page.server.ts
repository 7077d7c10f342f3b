import * as v from 'valibot';
import { mayAlso } from '#domain/access/offer.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import {
  firstByInWords,
  formats,
  noNewsInWords,
  planInWords,
  ringDays,
  ringTimes,
  type Format,
  type RingOn,
} from '#domain/contact/communication-plan.ts';
import { myPlan, plansForOfficers, writePlan, type PlanOf } from '#domain/contact/plans.server.ts';
import { accountOf } from '#domain/people/account.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../act.ts';
import { readForm } from '../../../form.ts';
import type { PageServerLoad } from './$types';

const toOfficers = (plan: PlanOf) => ({
  name: plan.name,
  rows: planInWords(plan),
  private: plan.keepAddressPrivate === 'yes',
  saidOn: inWords(dateOf(plan.updatedAt)),
});

/** What the form starts from, by field. */
const toMyself = (plan: PlanOf) => ({
  firstBy: plan.firstBy,
  noNews: plan.noNews,
  goodTimes: plan.goodTimes,
  notOn: plan.notOn,
  withMe: plan.withMe,
  language: plan.language,
  keepAddressPrivate: plan.keepAddressPrivate,
  formats: plan.formats,
  ringOn: plan.ringOn,
});

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const family = scope.side === 'family';
  const mayWrite = mayAlso(scope, 'plan:write');
  const calledName = mayWrite ? ((await accountOf(event.locals.person!)).calledName ?? '') : '';
  return underScope(scope, async (tx) => {
    const mine = family ? await myPlan(tx, scope) : null;
    return {
      mine: mine && toMyself(mine),
      calledName,
      plans: family ? [] : (await plansForOfficers(tx, scope)).map(toOfficers),
      reader: family ? ('family' as const) : ('council' as const),
      mayWrite,
    };
  });
};

const line = v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(400, 'Use 400 characters or fewer'));
const tick = v.optional(v.literal('on'));
const choices = <T extends string>(from: Record<T, string>) => Object.keys(from) as [T, ...T[]];
const ring = v.optional(v.picklist(choices(ringTimes), 'Choose when to ring'), 'any');
const form = v.object({
  calledName: v.pipe(
    v.string('Tell us what to call you'),
    v.trim(),
    v.nonEmpty('Tell us what to call you'),
    v.maxLength(60, 'Use a shorter name'),
  ),
  firstBy: v.picklist(choices(firstByInWords), 'Choose how you want to hear first'),
  noNews: v.picklist(choices(noNewsInWords), 'Choose how often you want to hear when nothing has changed'),
  goodTimes: line,
  notOn: line,
  withMe: line,
  language: line,
  ...{ 'ring-0': ring, 'ring-1': ring, 'ring-2': ring, 'ring-3': ring, 'ring-4': ring },
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
    const { calledName, firstBy, noNews, goodTimes, notOn, withMe, language, keepAddressPrivate } = read.ok;
    const given = { calledName, firstBy, noNews, goodTimes, notOn, withMe, language, keepAddressPrivate };
    const wanted = formats.filter((format) => read.ok[`format-${format}`]);
    const ringOn = ringDays.map((_, day) => read.ok[`ring-${day as 0 | 1 | 2 | 3 | 4}`]) as RingOn;
    await underScope(scope, (tx) => writePlan(tx, scope, { ...given, ringOn, formats: wanted }, now()));
    return { saved: true };
  },
});
