import { redirect, type ActionFailure } from '@sveltejs/kit';
import * as v from 'valibot';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { isCalendarDate } from '#domain/calendar/date.ts';
import { today } from '#domain/calendar/today.ts';
import { isRefused } from '#domain/evidence/begin.server.ts';
import { addedKinds, type PaperKind } from '#domain/evidence/list/expected.ts';
import { receivePaper, type NewPaper } from '#domain/evidence/intake/intake.server.ts';
import { paperLimits } from '#domain/evidence/limits.ts';
import { acceptedFiles, noRoomInWords, tooLargeInWords } from '#domain/evidence/intake/media.ts';
import { rowsOf } from '#domain/evidence/list/rows.server.ts';
import { mayReplace } from '#domain/evidence/list/place.ts';
import { readUpload, type Upload } from '#domain/evidence/intake/upload.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../../act.ts';
import { refuseForm, type FormFault } from '../../../../form.ts';
import type { PageServerLoad } from './$types';

const kindInWords: Record<(typeof addedKinds)[number], string> = {
  family_own: 'Something else from the family',
  request: 'The request for help',
  plan: 'A plan, or a draft of one',
  letter: 'A letter with a decision',
  other: 'Something else',
};

/** The papers nobody has to look up: a family adds its own, the council sorts what it adds. */
const kindsFor = ({ side }: CaseScope): PaperKind[] =>
  side === 'family' ? ['family_own', 'letter'] : ['request', 'plan', 'letter', 'other'];

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  const rows = await underScope(scope, (tx) => rowsOf(tx, scope));
  const replaced = rows.find(({ paper }) => paper?.evidenceItemId === event.url.searchParams.get('replaces'))?.paper;
  return {
    replaces: replaced && mayReplace(scope, replaced) ? { id: replaced.evidenceItemId, title: replaced.title } : null,
    byPost: scope.side === 'council',
    choices: [
      ...rows.map(({ checkRowId, title, hasPaper }) => ({
        value: checkRowId,
        label: hasPaper ? `${title} (one is here already)` : title,
      })),
      ...kindsFor(scope).map((kind) => ({
        value: kind as string,
        label: kindInWords[kind as keyof typeof kindInWords],
      })),
    ],
    chosen: event.url.searchParams.get('row') ?? '',
    acceptedFiles,
    fileMaxBytes: paperLimits.fileMaxBytes,
    tooLarge: tooLargeInWords,
  };
};

const dayUntilToday = (sentence: string) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.check((given) => given === '' || (isCalendarDate(given) && given <= today(now)), sentence),
    v.transform((given) => given || null),
  );
const form = v.object({
  title: v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.minLength(1, 'Say what this paper is'),
    v.maxLength(200, 'Use 200 characters or fewer'),
  ),
  author: v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(200, 'Use 200 characters or fewer')),
  writtenOn: dayUntilToday('Enter the day it was written: today or earlier'),
  answers: v.optional(v.string(), ''),
  /** The paper this is a newer version of; then it answers what that one answered. */
  replaces: v.optional(v.string(), ''),
  byPost: v.optional(v.literal('yes')),
  receivedOn: dayUntilToday('Enter the day it came: today or earlier'),
});

/** What is still missing from a form whose every field is right by itself. */
function missingFrom({ answers, replaces, byPost, receivedOn }: v.InferOutput<typeof form>): Record<string, string> {
  return {
    ...(answers === '' && replaces === '' ? { answers: 'Choose which paper this is' } : {}),
    ...(byPost && receivedOn === null ? { receivedOn: 'Enter the day it came' } : {}),
  };
}

const chooseAgain = 'Your words are kept. A browser cannot keep the file, so choose it again.';

function refuseUpload(
  { fields, file }: Upload,
  errors: Record<string, string>,
  status = 400,
): ActionFailure<FormFault> {
  const failure = refuseForm(fields, 'file' in errors || !file ? errors : { ...errors, file: chooseAgain });
  return Object.assign(failure, { status });
}

const answersOf = (answers: string): NewPaper['answers'] =>
  (addedKinds as readonly string[]).includes(answers) ? { kind: answers as PaperKind } : { checkRowId: answers };

/** Only the council opens the post: what anybody else says of it is left out (ASK10). */
function newPaper({ side }: CaseScope, { title, author, writtenOn, ...given }: v.InferOutput<typeof form>): NewPaper {
  const answers = given.replaces ? { replaces: given.replaces } : answersOf(given.answers);
  const post = side === 'council' && given.byPost ? { cameBy: 'post' as const, receivedOn: given.receivedOn } : {};
  return { title, author, writtenOn, answers, ...post };
}

export const actions = actionsFor('/cases/[caseFile]/papers/add', {
  default: async ({ request }, scope) => {
    const upload = await readUpload(request, scope.councilId);
    const read = v.safeParse(form, upload.fields);
    const errors: Record<string, string> = read.success
      ? missingFrom(read.output)
      : Object.fromEntries(read.issues.map((issue) => [String(issue.path?.[0]?.key), issue.message]));
    if (upload.fault === 'too-large') return refuseUpload(upload, { ...errors, file: tooLargeInWords }, 413);
    if (upload.fault === 'no-room') return refuseUpload(upload, { ...errors, file: noRoomInWords }, 507);
    if (upload.fault === 'cut-off')
      return refuseUpload(upload, { ...errors, file: 'The file did not arrive whole. Choose it again.' });
    if (!upload.file) return refuseUpload(upload, { ...errors, file: 'Choose a file, or take a photo' });
    if (!read.success || Object.keys(errors).length > 0) {
      await upload.file.arrived.discard();
      return refuseUpload(upload, errors);
    }
    const taken = await receivePaper(scope, upload.file, newPaper(scope, read.output));
    if (isRefused(taken)) return refuseUpload(upload, { [taken.field]: taken.refused });
    redirect(303, `/cases/${scope.caseFileId}/papers/${taken.evidenceItemId}?added=1`);
  },
});
