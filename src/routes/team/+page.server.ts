import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { takeFromTray } from '#domain/contact/handover/hand-over-commands.server.ts';
import { notLogged, teamBoard, teamLoads, teamNamed, SILENT_DAYS } from '#domain/contact/handover/team.server.ts';
import { coversOf } from '#domain/people/cover/covers.server.ts';
import { unusualLooking } from '#domain/people/cover/looking.ts';
import { askedAbout, lookingOf } from '#domain/people/cover/looking.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor } from '../act.ts';
import { teamsHere } from '../duty-page.server.ts';
import { readForm, refuseForm } from '../form.ts';
import { boardInWords, happenedInWords } from './team-words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { scope }, url }) => {
  const teams = await teamsHere(scope);
  const here = teams.find(({ teamId }) => teamId === url.searchParams.get('team')) ?? teams[0];
  const todaysDate = today(now);
  return underScope(scope, async (tx) => {
    const names = await Promise.all(teams.map(({ teamId }) => teamNamed(tx, scope, teamId)));
    const loads = await teamLoads(tx, here.teamId);
    const covers = await coversOf(tx, scope, { teamId: here.teamId }, todaysDate);
    const looking = here.leads ? await lookingOf(tx, scope, todaysDate) : [];
    return {
      ...{ leads: here.leads, teamId: here.teamId, me: scope.personId, silentDays: SILENT_DAYS },
      teams: teams.map(({ teamId }, index) => ({ teamId, name: names[index]?.name ?? '' })),
      ...boardInWords(await teamBoard(tx, here.teamId, todaysDate)),
      loads,
      covers: covers.map(({ coverId, away, coveredBy, fromOn, toOn }) => ({
        ...{ coverId, away },
        words: `${fromOn > todaysDate ? `from ${inWords(fromOn)} ` : ''}until ${inWords(toOn)}. ${coveredBy} covers.`,
      })),
      missing: (await notLogged(tx, here.teamId, todaysDate)).map(({ happened, on, ...file }) => ({
        ...file,
        words: `${happenedInWords[happened]} on ${inWords(on)}`,
      })),
      looking: looking.map(({ kind, on, cases, ...one }) => ({
        ...{ ...one, kind, on, id: `note-${one.personId}-${on}-${kind}` },
        words: `${unusualLooking[kind]} on ${inWords(on)}: ${cases === 1 ? '1 case' : `${cases} cases`}`,
      })),
    };
  });
};

const typed = v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(2000, 'Use 2,000 letters or fewer'));
const takeForm = v.object({ caseFileId: typed, toId: typed, note: typed });
const askedForm = v.object({ personId: typed, on: typed, kind: typed, note: typed });

export const actions = actionsFor('/team', {
  take: async ({ request }, scope) => {
    await teamsHere(scope);
    const form = await readForm(request, takeForm);
    if ('refused' in form) return form.refused;
    const { caseFileId } = form.ok;
    const asked = { ...form.ok, toId: form.ok.toId || scope.personId };
    const answer = await underScope(scope, (tx) => takeFromTray(tx, scope, asked, { today: today(now), now: now() }));
    if (answer === null) return refuseForm(form.ok, { tray: 'Somebody has this case already' });
    if (isRefused(answer)) return refuseForm(form.ok, { [`${answer.field}-${caseFileId}`]: answer.refused });
    redirect(303, asked.toId === scope.personId ? `/cases/${caseFileId}` : '/team');
  },
  asked: async ({ request }, scope) => {
    await teamsHere(scope, 'led');
    const form = await readForm(request, askedForm);
    if ('refused' in form) return form.refused;
    if (!form.ok.personId) return refuseForm(form.ok, { looking: 'Choose what you asked about' });
    const answer = await underScope(scope, (tx) => askedAbout(tx, scope, form.ok));
    if (isRefused(answer)) return refuseForm(form.ok, { [answer.field]: answer.refused });
    redirect(303, '/team');
  },
});
