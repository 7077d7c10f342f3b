import { askedByLink } from '#domain/contact/thread/asked-by-link.server.ts';
import { give } from '#domain/people/guest.server.ts';
import { sendInvitation, type People } from './enter.ts';

/** Leaves things for an officer to find: a link nobody has opened yet, and what was given through one without coming in. */
export async function leaveThingsWaiting(files: ReadonlyMap<string, string>, { priya }: People): Promise<void> {
  const ellie = { fullName: 'Ellie Carter', email: 'ellie@family.example', mobile: '+447700900121' };
  await sendInvitation(priya, files.get('Ben')!, 'parent', ellie);
  const sade = { fullName: 'Sade Fenwick', email: 'sade@family.example', mobile: null };
  const guest = await sendInvitation(priya, files.get('Leo')!, 'parent', sade);
  const words = 'Any day after ten. I am on nights this week.';
  await give(guest, { kind: 'call_me', words }, askedByLink);
  await give(guest, { kind: 'missing', words: 'The hospital letter from July is not on any list I have seen.' });
}
