import type { Joined } from './live.svelte.ts';
import { useLive } from './live.svelte.ts';

/**
 * Lets a page of facts follow the room while one is open: it is asked for afresh when somebody on the case changes
 * something, and for a page of `words` these become live. Call while the component is set up. Without a room, or without JavaScript, the page stays as it was sent.
 */
export function joinRoom(room: () => Joined | null, needs: 'words' | 'facts' = 'facts'): void {
  const live = useLive();
  // The page's own id of the room decides: data that came afresh must not leave and join again.
  const spaceId = $derived(room()?.spaceId);
  $effect(() => {
    const joined = spaceId && room();
    return joined ? live.join(joined, needs) : undefined;
  });
}
