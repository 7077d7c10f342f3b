import { invalidate } from '$app/navigation';
import { navigating } from '$app/state';
import { useLive } from '../../live.svelte.ts';

const everyMs = 5_000;

/**
 * Asks for what is private on a page afresh, at the same pace whether anything happened or not. News would tell how busy a
 * private room is to whoever can count it; asking tells nobody anything. Call while the component is set up.
 */
export function askAfresh(what: () => string): void {
  const live = useLive();
  $effect(() => {
    const asking = setInterval(() => {
      // Asking while a link is being followed would drop it, and with the line down it would end in an error page.
      const may = live.isLive && !live.paused && !navigating.to && document.visibilityState === 'visible';
      if (may) void invalidate(what());
    }, everyMs);
    return () => clearInterval(asking);
  });
}
