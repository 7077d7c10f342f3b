export interface PageLife {
  /** The page is looked at again, or the network is back: do not wait for the next try. */
  hurry(): void;
  /** The page is put away, and may be ended there without a word. */
  hidden(): void;
  /** True while leaving would lose something the server has not said is saved. */
  unsaved(): boolean;
}

/** Watches what happens to the page around the connection. Returns what stops the watching. */
export function watchPage({ hurry, hidden, unsaved }: PageLife): () => void {
  const { signal, abort } = controller();
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'visible' ? hurry() : hidden()), {
    signal,
  });
  addEventListener('online', hurry, { signal });
  // A page taken out of the back/forward cache has a dead connection and may belong to somebody who signed out.
  addEventListener('pageshow', (event) => event.persisted && hurry(), { signal });
  addEventListener('beforeunload', (event) => unsaved() && event.preventDefault(), { signal });
  return abort;
}

function controller() {
  const made = new AbortController();
  return { signal: made.signal, abort: () => made.abort() };
}
