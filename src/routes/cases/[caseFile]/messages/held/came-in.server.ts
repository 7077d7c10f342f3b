import { redirect, type ActionFailure } from '@sveltejs/kit';
import * as v from 'valibot';
import { isRefused, type Refused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inShort } from '#domain/calendar/words.ts';
import {
  checkCameIn,
  noteCameIn,
  type CameIn,
  type CameInChecked,
  type CameInKind,
} from '#domain/contact/thread/came-in.server.ts';
import { MOST_WORDS } from '#domain/contact/thread/write.server.ts';
import { receivePaper, type NewPaper } from '#domain/evidence/intake/intake.server.ts';
import { noRoomInWords, tooLargeInWords } from '#domain/evidence/intake/media.ts';
import { readUpload, type Upload } from '#domain/evidence/intake/upload.server.ts';
import { now } from '#server/clock.ts';
import { refuseForm, type FormFault } from '../../../../form.ts';
import { text } from '../forms.ts';

type MaySort = CaseScope<'mail:sort'>;

const form = v.object({
  kind: v.picklist(['sms', 'letter'], 'Choose what came'),
  from: v.optional(v.string(), ''),
  words: text(MOST_WORDS),
  on: v.optional(v.string(), ''),
  at: v.optional(v.string(), ''),
});

const faultsInWords: Record<NonNullable<Upload['fault']>, string> = {
  'too-large': tooLargeInWords,
  'no-room': noRoomInWords,
  'cut-off': 'The file did not arrive whole. Choose it again.',
};

/** Takes the form of a text or a letter that came, with the file of it when there is one. */
export async function takeCameIn(request: Request, scope: MaySort): Promise<ActionFailure<FormFault>> {
  const upload = await readUpload(request, scope.councilId);
  const done = await taken(upload, scope);
  if (done === 'came') redirect(303, `/cases/${scope.caseFileId}/messages?done=came#said`);
  await upload.file?.arrived.discard();
  const again = 'A browser cannot keep the file, so choose it again.';
  return refuseForm(upload.fields, upload.file && !done.file ? { ...done, file: again } : done);
}

async function taken({ fields, file, fault }: Upload, scope: MaySort): Promise<'came' | Record<string, string>> {
  const read = v.safeParse(form, { kind: undefined, ...fields });
  if (!read.success)
    return Object.fromEntries(read.issues.map(({ path, message }) => [String(path?.[0]?.key), message]));
  if (fault) return { file: faultsInWords[fault] };
  const { on, at, ...rest } = read.output;
  const done = await writeDown(scope, { ...rest, when: { on, at } }, file);
  return isRefused(done) ? { [done.field]: done.refused } : 'came';
}

/** The entry and the paper that came with it stand or fall together. What was typed is looked at before the file is. */
async function writeDown(scope: MaySort, given: CameIn, file: Upload['file']): Promise<Refused | 'came'> {
  const came = await underScope(scope, (tx) => checkCameIn(tx, scope, given, now()));
  if (isRefused(came)) return came;
  if (!file) {
    await underScope(scope, (tx) => noteCameIn(tx, scope, came, [], now()));
    return 'came';
  }
  const paper = await receivePaper(scope, file, paperOf(came), undefined, (tx, id) =>
    noteCameIn(tx, scope, came, [id], now()),
  );
  return isRefused(paper) ? paper : 'came';
}

const calledPaper: Record<CameInKind, string> = { sms: 'Text message', letter: 'Letter' };

/** It was written to the council alone: an officer says whether the others on the case read it. */
function paperOf({ kind, from, happenedAt }: CameInChecked): NewPaper {
  const receivedOn = dateOf(happenedAt);
  const title = `${calledPaper[kind]} from ${from.fullName}, ${inShort(receivedOn)}`;
  return { title, author: from.fullName, writtenOn: null, answers: { kind: 'family_own' }, cameBy: kind, receivedOn };
}
