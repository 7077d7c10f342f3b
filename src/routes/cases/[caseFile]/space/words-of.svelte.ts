import type { DocumentKind } from '#domain/spaces/texts.ts';
import type { LiveText } from '#realtime/client/text.svelte.ts';
import type { Live } from '../live.svelte.ts';

/** One text's words for a component to show; null until the server has sent them. Found in an effect, because opening a text changes it. */
export function wordsOf(live: Live, kind: DocumentKind, name: () => string): { readonly now: string | null } {
  let text = $state.raw<LiveText | null>(null);
  $effect(() => {
    text = live.text(kind, name());
  });
  return {
    get now() {
      return text?.words ?? null;
    },
  };
}
