import * as v from 'valibot';
import { outcomes, type Outcome } from '#domain/board/outcomes.ts';

const words = (most: number) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.maxLength(most, `Use ${most.toLocaleString('en-GB')} characters or fewer`),
  );
const id = v.optional(v.string(), '');
/** When the words in the box were written, in ms; nothing when there were none. */
const version = v.pipe(
  v.optional(v.string(), ''),
  v.transform((given) => (/^\d{1,15}$/.test(given) ? Number(given) : null)),
);

const reason = {
  agendaItemId: id,
  words: words(2000),
  restsOn: v.pipe(
    v.optional(v.string(), ''),
    v.transform((given) => (given === 'pages' || given === 'judgement' ? given : ('' as const))),
  ),
  cites: words(200),
};
export const reasonForm = v.object(reason);
export const changedReasonForm = v.object({ ...reason, decisionReasonId: id, version });
export const oneReasonForm = v.object({ agendaItemId: id, decisionReasonId: id });
export const answerForm = v.object({ agendaItemId: id, paperCommentId: id, words: words(2000), version });
export const draftForm = v.object({
  agendaItemId: id,
  outcome: v.pipe(
    v.optional(v.string(), ''),
    v.transform((given): Outcome | null => (given in outcomes ? (given as Outcome) : null)),
  ),
  sentence: words(300),
  thisWeek: words(1000),
  nextStep: words(1000),
  version,
});
export const saveForm = v.object({
  agendaItemId: id,
  shownSha256: id,
  allTheSame: words(1000),
  lookedAtWords: v.pipe(
    v.optional(v.string(), ''),
    v.transform((given) => given === 'yes'),
  ),
});
