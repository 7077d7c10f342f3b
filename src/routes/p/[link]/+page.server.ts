import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { isCalendarDate } from '#domain/calendar/date.ts';
import { today } from '#domain/calendar/today.ts';
import { aboutAsked, askedOf, notForMe } from '#domain/evidence/asking/asking-guest.server.ts';
import { receiveByLink, sendingBy } from '#domain/evidence/asking/asking-receive.server.ts';
import { isRefused } from '#domain/evidence/begin.server.ts';
import { acceptedFiles, noRoomInWords, tooLargeInWords } from '#domain/evidence/intake/media.ts';
import { readUpload, type Upload } from '#domain/evidence/intake/upload.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor } from '../../act.ts';
import { refuseForm } from '../../form.ts';
import type { PageServerLoad } from './$types';

const askedHere = async (event: { params: Partial<Record<string, string>> }) =>
  (await askedOf(event.params.link ?? '')) ?? error(404, 'Not found');

/** Looking spends nothing: mail scanners open links too. Only a paper that came does. */
export const load: PageServerLoad = async (event) => {
  const asked = await askedHere(event);
  return { state: asked.state, about: await aboutAsked(asked), acceptedFiles };
};

const said = (sentence: string) =>
  v.pipe(v.optional(v.string(), ''), v.trim(), v.minLength(1, sentence), v.maxLength(100, 'Use 100 letters or fewer'));
const form = v.object({
  name: said('Enter your name'),
  job: said('Enter your job title'),
  writtenOn: v.pipe(
    v.optional(v.string(), ''),
    v.check((given) => isCalendarDate(given) && given <= today(now), 'Enter the day it was written: today or earlier'),
  ),
});

const faultInWords = {
  'too-large': tooLargeInWords,
  'cut-off': 'The file did not arrive whole. Choose it again.',
  'no-room': noRoomInWords,
};

function faultsOf({ fields, fault, file }: Upload): Record<string, string> {
  const read = v.safeParse(form, fields);
  const issues = read.issues?.map((issue) => [String(issue.path?.[0]?.key), issue.message]) ?? [];
  if (fault) return { ...Object.fromEntries(issues), file: faultInWords[fault] };
  return { ...Object.fromEntries(issues), ...(file ? {} : { file: 'Choose a file, or take a photo' }) };
}

export const actions = actionsFor('/p/[link]', {
  send: async (event) => {
    const here = `/p/${event.params.link}`;
    const asked = await askedHere(event);
    if (asked.state !== 'open') redirect(303, here);
    const scope = await sendingBy(asked);
    if (!scope)
      return refuseForm({}, { file: 'We cannot take a file by this link just now. Wait an hour, or ring us' });
    const upload = await readUpload(event.request, asked.row.councilId);
    const errors = faultsOf(upload);
    const read = v.safeParse(form, upload.fields);
    if (!upload.file || !read.success || Object.keys(errors).length > 0) {
      await upload.file?.arrived.discard();
      return refuseForm(upload.fields, upload.file ? { ...errors, file: 'Choose the file again' } : errors);
    }
    const done = await receiveByLink(asked, scope, upload.file, read.output);
    if (isRefused(done)) return refuseForm(upload.fields, { file: done.refused });
    redirect(303, here);
  },
  notForMe: async (event) => {
    await notForMe(await askedHere(event));
    redirect(303, `/p/${event.params.link}`);
  },
});
