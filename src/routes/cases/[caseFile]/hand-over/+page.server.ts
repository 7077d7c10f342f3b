import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { mayAlso } from '#domain/access/offer.ts';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { handOver } from '#domain/contact/handover/hand-over-commands.server.ts';
import { firstRingBy, wordsToOfficer, wordsToTray } from '#domain/contact/handover/handover.ts';
import { TRAY } from '#domain/contact/handover/many.server.ts';
import { caseNow } from '#domain/contact/handover/cases-now.server.ts';
import { endRestriction, restrict } from '#domain/contact/handover/restrict.server.ts';
import { areaColleagues, colleague } from '#domain/people/cover/members.server.ts';
import { now } from '#server/clock.ts';
import { error } from '@sveltejs/kit';
import { actionsFor, caseScopeOf } from '../../../act.ts';
import { readForm, refuseForm } from '../../../form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return underScope(scope, async (tx) => {
    const file = (await caseNow(tx, scope.caseFileId)) ?? error(404, 'Not found');
    const me = await colleague(tx, scope, scope.personId);
    const [from] = file.officers;
    const about = { from: from?.name ?? null, byThemselves: from?.personId === scope.personId, writer: me?.name ?? '' };
    const choices = await areaColleagues(tx, scope, from?.personId ?? null);
    const tray = { value: TRAY, label: `The tray of the ${file.teamName}` };
    return {
      officers: file.officers.map(({ personId: value, name: label }) => ({ value, label })),
      choices: [
        ...choices.map(({ personId: value, name, teams }) => ({ value, label: `${name}, ${teams}` })),
        ...(from ? [tray] : []),
      ],
      restricted: file.restricted,
      mayRestrict: mayAlso(scope, 'case:restrict'),
      usual: {
        ...{ ringBy: firstRingBy(today(now)), words: wordsToOfficer(about) },
        ...{ wordsToTray: wordsToTray(about), fromId: from?.personId ?? '' },
      },
    };
  });
};

const words = v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(2000, 'Use 2,000 letters or fewer'));
const handOverForm = v.object({
  ...{
    fromId: v.optional(v.string(), ''),
    toId: v.pipe(v.optional(v.string(), ''), v.nonEmpty('Choose who has the case from now on')),
  },
  ...{ note: words, ringBy: words, words, wordsToTray: words, staysUntil: words },
});
const restrictForm = v.object({
  email: v.pipe(v.optional(v.string(), ''), v.trim(), v.nonEmpty('Enter their work e-mail address')),
  reason: v.pipe(words, v.nonEmpty('Say why. They can ask to read this')),
});

export const actions = actionsFor('/cases/[caseFile]/hand-over', {
  handOver: async ({ request, params }, scope) => {
    const form = await readForm(request, handOverForm);
    if ('refused' in form) return form.refused;
    const { toId, fromId, staysUntil, wordsToTray: trayWords, ...said } = form.ok;
    const inTray = toId === TRAY;
    const asked = {
      ...{ ...said, fromId: fromId || null, toId: inTray ? null : toId, staysUntil: staysUntil || null },
      words: inTray ? trayWords : said.words,
    };
    const at = { today: today(now), now: now() };
    const answer = await underScope(scope, (tx) => handOver(tx, scope, asked, at));
    if (isRefused(answer)) {
      const field = inTray && answer.field === 'words' ? 'wordsToTray' : answer.field;
      return refuseForm(form.ok, { [field]: answer.refused });
    }
    // Whoever gave their own case away has no page of it any more.
    redirect(303, fromId === scope.personId && !staysUntil ? '/home' : `/cases/${params.caseFile}`);
  },
  restrict: async ({ request, params }, scope) => {
    const form = await readForm(request, restrictForm);
    if ('refused' in form) return form.refused;
    const answer = await underScope(scope, (tx) => restrict(tx, scope, form.ok));
    if (isRefused(answer)) return refuseForm(form.ok, { [answer.field]: answer.refused });
    redirect(303, `/cases/${params.caseFile}/hand-over`);
  },
  endRestriction: async ({ request, params }, scope) => {
    const form = await readForm(request, v.object({ endReason: words }));
    if ('refused' in form) return form.refused;
    const answer = await underScope(scope, (tx) => endRestriction(tx, scope, form.ok.endReason));
    if (isRefused(answer)) return refuseForm(form.ok, { [answer.field]: answer.refused });
    redirect(303, `/cases/${params.caseFile}/hand-over`);
  },
});
