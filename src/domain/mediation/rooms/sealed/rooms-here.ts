/**
 * The sealed rooms of this tab, by id: they live on while somebody moves between the pages of one mediation. On its own,
 * because a page that never joins one need not carry what seals.
 */
export const roomsHere = new Map<string, { leave(): void }>();

/** The mediation's pages are left: what was said in its private rooms leaves this browser's memory. */
export function leaveSealedRooms(): void {
  for (const room of [...roomsHere.values()]) room.leave();
}
