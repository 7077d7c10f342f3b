import { redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { isRefused, type Refused } from '#domain/access/refused.ts';
import { recordFor, underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { momentInWords } from '#domain/calendar/words.ts';
import { familyOf, heldMails } from '#domain/contact/mail/held-mail.server.ts';
import { cameInKinds } from '#domain/contact/thread/came-in.server.ts';
import { acceptedFiles } from '#domain/evidence/intake/media.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../../act.ts';
import { readForm, refuseForm } from '../../../../form.ts';
import { peopleToChoose } from '../people.server.ts';
import { takeCameIn } from './came-in.server.ts';
import { fileAs, setAside } from './sort.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return underScope(scope, async (tx) => {
    await recordFor(tx, scope, { action: 'mail.held_seen' });
    const mails = await heldMails(tx, scope);
    return {
      mails: mails.map(({ at, ...mail }) => ({ ...mail, came: momentInWords(at) })),
      family: await familyOf(tx, scope),
      people: await peopleToChoose(tx, scope),
      kinds: Object.entries(cameInKinds).map(([value, label]) => ({ value, label })),
      ...{ today: today(now), acceptedFiles },
    };
  });
};

const mailArrivalId = v.pipe(v.string(), v.uuid('Open the page again'));
const filing = v.object({
  mailArrivalId,
  personId: v.pipe(v.optional(v.string(), ''), v.uuid('Choose who it is from')),
});
const aside = v.object({
  mailArrivalId,
  reason: v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.minLength(1, 'Say why it does not belong here'),
    v.maxLength(500, 'Use 500 characters or fewer'),
  ),
});

/** The box to go back to is that of this mail: several stand on the page. */
const boxOf = (id: string, errors: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(errors).map(([field, says]) => [`${field}-${id}`, says]));

async function decide<S extends typeof filing | typeof aside>(
  { request, params }: RequestEvent,
  form: S,
  command: (asked: v.InferOutput<S>) => Promise<Refused | string>,
) {
  const read = await readForm(request, form);
  if ('refused' in read) {
    const { errors, values } = read.refused.data;
    return refuseForm(values, boxOf(values.mailArrivalId ?? '', errors));
  }
  const done = await command(read.ok);
  if (isRefused(done)) return refuseForm(read.ok, boxOf(read.ok.mailArrivalId, { [done.field]: done.refused }));
  redirect(303, `/cases/${params.caseFile}/messages/held`);
}

export const actions = actionsFor('/cases/[caseFile]/messages/held', {
  file: (event, scope) => decide(event, filing, (asked) => fileAs(scope, asked)),
  putAside: (event, scope) => decide(event, aside, (asked) => setAside(scope, asked)),
  came: ({ request }, scope) => takeCameIn(request, scope),
});
