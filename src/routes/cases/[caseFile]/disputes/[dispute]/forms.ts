import * as v from 'valibot';

const words = (most: number) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.maxLength(most, `Use ${most.toLocaleString('en-GB')} characters or fewer`),
  );
const short = words(200);

export const issueForm = v.object({ issueId: short, words: words(2000), planSection: short, area: short });
export const settleForm = v.object({ issueId: short, settled: short });
export const decidedForm = v.object({ ground: short, noticeSentOn: short, rightsHolder: short });
export const adviserForm = v.object({ adviserContactedOn: short });
export const appealForm = v.object({ appealedOn: short });
export const healthForm = v.object({ healthToldOn: short });
export const certificateForm = v.object({ certificateKind: short, clockFrom: short });
export const issuedForm = v.object({ certificateId: short, issuedOn: short, issuedBy: short });
export const takeBackForm = v.object({ certificateId: short });
export const meetingForm = v.object({ meetingKind: short, wantedOn: short, provider: short, neverGoesBetween: short });
export const endForm = v.object({ how: short });
