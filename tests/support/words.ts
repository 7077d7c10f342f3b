/** Stands in for the engine where a test is about commands: texts by document and name, and which are locked. */
export function keepWordsInMemory() {
  const texts = new Map<string, string>();
  const locked = new Map<string, Set<string>>();
  const closed = new Set<string>();
  const key = ({ documentId, name }: { documentId: string; name: string }) => `${documentId}:${name}`;
  const engine = {
    textOf: async (text: { documentId: string; name: string }) => texts.get(key(text)) ?? '',
    ensureText: async (text: { documentId: string; name: string }) =>
      void (texts.has(key(text)) || texts.set(key(text), '')),
    replaceText: async (text: { documentId: string; name: string; words: string }) => {
      texts.set(key(text), text.words);
      return { ok: true };
    },
    closeDocument: async ({ documentId }: { documentId: string }) => void closed.add(documentId),
    lock: async ({ documentId, names }: { documentId: string; names: string[] }) =>
      void locked.set(documentId, new Set(names)),
  };
  (globalThis as Record<symbol, unknown>)[Symbol.for('common-ground.engine')] = engine;
  return {
    /** As if somebody had typed it. */
    type: (documentId: string, name: string, words: string) => void texts.set(key({ documentId, name }), words),
    read: (documentId: string, name: string) => texts.get(key({ documentId, name })),
    isLocked: (documentId: string, name: string) => locked.get(documentId)?.has(name) ?? false,
    isClosed: (documentId: string) => closed.has(documentId),
  };
}
