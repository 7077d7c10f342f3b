import cases from './data/cases.json' with { type: 'json' };
import vocabulary from './data/vocabulary.json' with { type: 'json' };
import type { Vocabulary } from './precedent.ts';

/** The decided cases this program comes with, as the text of a file: they go through the same checks as any other. */
export const shippedFile = (): string => JSON.stringify(cases);
export const shippedVocabulary: Vocabulary = vocabulary;
