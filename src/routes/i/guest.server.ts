import { error } from '@sveltejs/kit';
import { askedByLink } from '#domain/contact/thread/asked-by-link.server.ts';
import { give, guestOf, isInvitee, type Guest, type Receipt } from '#domain/people/guest.server.ts';
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

/** "Call me": given by the link as anything else is, and promised with its day. */
export const askForCall = (guest: Guest, words = ''): Promise<Receipt | null> =>
  give(guest, { kind: 'call_me', words }, askedByLink);

/** Where they are thanked, with what was promised; back to the link's own page when nothing was taken. */
export function thanksFor({ params }: { params: Partial<Record<string, string>> }, receipt: Receipt | null): string {
  const ringBy = receipt?.ringBy ? `&ringBy=${receipt.ringBy}` : '';
  return receipt ? `/i/${params.token}?sent=${receipt.reference}${ringBy}` : `/i/${params.token}`;
}
