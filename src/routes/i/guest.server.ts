import { error } from '@sveltejs/kit';
import { guestOf, isInvitee, type Guest } from '#domain/people/guest.server.ts';
import type { InvitationState } from '#domain/people/invitation.ts';

/** What a link's page shows: its state, or that another person is signed in on this phone. */
export type GuestView = InvitationState | 'forwarded';

/** The guest of a link, and how they come to it. An unknown link is a 404 like any other. */
export async function guestHere(event: {
  params: Partial<Record<string, string>>;
  locals: App.Locals;
}): Promise<{ guest: Guest; view: GuestView; mine: boolean }> {
  const guest = (await guestOf(event.params.token ?? '')) ?? error(404, 'Not found');
  const { person } = event.locals;
  const mine = !!person?.complete && (await isInvitee(guest, person));
  const forwarded = guest.state === 'open' && !!person?.complete && !mine;
  return { guest, view: forwarded ? 'forwarded' : guest.state, mine };
}
