/**
 * Keeps every tab of one browser with the same person. A tab says who it was served to; one that was served to somebody
 * else, or to nobody, loads itself again, so that words of one person never leave as another's and nothing stays on the
 * screen after signing out. A page the back button brings out of the browser's memory is loaded again too.
 * Returns what ends it.
 */
export function keepOnePerson(servedTo: string): () => void {
  const tabs = new BroadcastChannel('common-ground');
  tabs.onmessage = ({ data }) => data !== servedTo && location.reload();
  tabs.postMessage(servedTo);
  const fromMemory = ({ persisted }: PageTransitionEvent) => persisted && location.reload();
  addEventListener('pageshow', fromMemory);
  return () => {
    tabs.close();
    removeEventListener('pageshow', fromMemory);
  };
}
