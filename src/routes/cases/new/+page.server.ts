import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { createCaseFile, teamsOf } from '#domain/cases/create.server.ts';
import { faultsIn } from '#domain/cases/new-case.ts';
import { expectPapers } from '#domain/evidence/list/expected.server.ts';
import { openSpace } from '#domain/spaces/open.server.ts';
import { theCheck } from '#domain/spaces/place.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor } from '../../act.ts';
import { readForm, refuseForm } from '../../form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { scope } }) => ({
  teams: await underScope(scope, (tx) => teamsOf(tx, scope)),
});

const text = v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(100, 'Use 100 characters or fewer'));
const form = v.object({
  childFirstName: text,
  childLastName: text,
  childBornOn: text,
  requestReceivedOn: text,
  teamId: text,
});

/** The case file, the papers the law expects and the shared page, all or nothing. */
const openCase = (scope: Scope<'case:create'>, given: v.InferOutput<typeof form>): Promise<string> =>
  underScope(scope, async (tx) => {
    const opened = await createCaseFile(tx, scope, given);
    await expectPapers(tx, opened, given);
    await openSpace(tx, opened, theCheck);
    return opened.caseFileId;
  });

export const actions = actionsFor('/cases/new', {
  default: async ({ request }, scope) => {
    const read = await readForm(request, form);
    if ('refused' in read) return read.refused;
    const teams = await underScope(scope, (tx) => teamsOf(tx, scope));
    const given = { ...read.ok, teamId: teams.some(({ teamId }) => teamId === read.ok.teamId) ? read.ok.teamId : '' };
    const faults = faultsIn(given, today(now));
    if (Object.keys(faults).length > 0) return refuseForm(read.ok, faults as Record<string, string>);
    redirect(303, `/cases/${await openCase(scope, given)}/people`);
  },
});
