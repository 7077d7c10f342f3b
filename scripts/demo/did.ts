/** What a command answers when it does nothing. */
type Nothing = null | { refused: string } | { errors: Record<string, string> };

/** What a command did. Throws when it did nothing: the demonstration asked for what cannot be. */
export function did<T>(answer: T): Exclude<T, Nothing> {
  if (answer === null) throw new Error('The demonstration asked for what is not there.');
  if (typeof answer === 'object' && ('refused' in answer || 'errors' in answer))
    throw new Error(`The demonstration was refused: ${JSON.stringify(answer)}`);
  return answer as Exclude<T, Nothing>;
}
