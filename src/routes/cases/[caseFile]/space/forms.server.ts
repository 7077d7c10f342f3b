import { redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { v5 } from 'uuid';
import * as v from 'valibot';
import type { Command } from '#domain/spaces/command.server.ts';
import { theCheck, type Place } from '#domain/spaces/place.server.ts';
import { Refused } from '#domain/spaces/refusal.ts';
import { NOTE, SUMMARY } from '#domain/spaces/texts.ts';
import { workingDocument } from '#domain/tribunal/working/place.server.ts';
import { isSection } from '#domain/tribunal/working/sections.ts';
import { isId } from '#server/ids.ts';
import { readForm, refuseForm, type FormFault } from '../../../form.ts';

const uuid = v.pipe(v.string(), v.check(isId));
/** A paper's id and a page of it: `<id>:41`. */
const isPage = (given: string): boolean => isId(given.slice(0, 36)) && /^:\d{1,4}$/.test(given.slice(36));
const count = v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number));
/** The database keeps no zero characters, and nobody types one. */
const text = v.pipe(
  v.string(),
  v.transform((typed) => typed.replaceAll('\0', '')),
);
const words = v.optional(v.pipe(text, v.maxLength(500, 'Use 500 characters or fewer.')), '');

/** Every form of a space carries `seed`, made with the page, from which its command's id follows. */
export const onSpace = { seed: uuid };
export const onPoint = { seed: uuid, point: uuid, version: count };
export const onPage = {
  seed: uuid,
  point: uuid,
  paper: v.pipe(v.string(), v.check(isPage, 'Choose a paper and a page.')),
};
export const field = { uuid, count, text, words, textName: v.union([v.literal(NOTE), v.literal(SUMMARY), uuid]) };

/** Which live place a page is about: the working document of the appeal its address names, else the check before the Board. */
const placeOf = ({ params }: RequestEvent): Place => (params.appeal ? workingDocument(params.appeal) : theCheck);

/** The id of the command a form stands for: the same form posted again is the same command (B17). */
const commandId = (event: RequestEvent, { seed, ...rest }: { seed: string }): string =>
  v5(JSON.stringify([event.url.search, rest]), seed);

/**
 * Takes a form to its command and the person back to the place they were at. A refusal comes back as a sentence beside
 * its field, with everything they typed.
 */
export async function take<E extends v.ObjectEntries & typeof onSpace>(
  event: RequestEvent,
  entries: E,
  run: (form: v.InferOutput<v.ObjectSchema<E, undefined>> & Command) => Promise<unknown>,
): Promise<ActionFailure<FormFault>> {
  const read = await readForm(event.request, v.object(entries));
  if ('refused' in read) return read.refused;
  const form = read.ok as v.InferOutput<v.ObjectSchema<E, undefined>> & { seed: string; point?: string; name?: string };
  try {
    await run({ ...form, commandId: commandId(event, form), place: placeOf(event) });
  } catch (thrown) {
    if (!(thrown instanceof Refused)) throw thrown;
    const typed = Object.entries(form).map(([name, value]) => [name, String(value)]);
    return refuseForm(Object.fromEntries(typed), { [thrown.field]: thrown.message });
  }
  const place = form.point ? `#point-${form.point}` : form.name ? `#words-${form.name}` : '';
  // On a phone the page lies in three parts: back to the one they were in, or to where the words are.
  const was = event.url.searchParams.get('tab') ?? '';
  const part = place ? 'paper' : /^(now|paper|people)$/.test(was) ? was : '';
  const section = event.url.searchParams.get('section') ?? '';
  const query =
    part && event.url.pathname.endsWith('/space') ? `?tab=${part}` : isSection(section) ? `?section=${section}` : '';
  redirect(303, event.url.pathname + query + place);
}
