import * as v from 'valibot';
import { exemptions, type Exemption } from '#domain/records/requests/request.ts';

const LONGEST = 1000;
const said = (sentence: string) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.minLength(1, sentence),
    v.maxLength(LONGEST, 'Use 1,000 letters or fewer'),
  );
const anId = v.pipe(v.string(), v.uuid('Choose one from the list'));
const codes = Object.keys(exemptions) as [Exemption, ...Exemption[]];

export const identityForm = v.object({ how: said('Say how you checked who they are') });
export const clarifyForm = v.object({ question: said('Write what you need to know') });
export const extendForm = v.object({ why: said('Say why it takes longer: they read it') });
export const closeForm = v.object({ closing: said('Say why: they read it') });
export const noFields = v.object({});
export const oneItem = v.object({ item: anId });
export const readyForm = v.object({
  whyNamesStay: v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(LONGEST, 'Use 1,000 letters or fewer')),
});
export const releaseForm = v.object({ askedFirst: v.optional(v.string(), '') });

export const decideForm = v.object({
  item: anId,
  decision: v.picklist(['include', 'hide_parts', 'withhold'], 'Choose what becomes of it'),
  phrases: v.pipe(v.optional(v.string(), ''), v.maxLength(10_000, 'Use 10,000 letters or fewer')),
  exemption: v.optional(v.union([v.literal(''), v.picklist(codes, 'Choose why')]), ''),
});

/** What was written into the box, one phrase a line. */
export const phrasesIn = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
