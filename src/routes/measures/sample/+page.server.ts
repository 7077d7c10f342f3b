import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { stageInWords } from '#domain/cases/stage.ts';
import { drawSample, maySample, sampledCases, samples, sampleSizes } from '#domain/insight/learning/sample.server.ts';
import { actionsFor } from '../../act.ts';
import { readForm, refuseForm } from '../../form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { scope }, url }) =>
  underScope(scope, async (tx) => {
    if (!(await maySample(tx))) error(404, 'Not found');
    const wanted = url.searchParams.get('sample');
    const cases = wanted === null ? null : await sampledCases(tx, scope, wanted);
    if (wanted !== null && cases === null) error(404, 'Not found');
    return {
      cases: cases?.map((one) => ({ ...one, stage: stageInWords[one.stage] })) ?? null,
      samples: (await samples(tx, scope)).map((one) => ({ ...one, at: inWords(dateOf(one.at)) })),
      sizes: sampleSizes,
    };
  });

const form = v.object({
  reason: v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(300, 'Use 300 characters or fewer')),
  size: v.optional(v.string(), ''),
});

export const actions = actionsFor('/measures/sample', {
  default: async ({ request }, scope) => {
    if (!(await underScope(scope, maySample))) error(404, 'Not found');
    const read = await readForm(request, form);
    if ('refused' in read) return read.refused;
    const { reason, size } = read.ok;
    const drawn = await underScope(scope, (tx) => drawSample(tx, scope, { reason, size: Number(size) }));
    if (drawn === null) error(404, 'Not found');
    if (isRefused(drawn)) return refuseForm(read.ok, { [drawn.field]: drawn.refused });
    redirect(303, `/measures/sample?sample=${drawn.sampleId}`);
  },
});
