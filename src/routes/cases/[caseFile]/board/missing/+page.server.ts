import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { isRefused } from '#domain/access/refused.ts';
import { mayAlso } from '#domain/access/offer.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { inWords, momentInWords } from '#domain/calendar/words.ts';
import { exceptionReasons } from '#domain/cases/exceptions.ts';
import { answerGap } from '#domain/board/gap/gap-answer.server.ts';
import { isOver, raiseGap, sayConsent } from '#domain/board/gap/gap-commands.server.ts';
import { clockInWords, lateAnswers, missingAnswers } from '#domain/board/gap/gap.ts';
import { gapsOf, type Gap } from '#domain/board/gap/gap.server.ts';
import { familyOn } from '#domain/board/meeting/notices.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../../act.ts';
import { readForm, refuseForm } from '../../../../form.ts';
import type { PageServerLoad } from './$types';

const choices = (of: Record<string, string>) => Object.entries(of).map(([value, label]) => ({ value, label }));

function gapInWords(gap: Gap, todaysDate: string) {
  const answers: Record<string, string> = gap.kind === 'missing' ? missingAnswers : lateAnswers;
  const said =
    gap.consent === 'agrees' ? ' agrees to wait.' : gap.consent === 'refuses' ? ' does not agree to wait.' : ' says:';
  const onThePhone = gap.consentByName === gap.consentOfName ? '' : ` ${gap.consentByName} wrote it down on the phone.`;
  return {
    ...{ seriousGapId: gap.seriousGapId, kind: gap.kind, words: gap.words, open: gap.answeredAt === null },
    ...{ evidenceItemId: gap.evidenceItemId, paperTitle: gap.paperTitle },
    raised: `${gap.raisedByName}, ${momentInWords(gap.raisedAt)}`,
    clock: gap.answeredAt ? null : clockInWords(gap.answerBy, gap.managerName, todaysDate),
    consent: gap.consentAt && { who: `${gap.consentOfName}${said}`, words: gap.consentWords, note: onThePhone },
    answer: gap.answeredAt && {
      what: `${gap.answeredByName}: ${answers[gap.answer!]!.toLowerCase()}${gap.answerOn ? `, ${inWords(gap.answerOn)}` : ''}.`,
      words: gap.answerWords,
      when: momentInWords(gap.answeredAt),
    },
    answers: choices(answers),
  };
}

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const todaysDate = today(now);
  return underScope(scope, async (tx) => {
    const over = await isOver(tx, scope);
    const family = scope.side === 'council' ? await familyOn(tx, scope) : [];
    return {
      gaps: (await gapsOf(tx, scope)).map((gap) => gapInWords(gap, todaysDate)),
      over,
      mayRaise: mayAlso(scope, 'gap:raise') && !over,
      mayConsent: mayAlso(scope, 'gap:consent'),
      mayAnswer: mayAlso(scope, 'gap:answer'),
      speaksForThemselves: scope.side === 'family',
      family: family.map(({ personId, name }) => ({ value: personId, label: name })),
      reasons: Object.entries(exceptionReasons).map(([value, { inWords: label }]) => ({ value, label })),
    };
  });
};

const words = v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(2000, 'Use 2,000 characters or fewer'));
const short = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(40)), '');
const someId = v.pipe(v.optional(v.string(), ''), v.uuid('That is not there any more. Load the page again.'));
const page = (event: { params: Partial<Record<string, string>> }) => `/cases/${event.params.caseFile}/board/missing`;

const consentForm = v.object({
  seriousGapId: someId,
  consent: v.optional(v.picklist(['agrees', 'refuses', ''], 'Choose whether you agree to wait for it'), ''),
  consentWords: words,
  of: short,
});
const answerForm = v.object({
  ...{ seriousGapId: someId, answer: short, answerWords: words, on: short },
  ...{ reason: short, fromOn: short, toOn: short },
});

/** A page may hold several questions, each with its own forms: the field of an error is told by which it belongs to. */
const faultOn = (values: Record<string, string>, field: string, sentence: string) =>
  refuseForm(values, { [`${field}-${values.seriousGapId}`]: sentence });

export const actions = actionsFor('/cases/[caseFile]/board/missing', {
  raise: async (event, scope) => {
    const form = await readForm(event.request, v.object({ words }));
    if ('refused' in form) return form.refused;
    const done = await underScope(scope, (tx) => raiseGap(tx, scope, form.ok.words, today(now)));
    if (isRefused(done)) return refuseForm(form.ok, { [done.field]: done.refused });
    redirect(303, page(event));
  },
  consent: async (event, scope) => {
    const form = await readForm(event.request, consentForm);
    if ('refused' in form) return form.refused;
    const { consentWords, ...said } = form.ok;
    const done = await underScope(scope, (tx) => sayConsent(tx, scope, { ...said, words: consentWords }, now()));
    if (isRefused(done)) return faultOn(form.ok, done.field, done.refused);
    redirect(303, page(event));
  },
  answer: async (event, scope) => {
    const form = await readForm(event.request, answerForm);
    if ('refused' in form) return form.refused;
    const { answerWords, ...given } = form.ok;
    const done = await underScope(scope, (tx) =>
      answerGap(tx, scope, { ...given, words: answerWords }, today(now), now()),
    );
    if (isRefused(done)) return faultOn(form.ok, done.field === 'words' ? 'answerWords' : done.field, done.refused);
    redirect(303, page(event));
  },
});
