import * as v from 'valibot';
import { error, redirect } from '@sveltejs/kit';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { stageInWords, stages } from '#domain/cases/stage.ts';
import { fieldsInWords, fillWords } from '#domain/contact/updates/fill.ts';
import {
  exampleFilling,
  faultInHolding,
  holdingFields,
  plainAcknowledgement,
} from '#domain/contact/updates/holding.ts';
import {
  holdingRepliesOf,
  takeBackHolding,
  teamsNamed,
  writeHolding,
  type ReplyOfStage,
} from '#domain/contact/updates/holding.server.ts';
import { actionsFor } from '../../act.ts';
import { teamsHere } from '../../duty-page.server.ts';
import { readForm, refuseForm } from '../../form.ts';
import type { PageServerLoad } from './$types';

const example = (words: string, phone: string) => fillWords(words, { ...exampleFilling, phone });

const shown = (reply: ReplyOfStage | undefined, phone: string) =>
  reply && {
    words: reply.words,
    looksLike: example(reply.words, phone),
    by: `${reply.writtenBy}, ${inWords(dateOf(reply.at))}`,
    hasLeft: reply.hasLeft,
  };

export const load: PageServerLoad = async ({ locals: { scope }, url }) => {
  const mine = (await teamsHere(scope)).map(({ teamId }) => teamId);
  return underScope(scope, async (tx) => {
    const teams = await teamsNamed(tx, scope, mine);
    const asked = url.searchParams.get('team');
    const team = teams.find(({ teamId }) => teamId === asked) ?? teams[0]!;
    const replies = await holdingRepliesOf(tx, scope, [team.teamId]);
    return {
      teams: teams.map(({ teamId, name }) => ({ teamId, name })),
      team,
      plain: plainAcknowledgement(exampleFilling.date, team.phone),
      fields: holdingFields.map((field) => ({ field: `{${field}}`, means: fieldsInWords[field] })),
      stages: stages.map((stage) => ({
        stage,
        label: stageInWords[stage],
        reply: shown(
          replies.find((one) => one.stage === stage),
          team.phone,
        ),
      })),
    };
  });
};

const which = { teamId: v.string(), stage: v.string() };
const writing = v.object({ ...which, words: v.pipe(v.optional(v.string(), ''), v.trim()) });

/** The same form stands once for each stage: a sentence belongs to the box of the one it was sent from. */
const at = (values: Record<string, string>, sentence: string) =>
  refuseForm(values, { [`words-${values.stage ?? ''}`]: sentence });
const noSuchPage = () => error(404, 'Not found');

export const actions = actionsFor('/team/holding-replies', {
  save: async ({ request }, scope) => {
    await teamsHere(scope);
    const read = await readForm(request, writing);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => writeHolding(tx, scope, read.ok));
    if (done === 'not-yours') noSuchPage();
    if (isRefused(done)) return at(read.ok, done.refused);
    redirect(303, `/team/holding-replies?team=${read.ok.teamId}#${read.ok.stage}`);
  },
  preview: async ({ request }, scope) => {
    await teamsHere(scope);
    const read = await readForm(request, writing);
    if ('refused' in read) return read.refused;
    const fault = faultInHolding(read.ok.words);
    if (fault) return at(read.ok, fault);
    const [team] = await underScope(scope, (tx) => teamsNamed(tx, scope, [read.ok.teamId]));
    return { values: read.ok, looksLike: example(read.ok.words, team?.phone ?? '') };
  },
  takeBack: async ({ request }, scope) => {
    await teamsHere(scope);
    const read = await readForm(request, v.object(which));
    if ('refused' in read) return read.refused;
    if ((await underScope(scope, (tx) => takeBackHolding(tx, scope, read.ok))) === 'not-yours') noSuchPage();
    redirect(303, `/team/holding-replies?team=${read.ok.teamId}#${read.ok.stage}`);
  },
});
