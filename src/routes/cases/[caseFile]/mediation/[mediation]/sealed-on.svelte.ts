import type { SealedRoom, SealedRoomAbout } from '#domain/mediation/rooms/sealed/sealed-room.svelte.ts';
import { useLive } from '../../live.svelte.ts';

/**
 * One sealed room on the line of this page, once the line is there. The room itself outlives the page: its keys are kept
 * while somebody goes from one page of the mediation to the next. Call while the component is set up.
 */
export function sealedOn(about: () => SealedRoomAbout): { readonly room: SealedRoom | null } {
  const live = useLive();
  let room = $state.raw<SealedRoom | null>(null);
  $effect(() => {
    const { connection } = live;
    const wanted = about();
    if (!connection) return;
    let over = false;
    void import('#domain/mediation/rooms/sealed/sealed-room.svelte.ts').then(({ sealedRoom }) => {
      if (!over) room = sealedRoom(connection, wanted);
    });
    return () => void (over = true);
  });
  return {
    get room() {
      return room;
    },
  };
}
