/** News that something happened to a case: ids only, in the order of its history. */
export interface Changed {
  sequence: number;
  action: string;
  target: string | null;
}

/**
 * How the page says each action, by its name ("point.agreed"). `target` is the id it happened to; null says nothing,
 * for what the reader cannot name or did themselves. An action that is not in the table is not worth a sentence.
 */
export type Sentences = Readonly<Record<string, (target: string | null) => string | null>>;

/** What happened while somebody was away, oldest first. Of the same thing happening twice only the last is told. */
export function catchUp(missed: readonly Changed[], sentences: Sentences): string[] {
  const told = new Map<string, string>();
  const inOrder = [...missed].sort((one, other) => one.sequence - other.sequence);
  for (const { action, target } of inOrder) {
    const sentence = Object.hasOwn(sentences, action) ? sentences[action]!(target) : null;
    if (!sentence) continue;
    told.delete(sentence);
    told.set(sentence, sentence);
  }
  return [...told.values()];
}

/** "While you were away: point 3 agreed, point 5 changed by the council." Null when there is nothing to tell. */
export const whileAway = (sentences: readonly string[]): string | null =>
  sentences.length ? `While you were away: ${sentences.join(', ')}.` : null;

/** Collects the news that arrives while somebody is away, each once. */
export class Away {
  #away = false;
  readonly #missed = new Map<number, Changed>();

  leave(): void {
    this.#away = true;
  }

  /** Takes in news; kept only while away. */
  hear(news: Changed): void {
    if (this.#away) this.#missed.set(news.sequence, news);
  }

  /** Gives what was missed, and forgets it. */
  comeBack(): Changed[] {
    this.#away = false;
    const missed = [...this.#missed.values()];
    this.#missed.clear();
    return missed;
  }
}
