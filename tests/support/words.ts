/** Stands in for the engine where a test is about commands: texts by document and name, and which are locked. */
export function keepWordsInMemory() {
  const texts = new Map<string, string>();
  const locked = new Set<string>();
  const closed = new Set<string>();
  const key = ({ documentId, name }: { documentId: string; name: string }) => `${documentId}:${name}`;
  const engine = {
    textOf: async (text: { documentId: string; name: string }) => texts.get(key(text)) ?? '',
    ensureText: async (text: { documentId: string; name: string }) =>
      void (texts.has(key(text)) || texts.set(key(text), '')),
    replaceText: async (text: { documentId: string; name: string; words: string }) =>
      void texts.set(key(text), text.words),
    closeDocument: async ({ documentId }: { documentId: string }) => void closed.add(documentId),
    lock: async (text: { documentId: string; name: string; locked: boolean }) =>
      void (text.locked ? locked.add(key(text)) : locked.delete(key(text))),
  };
  (globalThis as Record<symbol, unknown>)[Symbol.for('common-ground.engine')] = engine;
  return {
    /** As if somebody had typed it. */
    type: (documentId: string, name: string, words: string) => void texts.set(key({ documentId, name }), words),
    read: (documentId: string, name: string) => texts.get(key({ documentId, name })),
    isLocked: (documentId: string, name: string) => locked.has(key({ documentId, name })),
    isClosed: (documentId: string) => closed.has(documentId),
  };
}
