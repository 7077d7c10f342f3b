import * as v from 'valibot';
import { appealedSections, appellants, type AppellantKind, type Ground } from '#domain/tribunal/appeal.ts';
import type { NewAppeal } from '#domain/tribunal/register/new-appeal.ts';

const line = v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(200, 'Use 200 characters or fewer'));
const choice = v.optional(v.string(), '');

/** What the form of a new appeal sends. Each tag and each section is a box of its own, "section-B", so that no script is needed. */
export const newAppealForm = v.looseObject({
  ...{ number: line, reference: line, childName: line, childBornOn: line },
  ...{ ground: choice, asksHealth: choice, asksSocialCare: choice },
  ...{ appellantKind: choice, appellantName: line, representative: line, area: line },
  ...{ parentalRequest: choice, privateReport: choice },
  ...{ decisionSentOn: line, certificateOn: line, registeredOn: line, papersOn: line, hearingOn: line },
});
export type NewAppealForm = v.InferOutput<typeof newAppealForm>;

const dayOrNone = (typed: string): string | null => typed || null;
const yesOrNo = (chosen: string): boolean | null => (chosen === 'yes' ? true : chosen === 'no' ? false : null);

/** The appeal as it was typed; a choice that is none of those offered was not made. */
export function appealFrom(form: NewAppealForm, tags: readonly string[], grounds: Record<Ground, unknown>): NewAppeal {
  return {
    number: form.number,
    childName: form.childName,
    ground: Object.hasOwn(grounds, form.ground) ? (form.ground as Ground) : null,
    sections: appealedSections.filter((section) => form[`section-${section}`]),
    issueTags: tags.filter((tag) => form[`tag-${tag}`]),
    asksHealth: form.asksHealth !== '',
    asksSocialCare: form.asksSocialCare !== '',
    appellantKind: Object.hasOwn(appellants, form.appellantKind) ? (form.appellantKind as AppellantKind) : null,
    appellantName: form.appellantName,
    representative: form.representative,
    area: form.area,
    parentalRequest: yesOrNo(form.parentalRequest),
    privateReport: yesOrNo(form.privateReport),
    childBornOn: dayOrNone(form.childBornOn),
    decisionSentOn: dayOrNone(form.decisionSentOn),
    certificateOn: dayOrNone(form.certificateOn),
    registeredOn: dayOrNone(form.registeredOn),
    papersOn: dayOrNone(form.papersOn),
    hearingOn: dayOrNone(form.hearingOn),
  };
}
