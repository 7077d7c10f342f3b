import * as v from 'valibot';
import { isRefused } from '#domain/access/refused.ts';
import { mayAlso } from '#domain/access/offer.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { dateOf, today } from '#domain/calendar/today.ts';
import { inDays, inShort, inWords } from '#domain/calendar/words.ts';
import { datesOf, writeMilestone, type InUse } from '#domain/cases/dates.server.ts';
import { stateInWords, type DueDate } from '#domain/cases/dates.ts';
import { approveException, endException } from '#domain/cases/exceptions.server.ts';
import { excusableLimits, exceptionReasons, type ExceptionReason } from '#domain/cases/exceptions.ts';
import { wordsIn } from '#domain/cases/glossary.ts';
import { limits } from '#domain/cases/limits.ts';
import { milestones, type Milestone } from '#domain/cases/milestones.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../act.ts';
import { readForm, refuseForm } from '../../../form.ts';
import type { PageServerLoad } from './$types';

const dueInWords = ({ what, title, who, on, source, why, state }: DueDate, todaysDate: string) => ({
  what,
  title,
  who,
  source,
  why,
  state,
  stateInWords: stateInWords[state],
  on: on === null ? 'We cannot say yet' : inWords(on),
  inDays: on === null || state === 'done' ? null : inDays(on, todaysDate),
});
const exceptionInWords = (one: InUse) => ({
  id: one.statutoryExceptionId,
  limit: limits[one.limit as keyof typeof limits].title,
  reason: exceptionReasons[one.reason].inWords,
  source: exceptionReasons[one.reason].source,
  days: one.toOn ? `${inShort(one.fromOn)} to ${inShort(one.toOn)}` : `since ${inShort(one.fromOn)}`,
  words: one.words,
  approved: `${one.approvedBy} on ${inShort(dateOf(one.approvedAt))}`,
  ended: one.endedAt && inShort(dateOf(one.endedAt)),
});

/** Hard words of the page's own sentences. */
const PAGE_SAYS = ' The Board. An exception. Ask your case officer.';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const todaysDate = today(now);
  const { due, writtenDown, exceptions } = await underScope(scope, (tx) => datesOf(tx, scope, todaysDate));
  const shown = due.map((one) => dueInWords(one, todaysDate));
  return {
    open: shown.filter(({ state }) => state !== 'done'),
    done: shown.filter(({ state }) => state === 'done'),
    writtenDown: writtenDown.map(({ what, on, by, at, replaced }) => ({
      what: milestones[what],
      on: inWords(on),
      by: `${by}, ${inShort(dateOf(at))}`,
      replaced,
    })),
    exceptions: exceptions.map(exceptionInWords),
    meanings: wordsIn(shown.map(({ title, why, who }) => `${title}. ${who}. ${why}`).join(' ') + PAGE_SAYS),
    mayWrite: mayAlso(scope, 'dates:write'),
    mayExcept: mayAlso(scope, 'dates:except'),
  };
};

const keysOf = <K extends string>(table: Record<K, unknown>) => Object.keys(table) as [K, ...K[]];
const day = v.pipe(v.optional(v.string(), ''), v.trim());
const milestoneForm = v.object({ what: v.picklist(keysOf<Milestone>(milestones), 'Choose what happened'), on: day });
const exceptionForm = v.object({
  limit: v.picklist(excusableLimits, 'Choose which date it is for'),
  reason: v.picklist(keysOf<ExceptionReason>(exceptionReasons), 'Choose one of the reasons the law lists'),
  fromOn: day,
  toOn: day,
  words: v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(600, 'Use 600 characters or fewer')),
});
const endForm = v.object({ exception: v.pipe(v.string(), v.uuid('Choose an exception that is in use')) });

export const actions = actionsFor('/cases/[caseFile]/dates', {
  milestone: async ({ request }, scope) => {
    const form = await readForm(request, milestoneForm);
    if ('refused' in form) return form.refused;
    const done = await underScope(scope, (tx) => writeMilestone(tx, scope, form.ok, today(now)));
    return isRefused(done) ? refuseForm(form.ok, { [done.field]: done.refused }) : { saved: 'milestone' as const };
  },
  except: async ({ request }, scope) => {
    const form = await readForm(request, exceptionForm);
    if ('refused' in form) return form.refused;
    const asked = { ...form.ok, toOn: form.ok.toOn || null };
    const done = await underScope(scope, (tx) => approveException(tx, scope, asked));
    return isRefused(done) ? refuseForm(form.ok, { [done.field]: done.refused }) : { saved: 'exception' as const };
  },
  endException: async ({ request }, scope) => {
    const form = await readForm(request, endForm);
    if ('refused' in form) return form.refused;
    const done = await underScope(scope, (tx) => endException(tx, scope, form.ok.exception, now()));
    return done
      ? { saved: 'ended' as const }
      : refuseForm({}, { exceptions: 'That exception is not in use any more.' });
  },
});
