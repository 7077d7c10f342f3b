import { redirect, type RequestEvent } from '@sveltejs/kit';
import { AccessEnded } from '#domain/access/scoped.server.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inShort } from '#domain/calendar/words.ts';
import { isRefused } from '#domain/evidence/begin.server.ts';
import { receivePaper } from '#domain/evidence/intake/intake.server.ts';
import { readUpload } from '#domain/evidence/intake/upload.server.ts';
import { guestAdding, type GuestAdding } from '#domain/people/guest-photo.server.ts';
import { give, type Guest } from '#domain/people/guest.server.ts';
import { now } from '#server/clock.ts';
import { guestHere } from '../../guest.server.ts';

/** For whoever reloads after sending: back to the page of the link. */
export const GET = async (event: RequestEvent) => {
  await guestHere(event);
  redirect(303, `/i/${event.params.token}`);
};

/** One photo of a paper, by the link alone. It streams to disk; what it is is found by its bytes. */
export const POST = async (event: RequestEvent) => {
  const { guest, view } = await guestHere(event);
  const here = `/i/${event.params.token}`;
  if (view !== 'open') redirect(303, here);
  const adding = await guestAdding(guest);
  if (!adding) redirect(303, `${here}?photo=too-often`);
  const upload = await readUpload(event.request, guest.row.councilId);
  if (upload.fault === 'too-large') redirect(303, `${here}?photo=too-large`);
  if (upload.fault === 'no-room') redirect(303, `${here}?photo=no-room`);
  if (!upload.file) redirect(303, `${here}?photo=none`);
  const evidenceItemId = await take(guest, adding, upload.file);
  if (!evidenceItemId) redirect(303, `${here}?photo=refused`);
  const receipt = await give(guest, { kind: 'photo', evidenceItemId });
  redirect(303, receipt ? `${here}?sent=${receipt.reference}` : here);
};

/** Nothing of why it was refused is said by a link: the reason may name a paper that is here already. */
async function take(
  { row }: Guest,
  { scope, hold }: GuestAdding,
  file: Parameters<typeof receivePaper>[1],
): Promise<string | null> {
  const title = `Photo from ${row.fullName}, ${inShort(dateOf(now()))}`;
  const kind = scope.side === 'family' ? 'family_own' : 'other';
  const taken = await receivePaper(scope, file, { title, author: '', writtenOn: null, answers: { kind } }, hold).catch(
    (thrown: unknown) => {
      if (thrown instanceof AccessEnded) return null;
      throw thrown;
    },
  );
  return taken && !isRefused(taken) ? taken.evidenceItemId : null;
}
