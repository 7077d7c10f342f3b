import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { stageInWords } from '#domain/cases/stage.ts';
import { casesOf } from '#domain/contact/handover/cases-of.server.ts';
import { firstRingBy, wordsToOfficer, wordsToTray } from '#domain/contact/handover/handover.ts';
import { handOverMany, TRAY } from '#domain/contact/handover/many.server.ts';
import { arrangeCover, endCover } from '#domain/people/cover/cover-commands.server.ts';
import { coverGaps, coversOf } from '#domain/people/cover/covers.server.ts';
import { closeAccount, whyNotLeave } from '#domain/people/cover/leaving.server.ts';
import { areaColleagues, colleague } from '#domain/people/cover/members.server.ts';
import { now } from '#server/clock.ts';
import { isId } from '#server/ids.ts';
import { actionsFor } from '../../../act.ts';
import { readForm, refuseForm } from '../../../form.ts';
import { inTurn, memberHere } from './member-page.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { scope }, params, url }) =>
  underScope(scope, async (tx) => {
    const member = await memberHere(tx, scope, params.member);
    const todaysDate = today(now);
    const { cases, hidden } = await casesOf(tx, member.personId);
    const choices = await areaColleagues(tx, scope, member.personId);
    const known = new Set([TRAY, ...choices.map(({ personId }) => personId)]);
    const chosen = url.searchParams.getAll('to').filter((one) => known.has(one));
    const officer = cases.filter(({ role }) => role === 'case_officer');
    const turns = await inTurn(tx, scope, officer, chosen);
    const covers = await coversOf(tx, scope, { personId: member.personId }, todaysDate);
    const gaps = await Promise.all(covers.map(async ({ coverId }) => coverGaps(tx, coverId)));
    const writer = (await colleague(tx, scope, scope.personId))?.name ?? '';
    const about = { from: member.name, byThemselves: member.personId === scope.personId, writer };
    return {
      ...{ member, hidden, me: member.personId === scope.personId, planning: chosen.length > 0, chosen },
      why: (await whyNotLeave(tx, scope, member.personId))?.refused ?? null,
      cases: cases.map(({ caseFileId, reference, child, stage, role, late, restricted }) => ({
        ...{ caseFileId, reference, late, restricted, to: turns.get(caseFileId) ?? '' },
        name: child ? `${child}, ${reference}` : reference,
        about: [stageInWords[stage], role === 'senior_manager' && 'as senior manager'].filter(Boolean).join(', '),
      })),
      covers: covers.map(({ coverId, awayId, away, coveredBy, fromOn, toOn }, index) => ({
        ...{ coverId, mine: awayId === member.personId },
        words: `${away} is away from ${inWords(fromOn)} until ${inWords(toOn)}. ${coveredBy} covers.`,
        gaps: (gaps[index] ?? []).map(({ reference, restricted, instead }) =>
          restricted
            ? `${reference ?? 'A case'}: restricted, so nobody covers it`
            : `${reference ?? 'A case'}: ${instead ? `${instead} covers it` : 'nobody covers it'}, because ${coveredBy} may not see it`,
        ),
      })),
      choices: choices.map(({ personId: value, name, teams }) => ({ value, label: `${name}, ${teams}` })),
      usual: {
        // Who arranges for somebody else does it because that person is ill today.
        ...{ fromOn: todaysDate, toOn: about.byThemselves ? '' : todaysDate, ringBy: firstRingBy(todaysDate) },
        ...{ words: wordsToOfficer(about), wordsToTray: wordsToTray(about) },
      },
    };
  });

const typed = v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(2000, 'Use 2,000 letters or fewer'));
const coverForm = v.object({ coveredBy: typed, fromOn: typed, toOn: typed });
const manyForm = v.looseObject({ note: typed, ringBy: typed, words: typed, wordsToTray: typed });
const leaveForm = v.object({ sure: v.optional(v.string(), '') });

export const actions = actionsFor('/team/people/[member]', {
  cover: async ({ request, params }, scope) => {
    const { personId: awayId } = await underScope(scope, (tx) => memberHere(tx, scope, params.member!));
    const form = await readForm(request, coverForm);
    if ('refused' in form) return form.refused;
    if (!isId(form.ok.coveredBy)) return refuseForm(form.ok, { coveredBy: 'Choose who covers' });
    const answer = await underScope(scope, (tx) => arrangeCover(tx, scope, { awayId, ...form.ok }, today(now)));
    if (isRefused(answer)) return refuseForm(form.ok, { [answer.field]: answer.refused });
    redirect(303, `/team/people/${awayId}`);
  },
  endCover: async ({ request, params }, scope) => {
    const { personId } = await underScope(scope, (tx) => memberHere(tx, scope, params.member!));
    const form = await readForm(request, v.object({ coverId: typed }));
    if ('refused' in form) return form.refused;
    const ended = await underScope(scope, (tx) => endCover(tx, scope, form.ok.coverId));
    if (ended === null) return refuseForm(form.ok, { covers: 'That cover has ended already' });
    redirect(303, `/team/people/${personId}`);
  },
  handOver: async ({ request, params }, scope) => {
    const member = await underScope(scope, (tx) => memberHere(tx, scope, params.member!));
    const form = await readForm(request, manyForm);
    if ('refused' in form) return form.refused;
    const { note, ringBy, words, wordsToTray: trayWords, ...boxes } = form.ok;
    const values = { note, ringBy, words, wordsToTray: trayWords, ...(boxes as Record<string, string>) };
    const cases = Object.entries(boxes as Record<string, string>)
      .filter(([name, to]) => name.startsWith('to-') && to !== '')
      .map(([name, to]) => ({
        ...{ caseFileId: name.slice('to-'.length), toId: to === TRAY ? null : to },
        note: (boxes as Record<string, string>)[`note-${name.slice('to-'.length)}`] ?? '',
      }));
    const at = { today: today(now), now: now() };
    const answer = await underScope(scope, async (tx) => {
      const writer = (await colleague(tx, scope, scope.personId))?.name ?? '';
      const wordsNobodyWent = wordsToOfficer({ from: null, byThemselves: false, writer });
      const said = { note, ringBy, words, wordsToTray: trayWords, wordsNobodyWent };
      return handOverMany(tx, scope, { personId: member.personId, cases, ...said }, at);
    });
    if (isRefused(answer)) return refuseForm(values, { [answer.field]: answer.refused });
    const said = answer.handed === 1 ? '1 case was' : `${answer.handed} cases were`;
    return { errors: {}, values: {}, said: `${said} handed over, and each family has been told.` };
  },
  leave: async ({ request, params }, scope) => {
    const { personId } = await underScope(scope, (tx) => memberHere(tx, scope, params.member!));
    const form = await readForm(request, leaveForm);
    if ('refused' in form) return form.refused;
    if (form.ok.sure !== 'yes') return refuseForm(form.ok, { sure: 'Say that they have left' });
    const answer = await closeAccount(scope, personId);
    if (isRefused(answer)) return refuseForm(form.ok, { sure: answer.refused });
    redirect(303, '/council/leavers');
  },
});
